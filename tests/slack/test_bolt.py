import json
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from bot.db.transaction import Transaction
from bot.delivery.values import Json
from bot.errors import Conflict, Invalid
from bot.slack import kit
from bot.slack.doors import Doors
from bot.slack.kit import markup
from bot.slack.menus import MENU, Choice, menu
from bot.slack.visits import (
    Answer,
    Command,
    FieldErrors,
    Happening,
    Modal,
    Press,
    Pushed,
    Replaced,
    Shortcut,
    Submission,
)
from bot.slack.wording import BANNER
from tests.databases import open_database
from tests.slack.signed import USER, Slack, slack_with

VIEW = kit.modal("Hello", [kit.section(markup("hi"))], callback_id="test.form", submit="Save")
SAID = kit.message(markup("Hello {who}", who="<!channel>"))


class Kept:
    id = "kept-thing"


class Room:
    """A feature that answers as each test wishes, and remembers what it was handed."""

    def __init__(self) -> None:
        self.answer: Answer = None
        self.error: Exception | None = None
        self.effect_error: Exception | None = None
        self.visits: list[object] = []
        self.effects = 0

    def effect(self, tx: Transaction) -> Kept:
        if self.effect_error:
            raise self.effect_error
        self.effects += 1
        return Kept()

    async def handle(self, visit: Command | Press | Shortcut) -> Answer:
        self.visits.append(visit)
        if self.error:
            raise self.error
        return self.answer

    async def submit(self, visit: Submission) -> Answer:
        await visit.commit(self.effect)
        return await self._submitted(visit)

    async def _submitted(self, visit: Submission) -> Answer:
        self.visits.append(visit)
        if self.error:
            raise self.error
        return self.answer

    async def refuse(self, visit: Submission) -> Answer:
        return await self._submitted(visit)

    async def saved(self, visit: Submission, outcome: str | None) -> Answer:
        return Modal(kit.modal("Saved", [kit.section(markup("{outcome}", outcome=outcome))], callback_id="x"))

    async def hear(self, visit: Happening) -> Answer:
        self.visits.append(visit)
        await visit.commit(self.effect)
        if self.error:
            raise self.error
        return None


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
async def slack(room: Room, database_url: str) -> AsyncIterator[Slack]:
    doors = Doors()
    doors.command("/goal", "propose", room.handle, does="proposes a goal", example="/goal propose")
    doors.press("test.press", room.handle)
    doors.form("test.form", room.submit, saved=room.saved)
    doors.form("test.refusing", room.refuse, saved=room.saved)
    doors.shortcut("test.shortcut", room.handle)
    doors.event("channel_rename", room.hear)
    database = open_database(database_url)
    async with slack_with(doors, database) as slack:
        yield slack
    await database.close()


async def test_a_command_is_answered_privately_in_its_acknowledgement(slack: Slack, room: Room) -> None:
    room.answer = SAID
    answer = (await slack.command("/goal", "propose  more words ")).json()
    assert answer["response_type"] == "ephemeral"
    assert answer["text"] == "Hello &lt;!channel&gt;"
    assert slack.calls == []
    [visit] = room.visits
    assert isinstance(visit, Command)
    assert (visit.user, visit.verb, visit.rest) == (USER, "propose", "more words")


async def test_a_command_may_open_a_modal(slack: Slack, room: Room) -> None:
    room.answer = Modal(VIEW)
    response = await slack.command("/goal", "propose")
    assert (response.status_code, response.text) == (200, "")
    assert [method for method, _ in slack.calls] == ["views.open"]


async def test_a_modal_that_slack_does_not_open_is_said_to_be_late(slack: Slack, room: Room) -> None:
    slack.refusals["views.open"] = "expired_trigger_id"
    room.answer = Modal(VIEW)
    answer = (await slack.command("/goal", "propose")).json()
    assert "Nothing was changed" in answer["text"]


async def test_a_typo_is_answered_with_the_nearest_verb(slack: Slack) -> None:
    assert "`/goal propose`" in (await slack.command("/goal", "porpose")).json()["text"]


async def test_help_lists_every_verb_with_an_example(slack: Slack) -> None:
    assert "/goal propose" in (await slack.command("/goal", "help")).text


