"""The Slack door of goals: what each command, press and submission answers with, and what it leaves on record."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from bot.db.database import Database
from bot.db.inbox import Replayed
from bot.delivery.surfaces import surfaces_of
from bot.errors import Conflict, NotAllowed, NotFound
from bot.features.goals import forms, service
from bot.features.goals.handlers import goals as handlers
from bot.features.goals.handlers.goals import GoalDoor
from bot.features.goals.rules import words
from bot.features.goals.surfaces import GoalBoard
from bot.features.goals.values import GOAL_CARD
from bot.features.goals.views import ids
from bot.features.teams import service as teams
from bot.slack.sayings import Sayings
from bot.slack.sections import Sections
from bot.slack.visits import FieldErrors, Modal
from tests.features.goals.cards import delete_card
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, DEE, WORKSPACE, draft, vote
from tests.features.goals.slack_side import (
    command,
    goals_in,
    initial,
    on_record,
    press,
    said,
    shown,
    submission,
    submit_label,
    suggestion_in,
    view_in,
)

OUTPUT = "Ship 5 features"  # what the coach remarks on
OUTCOME = "Half as many members wait more than a day for an answer"


@pytest.fixture
def door() -> GoalDoor:
    return GoalDoor(GoalBoard(Sections(), Sayings()))


@pytest.mark.parametrize("words", ["", OUTCOME, "<!channel> @here", "🎯", "שלום לכולם"])
async def test_the_command_opens_a_form_with_its_words(lite: Database, words: str) -> None:
    view = view_in(await handlers.open_proposal(command(lite, words)))
    assert initial(view, forms.TITLE) == words


async def test_a_very_long_command_opens_with_all_of_its_words(lite: Database) -> None:
    view = view_in(await handlers.open_proposal(command(lite, "word " * 100)))
    assert initial(view, forms.WHY) == ("word " * 100).strip()


async def test_a_good_goal_is_saved_at_once(lite: Database) -> None:
    view = view_in(await handlers.open_proposal(command(lite)))
    assert (
        await handlers.submit_proposal(submission(lite, view, title=OUTCOME, beneficiary="Members")) is None
    )
    (goal,) = await goals_in(lite)
    assert (goal.title, goal.beneficiary, goal.proposer) == (OUTCOME, "Members", ANA)


async def test_the_coach_speaks_once_and_nothing_is_written_before_keep_mine(lite: Database) -> None:
    opened = view_in(await handlers.open_proposal(command(lite)))
    remarked = view_in(await handlers.submit_proposal(submission(lite, opened, title=OUTPUT)))
    assert await goals_in(lite) == []
    assert submit_label(remarked) == "Keep mine"
    assert await handlers.submit_proposal(submission(lite, remarked, title=OUTPUT)) is None
    assert [goal.title for goal in await goals_in(lite)] == [OUTPUT]


async def test_use_this_puts_the_suggestion_in_and_keeps_the_rest(lite: Database) -> None:
    opened = view_in(await handlers.open_proposal(command(lite)))
    remarked = view_in(
        await handlers.submit_proposal(submission(lite, opened, title=OUTPUT, beneficiary="Members"))
    )
    suggestion = suggestion_in(remarked)
    used = view_in(await handlers.open_suggestion(press(lite, suggestion, view=remarked)))
    assert (initial(used, forms.TITLE), initial(used, forms.BENEFICIARY)) == (suggestion, "Members")
    assert submit_label(used) == "Propose"
    assert f"You had: {OUTPUT}" in said(Modal(used))
    filled = suggestion.replace("…", "pay abroad")
    assert await handlers.submit_proposal(submission(lite, used, title=filled)) is None
    assert [(goal.title, goal.beneficiary) for goal in await goals_in(lite)] == [(filled, "Members")]


async def test_a_suggestion_is_not_published_with_its_hole(lite: Database) -> None:
    opened = view_in(await handlers.open_proposal(command(lite)))
    remarked = view_in(await handlers.submit_proposal(submission(lite, opened, title=OUTPUT)))
    used = view_in(await handlers.open_suggestion(press(lite, suggestion_in(remarked), view=remarked)))
    answer = await handlers.submit_proposal(submission(lite, used))
    assert answer == FieldErrors({f"{forms.TITLE}#1": words.UNFILLED})
    assert await goals_in(lite) == []
    assert await handlers.submit_proposal(submission(lite, used, title="We pay abroad and more …")) is None


async def test_more_unfolds_and_keeps_what_was_typed_and_the_remark(lite: Database) -> None:
    opened = view_in(await handlers.open_proposal(command(lite)))
    remarked = view_in(await handlers.submit_proposal(submission(lite, opened, title=OUTPUT)))
    unfolded = view_in(await handlers.open_more(press(lite, view=remarked, title="Ship 6 features")))
    assert initial(unfolded, forms.TITLE) == "Ship 6 features"
    assert initial(unfolded, forms.WHY) == ""
    assert suggestion_in(unfolded) == suggestion_in(remarked)
    typed = {
        "why": "They ask",
        "aim": "Stay",
        "constraints": "No night shifts",
        "must_be_true": "Two more of us",
    }
    assert await handlers.submit_proposal(submission(lite, unfolded, **typed)) is None
    (goal,) = await goals_in(lite)
    assert (goal.title, goal.why, goal.aim) == ("Ship 6 features", "They ask", "Stay")
    assert (goal.constraints, goal.must_be_true) == ("No night shifts", "Two more of us")


async def test_aims_so_far_are_named_in_the_form(lite: Database) -> None:
    team = await lite.edge(WORKSPACE, ANA).read(service.to_propose_in, CHANNEL)
    assert team is not None
    await lite.edge(WORKSPACE, ANA).commit(service.propose, draft(team_id=team.id, aim="People stay"))
    opened = view_in(await handlers.open_proposal(command(lite)))
    assert "People stay" in said(await handlers.open_more(press(lite, view=opened)))


@pytest.mark.parametrize(
    ("title", "words"), [("", "Give the goal a title"), ("\u200b", "title"), ("x" * 5000, "5,000")]
)
async def test_a_bad_title_keeps_the_form_open_and_says_what_to_change(
    lite: Database, title: str, words: str
) -> None:
    opened = view_in(await handlers.open_proposal(command(lite)))
    answer = await handlers.submit_proposal(submission(lite, opened, title=title))
    assert isinstance(answer, FieldErrors)
    assert words in answer.sentences[forms.TITLE]
    assert await goals_in(lite) == []
    assert (
        await handlers.submit_proposal(submission(lite, opened, title=OUTCOME, beneficiary="Members")) is None
    )


@pytest.mark.each_database
async def test_a_form_sent_twice_at_once_is_one_goal_and_the_second_is_shown_it(
    lite: Database, door: GoalDoor
) -> None:
    opened = view_in(await handlers.open_proposal(command(lite)))
    tries = [submission(lite, opened, title=OUTCOME, beneficiary="Members") for _ in range(2)]
    results = await asyncio.gather(*map(handlers.submit_proposal, tries), return_exceptions=True)
    (goal,) = await goals_in(lite)
    (replayed,) = [result for result in results if isinstance(result, Replayed)]
    answer = await door.open_saved(tries[1], replayed.outcome)
    assert f"goal *#{goal.number}* {OUTCOME}" in shown(answer).text
    assert ids.EDIT in said(answer)


@pytest.mark.each_database
async def test_two_people_propose_at_once(lite: Database) -> None:
    views = [view_in(await handlers.open_proposal(command(lite, user=user))) for user in (ANA, BEN)]
    await asyncio.gather(
        *(
            handlers.submit_proposal(
                submission(lite, view, user=user, view_id=user, title=OUTCOME, beneficiary=user)
            )
            for view, user in zip(views, (ANA, BEN), strict=True)
        )
    )
    assert [(goal.number, goal.proposer == goal.beneficiary) for goal in await goals_in(lite)] == [
        (1, True),
        (2, True),
    ]


async def test_somebody_who_left_the_team_while_writing_keeps_their_words(lite: Database) -> None:
    opened = view_in(await handlers.open_proposal(command(lite, user=BEN)))
    await lite.edge(WORKSPACE, ANA).commit(teams.absent, CHANNEL, BEN)
    with pytest.raises(NotAllowed, match="Join"):
        await handlers.submit_proposal(
            submission(lite, opened, user=BEN, title=OUTCOME, beneficiary="Members")
        )
    assert await goals_in(lite) == []


async def test_observers_are_told_how_to_join_before_they_write(lite: Database) -> None:
    with pytest.raises(NotAllowed, match="Join"):
        await handlers.open_proposal(command(lite, user=DEE))


@pytest.mark.parametrize("verb", ["propose", "list", "show"])
async def test_without_a_team_every_command_says_how_to_start_one(
    lite: Database, door: GoalDoor, verb: str
) -> None:
    handle = {"propose": handlers.open_proposal, "list": door.open_list, "show": door.open_found}[verb]
    assert "`/cairn start`" in shown(await handle(command(lite, "3", channel="C0OTHER"))).text


async def test_the_menus_button_opens_a_form_for_its_team(lite: Database) -> None:
    team = await lite.edge(WORKSPACE, ANA).read(service.to_propose_in, CHANNEL)
    assert team is not None
    view = view_in(await handlers.open_proposal_for(press(lite, team.id)))
    assert forms.STAGES.read(str(view["private_metadata"])).team_id == team.id
    with pytest.raises(NotAllowed):
        await handlers.open_proposal_for(press(lite, team.id, user=DEE))


@pytest.mark.parametrize("value", ["", "nonsense", str(UUID(int=7)), "details:", "x" * 2000])
async def test_a_button_about_nothing_finds_nothing(lite: Database, door: GoalDoor, value: str) -> None:
    for handle in (
        handlers.open_edit,
        handlers.open_proposal_for,
        handlers.on_post_again,
        door.open_details,
        door.open_choice,
        door.open_page,
    ):
        with pytest.raises(NotFound):
            await handle(press(lite, value))


async def test_an_edit_shows_every_word_and_saves_them(lite: Database) -> None:
    (goal,) = await on_record(lite, OUTCOME)
    view = view_in(await handlers.open_edit(press(lite, goal.id)))
    assert initial(view, forms.TITLE) == OUTCOME
    assert await handlers.submit_edit(submission(lite, view, title=OUTPUT, why="They ask")) is None
    (edited,) = await goals_in(lite)
    assert (edited.title, edited.why) == (OUTPUT, "They ask")


async def test_an_edit_from_older_words_overwrites_nothing(lite: Database, clock: Clock) -> None:
    (goal,) = await on_record(lite, OUTCOME)
    views = [view_in(await handlers.open_edit(press(lite, goal.id))) for _ in range(2)]
    clock.now += timedelta(minutes=1)
    assert await handlers.submit_edit(submission(lite, views[0], view_id="V1", title="First")) is None
    with pytest.raises(Conflict, match="nothing of theirs was overwritten"):
        await handlers.submit_edit(submission(lite, views[1], view_id="V2", title="Second"))
    assert [found.title for found in await goals_in(lite)] == ["First"]


async def test_an_edit_is_refused_in_words_when_it_may_not_be(lite: Database) -> None:
    (goal,) = await on_record(lite, OUTCOME, by=BEN)
    view = view_in(await handlers.open_edit(press(lite, goal.id, user=BEN)))
    empty = await handlers.submit_edit(submission(lite, view, user=BEN, title=" "))
    assert isinstance(empty, FieldErrors)
    with pytest.raises(NotAllowed):
        await handlers.open_edit(press(lite, goal.id, user=DEE))
    await lite.edge(WORKSPACE, ANA).commit(vote, goal.id)
    with pytest.raises(Conflict, match="voted"):
        await handlers.submit_edit(submission(lite, view, user=BEN, title="Other"))
    with pytest.raises(Conflict, match="voted"):
        await handlers.open_edit(press(lite, goal.id, user=BEN))


async def test_withdrawing_asks_first(lite: Database, door: GoalDoor) -> None:
    (goal,) = await on_record(lite, OUTCOME)
    asked = view_in(await door.open_choice(press(lite, f"{ids.WITHDRAW}:{goal.id}")))
    assert [found.id for found in await goals_in(lite)] == [goal.id]
    form = submission(lite, asked)
    assert await handlers.submit_withdrawal(form) is None
    assert await goals_in(lite) == []
    with pytest.raises(Replayed):
        await handlers.submit_withdrawal(form)
    assert "Withdrawn" in shown(await door.open_saved(form, str(goal.id))).text


async def test_others_are_not_even_asked(lite: Database, door: GoalDoor) -> None:
    (goal,) = await on_record(lite, OUTCOME)
    with pytest.raises(NotAllowed):
        await door.open_choice(press(lite, f"{ids.WITHDRAW}:{goal.id}", user=BEN))


async def test_a_deleted_card_is_posted_again_from_the_note(lite: Database) -> None:
    (goal,) = await on_record(lite, OUTCOME)
    with pytest.raises(Conflict, match="already"):
        await handlers.on_post_again(press(lite, goal.id))
    await lite.edge(WORKSPACE).commit(delete_card, goal.id)
    assert await handlers.on_post_again(press(lite, goal.id)) is None
    cards = await lite.edge(WORKSPACE, ANA).read(surfaces_of, GOAL_CARD, str(goal.id))
    assert [card.state for card in cards].count("pending") == 1
