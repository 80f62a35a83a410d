"""The Slack door of decisions: what each visit is answered with."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from bot.db.database import Database, Edge
from bot.db.inbox import Replayed
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import Json, Message
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.decisions import handlers, service, surfaces, wiring
from bot.features.decisions.forms import Stage, stage_of
from bot.features.decisions.values import DECISION_CARD, DECISION_GONE, DecisionView, Field, Source
from bot.features.decisions.views import ids
from bot.features.goals import service as goals
from bot.features.parts import Parts
from bot.features.teams import service as teams
from bot.slack.directory import Directory
from bot.slack.limits import message_problems, view_problems
from bot.slack.manifest import disagreements, manifest
from bot.slack.payloads import FormState
from bot.slack.visits import Answer, Command, Modal, Press, Replaced, Shortcut, Submission
from tests.features.decisions.conftest import Clock
from tests.features.decisions.factories import MESSAGE, draft, form
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE, EXTREME_WORDS, WORKSPACE
from tests.features.goals.factories import draft as goal_draft

As = Callable[[str], Edge]


@pytest.fixture
def database_kind() -> str:
    """One kind: doors hold no SQL, and test_service runs what they call on both."""
    return "sqlite"


def command(edge: Edge, rest: str = "", channel: str = CHANNEL) -> Command:
    return Command(edge=edge, user=edge.actor or "", channel=channel, channel_name="", verb="log", rest=rest)


def press(edge: Edge, value: object = "", *, carried: str = "", entered: FormState | None = None) -> Press:
    return Press(
        edge=edge,
        user=edge.actor or "",
        value=str(value),
        form=entered or FormState(),
        carried=carried,
    )


def shortcut(edge: Edge, text: str = "We answer in English", *, author: str = BEN, **where: str) -> Shortcut:
    message = {"channel": CHANNEL, "message_ts": MESSAGE.ts, "thread_ts": ""} | where
    return Shortcut(edge=edge, user=edge.actor or "", text=text, author=author, **message)


def submission(edge: Edge, carried: str, **entered: object) -> Submission:
    return Submission(edge=edge, user=edge.actor or "", view_id="V1", form=form(**entered), carried=carried)


def view_of(answer: Answer) -> Json:
    assert isinstance(answer, Modal)
    assert view_problems(answer.view) == []
    return answer.view


def carried_by(view: Json) -> str:
    return str(view.get("private_metadata"))


def initial(view: Json) -> dict[str, Any]:
    """What the form's fields hold at first, by the last word of the block id."""
    blocks: Any = view["blocks"]
    inputs = {block["block_id"]: block["element"] for block in blocks if block["type"] == "input"}
    return {
        block_id.rsplit(".", maxsplit=1)[-1]: next(
            (element[key] for key in element if key.startswith("initial_")), None
        )
        for block_id, element in inputs.items()
    }


async def logged(as_: As, team: UUID, **words: Any) -> DecisionView:
    return (await as_(BEN).commit(service.log, draft(team_id=team, **words))).decision


def cards(tx: Transaction, kind: str, subject: UUID) -> Sequence[Message | None]:
    draw = {DECISION_CARD: surfaces.draw_card, DECISION_GONE: surfaces.draw_gone}[kind]
    return [draw(tx, surface) for surface in surfaces_of(tx, kind, str(subject))]


async def test_log_opens_the_form_with_the_words_and_its_submission_saves(team: UUID, as_: As) -> None:
    view = view_of(await handlers.open_log(command(as_(BEN), "We answer in English")))
    assert initial(view) == {"title": "We answer in English", "rationale": None}
    sent = submission(as_(BEN), carried_by(view), title="We answer in English", rationale="They read it")
    assert await handlers.submit_log(sent) is None
    [known] = (await as_(CYD).read(service.page, team)).decisions
    assert (known.title, known.rationale, known.decider) == ("We answer in English", "They read it", BEN)


async def test_the_form_opens_with_any_words(team: UUID, as_: As) -> None:
    for words in ("x" * 5000, *EXTREME_WORDS.values()):
        for opened in (
            handlers.open_log(command(as_(BEN), words)),
            handlers.open_from_message(shortcut(as_(BEN), words)),
        ):
            assert view_of(await opened)["callback_id"] == ids.SUBMIT


async def test_decide_opens_the_form_of_its_team(team: UUID, as_: As) -> None:
    view = view_of(await handlers.open_log_for(press(as_(BEN), team)))
    assert stage_of(carried_by(view)) == Stage(team_id=team)
    with pytest.raises(NotFound):
        await handlers.open_log_for(press(as_(BEN), "what is this"))


