"""The Slack door of decisions: what each visit is answered with."""

import json
from dataclasses import replace
from uuid import UUID

import pytest

from bot.db.database import Database
from bot.db.inbox import Replayed
from bot.delivery.values import Message
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.attention.service import notices
from bot.features.decisions import handlers, service, wiring
from bot.features.decisions.forms import STAGES, Stage
from bot.features.decisions.values import DECISION_CARD, DECISION_GONE, Field, Source
from bot.features.decisions.views import ids
from bot.features.goals import service as goals
from bot.features.parts import Parts
from bot.features.teams import service as teams
from bot.features.teams.views import no_team
from bot.slack.directory import Directory
from bot.slack.manifest import disagreements, manifest
from tests.features.decisions.conftest import Clock
from tests.features.decisions.factories import MESSAGE, form
from tests.features.decisions.slack_side import (
    As,
    cards,
    carried_by,
    command,
    initial,
    logged,
    press,
    shortcut,
    submission,
    view_of,
)
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE, EXTREME_WORDS, WORKSPACE
from tests.features.goals.factories import draft as goal_draft


@pytest.fixture
def database_kind() -> str:
    """One kind: doors hold no SQL, and test_service runs what they call on both."""
    return "sqlite"


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
    assert STAGES.read(carried_by(view)) == Stage(team_id=team)
    with pytest.raises(NotFound):
        await handlers.open_log_for(press(as_(BEN), "what is this"))


async def test_an_observer_is_told_of_join(team: UUID, as_: As) -> None:
    for opened in (handlers.open_log(command(as_(DEE))), handlers.open_from_message(shortcut(as_(DEE)))):
        with pytest.raises(NotAllowed, match="Join"):
            await opened


@pytest.mark.parametrize(("channel", "name"), [("C0NOTEAM", "kitchen"), ("D0ANA", "directmessage")])
async def test_where_no_team_works_one_may_be_started_and_a_direct_message_says_where(
    team: UUID, as_: As, channel: str, name: str
) -> None:
    asked = replace(command(as_(ANA), channel=channel), channel_name=name)
    for handle in (handlers.open_log, handlers.open_list, handlers.open_found):
        assert await handle(asked) == no_team(channel, name)
    answer = await handlers.open_from_message(shortcut(as_(ANA), channel=channel))
    assert isinstance(answer, Message)
    assert answer.text == no_team(channel, name).text


async def test_more_keeps_what_was_typed_and_offers_the_goals(team: UUID, as_: As) -> None:
    goal = await as_(BEN).commit(goals.propose, goal_draft(team_id=team))
    entered = form(title="Typed", rationale="Because")
    view = view_of(
        await handlers.open_more(press(as_(BEN), carried=STAGES.write(Stage(team_id=team)), entered=entered))
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
        assert STAGES.read(carried_by(view)).source == Source(channel=CHANNEL, ts=MESSAGE.ts, author=author)


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
    carried = STAGES.write(Stage(team_id=team, unfolded=True))
    sent = submission(as_(BEN), carried, title="x", rationale="y", review_on="2020-01-01")
    with pytest.raises(Invalid) as raised:
        await handlers.submit_log(sent)
    assert raised.value.field == Field.REVIEW_ON


async def test_a_replayed_form_shows_what_it_saved(team: UUID, database: Database) -> None:
    edge = database.edge(WORKSPACE, BEN, once="view:V1")
    sent = submission(edge, STAGES.write(Stage(team_id=team)), title="Only once", rationale="Why")
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


async def test_a_deleted_card_is_posted_again_from_the_note(team: UUID, as_: As) -> None:
    known = await logged(as_, team)
    await as_(BEN).commit(service.card_gone, known.id)
    await as_(BEN).commit(notices.release, [known.logged_by])
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
    assert set(parts.doors.commands["/decision"]) == {"", "log", "list", "show"}
    assert set(parts.doors.forms) == {ids.SUBMIT, ids.SUBMIT_EDIT}
    assert set(parts.doors.shortcuts) == {ids.FROM_MESSAGE}
    for mode in ("http", "socket"):
        declared = list(disagreements(manifest(mode), parts.doors))
        assert not [gap for gap in declared if "decision" in gap]
