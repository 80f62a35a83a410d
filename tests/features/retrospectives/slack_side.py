"""Looking back in Slack: what people do in a conversation, and finding what Cairn shows then."""

from datetime import UTC, datetime, timedelta

from bot.delivery.values import Json
from bot.features.retrospectives.forms import phase_of
from bot.features.retrospectives.service import reading
from bot.features.retrospectives.values.phases import Phase
from bot.sandbox.people.interacting import InView
from bot.slack.payloads import list_at, mapping_at, text_at
from tests.conversation import GARDEN, LENA, Conversation
from tests.local_slack import WORKSPACE
from tests.shown import says, value_of

MOVE_ON, BEGIN, READ_NOTED = (f"retrospectives.{job}" for job in ("move_on", "begin", "read_noted"))
PARENT, COLLECTING = "A look back together", ":arrow_right: *Collect*"


async def begin(talk: Conversation, **chosen: object) -> Json:
    """A team with a retro that Lena started, and its message."""
    await talk.start_team()
    return await begin_again(talk, **chosen)


async def begin_again(talk: Conversation, **chosen: object) -> Json:
    """The team's next retro, and its message."""
    await talk.run(LENA, GARDEN, "/retro start")
    assert await talk.submit(LENA, **chosen) == "closed"
    return await talk.card(GARDEN, COLLECTING)


async def add(talk: Conversation, user: str, **words: str) -> None:
    """Somebody adds reflections, by question."""
    await talk.run(user, GARDEN, "/retro add")
    assert await talk.submit(user, **words) == "updated"
    assert says(talk.modal(user), "Thank you, it is kept")


async def reply(talk: Conversation, parent: Json, words: str) -> Json:
    """The newest reply in the thread that says these words, once it is there."""

    def look() -> Json | None:
        return next((one for one in reversed(replies(talk, parent)) if says(one, words)), None)

    return await talk.eventually(look)


def replies(talk: Conversation, parent: Json) -> list[Json]:
    """All that is said in the thread."""
    return talk.sandbox.messages(LENA, GARDEN, str(parent["ts"]))[1:]


async def drawn(talk: Conversation, parent: Json, words: str) -> Json:
    """The retro's message once it says these words."""

    def look() -> Json | None:
        now = talk.at(GARDEN, parent["ts"])
        return now if says(now, words) else None

    return await talk.eventually(look)


def fields_of(view: Json) -> list[str]:
    """The last words of the block ids of a form's fields."""
    shown = [
        text_at(block, "block_id") for block in list_at(view, "blocks") if text_at(block, "type") == "input"
    ]
    return [block_id.split("#")[0].rpartition(".")[2] for block_id in shown]


async def choose(talk: Conversation, user: str, field: str, label: str) -> None:
    """Choose in a field of the top modal that answers at once."""
    blocks = list_at(talk.modal(user), "blocks")
    block = next(block for block in blocks if text_at(block, "block_id").endswith(f".{field}"))
    await _choose(talk, user, text_at(block, "block_id"), mapping_at(block, "element"), label)


async def put(talk: Conversation, user: str, words: str, label: str) -> None:
    """Choose where the reflection, or what becomes of the group, with these words in the facilitator's view."""
    blocks = list_at(talk.modal(user), "blocks")
    block = next(one for one in blocks if words in text_at(one, "text", "text") and "accessory" in one)
    await _choose(talk, user, text_at(block, "block_id"), mapping_at(block, "accessory"), label)


async def _choose(talk: Conversation, user: str, block_id: str, menu: object, label: str) -> None:
    element = mapping_at({"menu": menu}, "menu")
    chosen = next(one for one in list_at(element, "options") if text_at(one, "text", "text") == label)
    action: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "selected_option": dict(chosen),
    }
    entered: Json = {block_id: {text_at(element, "action_id"): action}} if block_id else {}
    where = InView(str(talk.modal(user)["id"]))
    await talk.sandbox.act(user, where, {**action, "block_id": block_id}, state=entered)


async def pass_the_end_of(talk: Conversation, parent: Json, phase: Phase) -> None:
    """Move the clock a minute past the end of a phase.

    Args:
        parent: the retro's message as it was first.
    """
    _, retro_id = phase_of(value_of(parent, "Next: reveal"))
    retro = await talk.demo.cairn.database.edge(WORKSPACE).read(reading.retro, retro_id)
    assert retro.ends
    end = retro.ends.of(phase)
    assert end
    talk.clock.ahead = end - datetime.now(UTC) + timedelta(minutes=1)