async def test_an_observer_is_told_of_join_and_a_channel_without_a_team_of_start(team: UUID, as_: As) -> None:
    for opened in (handlers.open_log(command(as_(DEE))), handlers.open_from_message(shortcut(as_(DEE)))):
        with pytest.raises(NotAllowed, match="Join"):
            await opened
    elsewhere = "C0NOTEAM"
    for opened in (
        handlers.open_log(command(as_(ANA), channel=elsewhere)),
        handlers.open_list(command(as_(ANA), channel=elsewhere)),
        handlers.open_from_message(shortcut(as_(ANA), channel=elsewhere)),
    ):
        with pytest.raises(Conflict, match="/cairn start"):
            await opened


async def test_more_keeps_what_was_typed_and_offers_the_goals(team: UUID, as_: As) -> None:
    goal = await as_(BEN).commit(goals.propose, goal_draft(team_id=team))
    entered = form(title="Typed", rationale="Because")
    view = view_of(
        await handlers.open_more(press(as_(BEN), carried=Stage(team_id=team).carried(), entered=entered))
    )
    shown = initial(view)
    assert (shown["title"], shown["rationale"], shown["decider"]) == ("Typed", "Because", BEN)
    sent = submission(
        as_(BEN), carried_by(view), title="Typed", rationale="Because", goals=[str(goal.id)], decider=CYD
    )
    await handlers.submit_log(sent)
    [known] = (await as_(BEN).read(service.page, team)).decisions
    assert (known.decider, [touched.id for touched in known.goals]) == (CYD, [goal.id])


async def test_a_message_becomes_a_decision_of_who_logs_it_and_names_its_author(team: UUID, as_: As) -> None:
    text = "<@U0ANA> &amp; all: <!channel> we answer in <https://a.example|English>"
    view = view_of(await handlers.open_from_message(shortcut(as_(ANA), text)))
    shown = initial(view)
    assert shown["context"] == "@Ana & all: @channel we answer in English (https://a.example)"
    assert shown["decider"] == ANA
    assert f"a message> by <@{BEN}>" in json.dumps(view)
    sent = submission(as_(ANA), carried_by(view), title="English", rationale="Why", context=shown["context"])
    assert await handlers.submit_log(sent) is None
    [known] = (await as_(BEN).read(service.page, team)).decisions
    assert (known.decider, known.logged_by, known.source) == (ANA, ANA, MESSAGE)
    again = view_of(await handlers.open_from_message(shortcut(as_(CYD), text)))
    assert "on record already" in json.dumps(again)
    assert ids.EDIT in json.dumps(again)


async def test_who_is_slower_with_a_message_sees_the_saved_one_and_their_words(team: UUID, as_: As) -> None:
    views = [view_of(await handlers.open_from_message(shortcut(as_(user)))) for user in (ANA, CYD)]
    for user, view in zip((ANA, CYD), views, strict=True):
        sent = submission(as_(user), carried_by(view), title=f"By {user}", rationale="Why")
        answer = await handlers.submit_log(sent)
    said = json.dumps(view_of(answer))
    assert all(words in said for words in (f"By {ANA}", f"By {CYD}", "a moment ago", ids.EDIT))
    assert (await as_(ANA).read(service.page, team)).total == 1


async def test_who_logs_a_message_is_offered_as_decider_whoever_wrote_it(team: UUID, as_: As) -> None:
    for author in (BEN, DEE, "", "U0BOT"):
        view = view_of(await handlers.open_from_message(shortcut(as_(ANA), author=author)))
        assert initial(view)["decider"] == ANA
        assert stage_of(carried_by(view)).source == Source(channel=CHANNEL, ts=MESSAGE.ts, author=author)


async def test_the_decider_of_a_message_can_be_chosen_before_more_is_pressed(team: UUID, as_: As) -> None:
    view = view_of(await handlers.open_from_message(shortcut(as_(ANA))))
    sent = submission(as_(ANA), carried_by(view), title="English", rationale="Why", decider=CYD)
    assert await handlers.submit_log(sent) is None
    [known] = (await as_(BEN).read(service.page, team)).decisions
    assert (known.decider, known.logged_by) == (CYD, ANA)


async def test_somebody_removed_while_writing_gets_a_sentence_and_keeps_the_form(team: UUID, as_: As) -> None:
    view = view_of(await handlers.open_log(command(as_(CYD))))
    await as_(ANA).commit(teams.absent, CHANNEL, CYD)
    with pytest.raises(NotAllowed, match="Nothing was changed"):
        await handlers.submit_log(submission(as_(CYD), carried_by(view), title="x", rationale="y"))


async def test_a_day_in_the_past_is_explained_beneath_its_field(team: UUID, as_: As) -> None:
    carried = Stage(team_id=team, unfolded=True).carried()
    sent = submission(as_(BEN), carried, title="x", rationale="y", review_on="2020-01-01")
    with pytest.raises(Invalid) as raised:
        await handlers.submit_log(sent)
    assert raised.value.field == Field.REVIEW_ON