async def test_a_press_in_a_channel_is_answered_beside_it(slack: Slack, room: Room) -> None:
    room.answer = SAID
    assert (await slack.press_in_channel("test.press", "some-id")).status_code == 200
    [(method, said)] = slack.calls
    assert (method, said["response_type"], said["replace_original"]) == ("response", "ephemeral", False)
    [visit] = room.visits
    assert isinstance(visit, Press)
    assert (visit.value, visit.channel, visit.message_ts) == ("some-id", "C1", "1.000002")


async def test_a_choice_from_a_menu_is_a_press_on_what_it_stands_for(slack: Slack, room: Room) -> None:
    written = menu([Choice("Release", "test.press", "goal:7 of 9")])._resolve()
    await slack.press_in_channel(MENU, written["options"][0]["value"])
    await slack.press_in_channel(MENU, "nothing")
    [visit] = room.visits
    assert isinstance(visit, Press)
    assert visit.value == "goal:7 of 9"


async def test_a_private_list_is_drawn_anew_in_its_place(slack: Slack, room: Room) -> None:
    room.answer = Replaced(SAID)
    await slack.press_in_channel("test.press")
    assert slack.calls[0][1]["replace_original"] is True


@pytest.mark.parametrize(("answer", "method"), [(Modal(VIEW), "views.update"), (Pushed(VIEW), "views.push")])
async def test_a_press_in_a_modal_changes_the_modal(
    slack: Slack, room: Room, answer: Answer, method: str
) -> None:
    room.answer = answer
    view = {"id": "V1", "type": "modal", "hash": "h7", "blocks": []}
    await slack.press("test.press", view=view, container={"type": "view", "view_id": "V1"})
    [(called, arguments)] = slack.calls
    assert called == method
    if method == "views.update":
        assert arguments["hash"] == "h7"


async def test_a_submission_is_committed_before_the_form_closes(slack: Slack, room: Room) -> None:
    response = await slack.submit("test.form")
    assert (response.status_code, response.text) == (200, "")
    assert room.effects == 1


async def test_the_same_submission_again_shows_what_was_saved(slack: Slack, room: Room) -> None:
    await slack.submit("test.form")
    again = (await slack.submit("test.form")).json()
    assert again["response_action"] == "update"
    assert "kept-thing" in json.dumps(again["view"])
    assert room.effects == 1


async def test_a_view_that_became_another_form_is_submitted_anew(slack: Slack, room: Room) -> None:
    await slack.submit("test.form")
    await slack.submit("test.form", view_hash="h2")
    assert room.effects == 2


async def test_another_form_of_the_same_kind_is_another_submission(slack: Slack, room: Room) -> None:
    await slack.submit("test.form")
    await slack.submit("test.form", view_id="V2")
    assert room.effects == 2


async def test_field_errors_name_the_block_that_is_shown(slack: Slack, room: Room) -> None:
    room.answer = FieldErrors({"title": "Say it in a few words."})
    shown = [{"type": "input", "block_id": "title#2"}]
    answer = (await slack.submit("test.refusing", blocks=shown)).json()
    assert answer == {"response_action": "errors", "errors": {"title#2": "Say it in a few words."}}


async def test_an_invalid_field_is_said_under_it(slack: Slack, room: Room) -> None:
    room.error = Invalid("title", "Say it in a few words.")
    assert (await slack.submit("test.refusing")).json()["errors"] == {"title": "Say it in a few words."}


@pytest.mark.parametrize(
    ("typed", "kept"), [("", [BANNER]), ("My words", [BANNER, "title"])], ids=["nothing typed", "words typed"]
)
async def test_a_refusal_says_why_and_keeps_the_form_for_the_words_in_it(
    slack: Slack, room: Room, typed: str, kept: list[str]
) -> None:
    room.error = Conflict("Somebody was quicker.")
    shown = [{"type": "input", "block_id": "title"}]
    entered: Json = {"title": {"words": {"type": "plain_text_input", "value": typed}}}
    answer = (await slack.submit("test.refusing", blocks=shown, values=entered)).json()
    assert answer["response_action"] == "update"
    assert [block["block_id"] for block in answer["view"]["blocks"]] == kept
    assert ("submit" in answer["view"]) == bool(typed)
    assert "Somebody was quicker." in json.dumps(answer["view"]["blocks"][0])
    assert answer["view"]["private_metadata"] == "carried"