async def test_a_replayed_form_shows_what_it_saved(team: UUID, database: Database) -> None:
    edge = database.edge(WORKSPACE, BEN, once="view:V1")
    sent = submission(edge, Stage(team_id=team).carried(), title="Only once", rationale="Why")
    await handlers.submit_log(sent)
    with pytest.raises(Replayed) as replayed:
        await handlers.submit_log(sent)
    shown = json.dumps(view_of(await handlers.show_saved(sent, replayed.value.outcome)))
    assert "Only once" in shown
    assert ids.EDIT in shown


async def test_an_edit_begins_with_what_is_on_record_and_saves_the_rest(team: UUID, as_: As) -> None:
    known = await logged(as_, team, options="French first", decider=CYD)
    view = view_of(await handlers.open_edit(press(as_(BEN), known.id)))
    shown = initial(view)
    assert (shown["title"], shown["options"], shown["decider"]) == (known.title, "French first", CYD)
    entered = {name: shown[name] for name in ("title", "rationale", "options")} | {
        "outcome": "Fewer questions"
    }
    assert await handlers.submit_edit(submission(as_(BEN), carried_by(view), decider=CYD, **entered)) is None
    after = await as_(BEN).read(service.decision, known.id)
    assert after == replace(known, outcome="Fewer questions", changed_at=after.changed_at)


async def test_an_edit_of_a_stale_form_is_refused(team: UUID, as_: As, clock: Clock) -> None:
    known = await logged(as_, team)
    stale = carried_by(view_of(await handlers.open_edit(press(as_(BEN), known.id))))
    clock.now = clock.now.replace(hour=13)
    await as_(ANA).commit(service.edit, known.id, replace(known.draft(), title="Newer"), seen=None)
    with pytest.raises(Conflict, match="nothing of theirs"):
        await handlers.submit_edit(submission(as_(BEN), stale, title="Older", rationale="y"))


async def test_details_show_everything_on_record(team: UUID, as_: As) -> None:
    known = await logged(as_, team, context="They asked", outcome="Fewer questions", source=MESSAGE)
    shown = json.dumps(view_of(await handlers.open_details(press(as_(DEE), known.id))))
    assert all(words in shown for words in (known.title, "They asked", "Fewer questions", "a message"))


async def test_the_list_is_turned_page_by_page(team: UUID, as_: As) -> None:
    for number in range(12):
        await logged(as_, team, title=f"Harbour {number}", context="bay" if number else "")
    first = await handlers.open_list(command(as_(DEE), "harbour: BAY"))
    assert isinstance(first, Message)
    assert "No decision" in first.text
    found = await handlers.open_list(command(as_(DEE), "BAY"))
    assert isinstance(found, Message)
    assert "11 decisions" in found.text
    buttons: Any = found.blocks[-1]["elements"]
    turned = await handlers.open_page(press(as_(DEE), buttons[0]["value"]))
    assert isinstance(turned, Replaced)
    assert "Harbour 1" in json.dumps(turned.message.blocks)
    assert message_problems({"text": found.text, "blocks": list(found.blocks)}) == []


async def test_a_made_up_place_in_a_list_is_no_fault(team: UUID, as_: As) -> None:
    for place in ("", ":", ":x:", ":-1:", ":99999999999999:", ":10:%"):
        assert isinstance(await handlers.open_page(press(as_(DEE), f"{team}{place}")), Replaced)


async def test_a_deleted_card_is_posted_again_from_the_note(team: UUID, as_: As) -> None:
    known = await logged(as_, team)
    await as_(BEN).commit(service.card_gone, known.id)
    [note] = await as_(BEN).read(cards, DECISION_GONE, known.id)
    assert note is not None
    assert ids.POST_AGAIN in json.dumps(note.blocks)
    [card] = await as_(BEN).read(cards, DECISION_CARD, known.id)
    assert card is not None
    assert known.title in card.text
    with pytest.raises(Conflict, match="already"):
        await handlers.on_post_again(press(as_(BEN), known.id))


async def test_everything_is_registered_under_the_ids_of_the_manifests(database: Database) -> None:
    async def nowhere(_: str) -> None:
        return None

    parts = Parts(database, Directory(nowhere))
    wiring.register(parts)
    assert set(parts.doors.commands["/decision"]) == {"", "log", "list"}
    assert set(parts.doors.forms) == {ids.SUBMIT, ids.SUBMIT_EDIT}
    assert set(parts.doors.shortcuts) == {ids.FROM_MESSAGE}
    for mode in ("http", "socket"):
        declared = list(disagreements(manifest(mode), parts.doors))
        assert not [gap for gap in declared if "decision" in gap]