async def test_a_fault_in_a_form_is_said_with_a_reference_and_can_be_sent_again(
    slack: Slack, room: Room
) -> None:
    room.error = RuntimeError("secret detail")
    answer = (await slack.submit("test.form")).json()
    assert "was not saved" in json.dumps(answer)
    assert "secret detail" not in json.dumps(answer)


@pytest.mark.parametrize(
    ("error", "words"), [(Conflict("Too late."), "Too late."), (RuntimeError("x"), "was not saved")]
)
async def test_errors_reach_the_person_wherever_they_came_in(
    slack: Slack, room: Room, error: Exception, words: str
) -> None:
    room.error = error
    assert words in (await slack.command("/goal", "propose")).json()["text"]
    assert (await slack.press_in_channel("test.press")).status_code == 200
    assert words in str(slack.calls[-1][1]["text"])
    await slack.press("test.press", view={"id": "V1", "type": "modal", "hash": "h", "blocks": []})
    assert slack.calls[-1][0] == "views.update"
    assert words in json.dumps(slack.calls[-1][1])


async def test_a_shortcut_brings_the_message(slack: Slack, room: Room) -> None:
    room.answer = Modal(VIEW)
    message = {"ts": "1.5", "text": "We go with blue", "user": "U9"}
    await slack.payload(
        type="message_action", callback_id="test.shortcut", channel={"id": "C1"}, message=message
    )
    [visit] = room.visits
    assert isinstance(visit, Shortcut)
    assert (visit.channel, visit.message_ts, visit.text, visit.author) == (
        "C1",
        "1.5",
        "We go with blue",
        "U9",
    )
    assert [method for method, _ in slack.calls] == ["views.open"]


async def test_an_event_has_its_effect_once_however_often_it_comes(slack: Slack, room: Room) -> None:
    event = {"type": "channel_rename", "channel": {"id": "C1", "name": "new"}}
    for _ in range(3):
        assert (await slack.event(event)).status_code == 200
    assert room.effects == 1


async def test_an_event_that_fails_is_a_500_so_that_slack_sends_it_again(slack: Slack, room: Room) -> None:
    event = {"type": "channel_rename", "channel": {"id": "C1"}}
    room.error = RuntimeError("after the commit")
    assert (await slack.event(event)).status_code == 500
    room.error = None
    assert (await slack.event(event)).status_code == 200
    assert room.effects == 1


@pytest.mark.parametrize("error", [RuntimeError("the database is away"), Conflict("Somebody was quicker.")])
async def test_an_event_whose_effect_failed_has_it_when_it_comes_again(
    slack: Slack, room: Room, error: Exception
) -> None:
    event = {"type": "channel_rename", "channel": {"id": "C1"}}
    room.effect_error = error
    with capture_logs() as logged:
        assert (await slack.event(event)).status_code == 500
    assert [entry["about"] for entry in logged if entry["log_level"] == "error"] == ["channel_rename"]
    room.effect_error = None
    assert (await slack.event(event)).status_code == 200
    assert room.effects == 1


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_actions", "actions": [{"action_id": "nobody.knows", "type": "button"}]},
        {"type": "view_submission", "view": {"id": "V", "callback_id": "nobody.knows", "type": "modal"}},
        {"type": "view_closed", "view": {"id": "V", "callback_id": "test.form", "type": "modal"}},
        {"type": "message_action", "callback_id": "nobody.knows"},
        {"type": "shortcut", "callback_id": "nobody.knows"},
        {"type": "block_suggestion", "action_id": "nobody.knows", "value": "x"},
    ],
)
async def test_what_nobody_answers_is_acknowledged(slack: Slack, payload: dict[str, object]) -> None:
    assert (await slack.payload(**payload)).status_code == 200


async def test_unknown_events_and_commands_are_acknowledged(slack: Slack) -> None:
    assert (await slack.event({"type": "emoji_changed"})).status_code == 200
    assert (await slack.command("/unknown")).status_code == 200


async def test_cairn_does_not_hear_itself(slack: Slack, room: Room) -> None:
    await slack.event({"type": "channel_rename", "user": "U0BOT"})
    assert room.effects == 0
