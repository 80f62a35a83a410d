"""What the notes of the plan show to whom, and when they are not sent any more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.delivery.values import Message, State, Surface
from bot.features.goals.values import GoalView
from bot.features.planning.jobs import Planner
from bot.features.planning.repository.dependencies import Dependencies
from bot.features.planning.service import (
    access,
    answering,
    asking,
    initiatives,
    milestones,
    progress,
    showing,
    slips,
)
from bot.features.planning.surfaces import dependencies, plan
from bot.features.planning.values.dependencies import DependencyDraft, DependencyState, DependencyView
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.planning.values.milestones import MilestoneDraft
from tests.features.goals.factories import ANA, BEN, CYD, DEE, WORKSPACE
from tests.features.planning.factories import FRIDAY, drive, initiative_draft, start_platform

As = Callable[[str], Edge]
Draw = Callable[[Transaction, Surface], Message | None]
THURSDAY = FRIDAY - timedelta(days=1)


def surface(subject: object, audience: str, ts: str | None = None) -> Surface:
    return Surface(UUID(int=1), WORKSPACE, "kind", str(subject), audience, "key", None, ts, State.PENDING)


async def drawn(database: Database, draw: Draw, shown: Surface) -> Message | None:
    return await database.edge(WORKSPACE).read(draw, shown)


@pytest.fixture
async def hidden(as_: As, team: UUID) -> tuple[InitiativeView, DependencyView]:
    """What Dee's private team needs of Ana's, for something whose title is its own affair."""
    platform = await as_(DEE).commit(start_platform, is_private=True)
    secret = await as_(DEE).commit(initiatives.add, initiative_draft(platform, "Secret plan", due=FRIDAY))
    await as_(DEE).commit(drive, secret)
    draft = DependencyDraft(initiative_id=secret.id, giver_id=team, what="Words", needed_by=THURSDAY)
    return secret, await as_(DEE).commit(asking.ask, draft)


async def test_a_card_tells_nothing_of_a_private_team(
    database: Database, hidden: tuple[InitiativeView, DependencyView]
) -> None:
    card = await drawn(database, dependencies.draw_card, surface(hidden[1].id, "C0TEAM"))
    assert card is not None
    assert "of another team needs *Words*" in card.text
    assert "Secret" not in str(card)
    assert "C0PLATFORM" not in str(card)


async def test_a_card_says_what_an_open_team_needs_it_for(
    database: Database, as_: As, team: UUID, proposed: GoalView
) -> None:
    platform = await as_(DEE).commit(start_platform)
    rota = await as_(ANA).commit(
        initiatives.add, initiative_draft(team, "Write a watering rota", goal_id=proposed.id, due=FRIDAY)
    )
    draft = DependencyDraft(initiative_id=rota.id, giver_id=platform, what="Cans", needed_by=THURSDAY)
    asked = await as_(ANA).commit(asking.ask, draft)
    card = await drawn(database, dependencies.draw_card, surface(asked.id, "C0PLATFORM"))
    assert f"For *Write a watering rota* (their goal #1 {proposed.title})" in str(card)


async def test_a_steward_is_not_asked_any_more_for_what_was_answered(
    database: Database, as_: As, hidden: tuple[InitiativeView, DependencyView]
) -> None:
    note = surface(hidden[1].id, ANA)
    assert await drawn(database, dependencies.draw_card, note) is not None
    await as_(BEN).commit(answering.decline, hidden[1].id, "No time", DependencyState.ASKED)
    assert await drawn(database, dependencies.draw_card, note) is None
    assert await drawn(database, dependencies.draw_card, replace(note, ts="1.0")) is not None
    assert await drawn(database, dependencies.draw_card, surface(hidden[1].id, "C0TEAM")) is not None


async def test_an_answer_is_for_those_who_may_see_what_it_is_for(
    database: Database, as_: As, hidden: tuple[InitiativeView, DependencyView]
) -> None:
    await as_(BEN).commit(answering.decline, hidden[1].id, "No time", DependencyState.ASKED)
    told = await drawn(database, dependencies.draw_answer, surface(hidden[1].id, DEE))
    assert told is not None
    assert "Secret plan" in told.text
    assert "No time" in told.text
    assert await drawn(database, dependencies.draw_answer, surface(hidden[1].id, CYD)) is None


async def test_a_slip_that_is_stale_by_then_is_not_told(
    database: Database, as_: As, hidden: tuple[InitiativeView, DependencyView]
) -> None:
    secret, asked = hidden
    accepted = await as_(BEN).commit(answering.accept, asked.id, None)
    brings = await as_(BEN).read(access.initiative, accepted.delivers_id or UUID(int=0))
    late = THURSDAY + timedelta(days=7)
    await as_(BEN).commit(initiatives.edit, brings.id, replace(brings.draft(), due=late))
    expected = FRIDAY + timedelta(days=7)
    note = surface(slips.subject_of(secret.id, expected), DEE)
    told = await drawn(database, dependencies.draw_slip, note)
    assert told is not None
    assert "is due Fri 6 Mar. With what it waits for, Fri 13 Mar is more likely" in told.text
    assert await drawn(database, dependencies.draw_slip, replace(note, audience=CYD)) is None
    stale = surface(slips.subject_of(secret.id, FRIDAY), DEE)
    assert await drawn(database, dependencies.draw_slip, stale) is None
    assert await drawn(database, dependencies.draw_slip, replace(stale, ts="1.0")) is not None


async def test_the_clock_finds_what_is_late(
    database: Database, as_: As, hidden: tuple[InitiativeView, DependencyView], clock: Any
) -> None:
    secret, asked = hidden
    await as_(BEN).commit(answering.accept, asked.id, None)
    clock.now += timedelta(days=10)
    await Planner(database).slip()
    found = await as_(DEE).read(access.initiative, secret.id)
    assert found.expected == clock.now.date() + timedelta(days=1)


async def test_what_can_not_be_worked_out_holds_no_other_team_up(
    database: Database, as_: As, hidden: tuple[InitiativeView, DependencyView], clock: Any
) -> None:
    def wait_for_itself(tx: Transaction, dependency_id: UUID) -> None:
        """No form makes a circle; an old mistake in the data might."""
        row = Dependencies(tx).locked(dependency_id)
        assert row is not None
        row.delivers_id = row.initiative_id

    _, asked = hidden
    draft = initiative_draft(asked.giver_id, due=FRIDAY)
    waits = await as_(BEN).commit(initiatives.add, draft)
    need = DependencyDraft(initiative_id=waits.id, giver_id=asked.giver_id, what="Other", needed_by=THURSDAY)
    other = await as_(BEN).commit(asking.ask, need)
    for dependency in (asked, other):
        await as_(BEN).commit(answering.accept, dependency.id, None)
    await as_(DEE).commit(wait_for_itself, asked.id)
    clock.now += timedelta(days=10)
    await Planner(database).slip()
    assert (await as_(BEN).read(access.initiative, waits.id)).slips


async def test_cards_tell_how_initiatives_stand_and_what_comes_next(
    as_: As, proposed: GoalView, database: Database
) -> None:
    draft = initiative_draft(proposed.team_id, goal_id=proposed.id, due=FRIDAY)
    made = await as_(ANA).commit(initiatives.add, draft)
    for title, days in (("Far", 30), ("Launch", 4), ("Pilot", 0)):
        day = FRIDAY + timedelta(days=days)
        stone = MilestoneDraft(team_id=proposed.team_id, title=title, day=day)
        await as_(ANA).commit(milestones.add_milestone, stone)
    cards = await as_(BEN).read(plan.on_cards, [proposed.id, UUID(int=9)])
    assert cards[proposed.id].lines == ("1 initiative; next due Fri 6 Mar",)
    assert set(cards) == {proposed.id}
    need = DependencyDraft(initiative_id=made.id, giver_id=made.team_id, what="Words", needed_by=THURSDAY)
    asked = await as_(ANA).commit(asking.ask, need)
    late = initiative_draft(proposed.team_id, due=FRIDAY + timedelta(days=2))
    brings = await as_(ANA).commit(initiatives.add, late)
    await as_(ANA).commit(answering.accept, asked.id, brings.id)
    slipped = await as_(BEN).read(plan.on_cards, [proposed.id])
    assert slipped[proposed.id].lines == ("1 initiative; next due Mon 9 Mar",)
    history = (await as_(BEN).read(showing.shown, made.id)).history
    assert [entry.kind for entry in history if "dependency" in entry.kind] == [
        "planning.dependency_asked",
        "planning.dependency_accepted",
    ]
    on_map = await as_(BEN).read(plan.on_map, [proposed.id, UUID(int=9)])
    assert {goal: part.lines for goal, part in on_map.items()} == {proposed.id: ("0 of 1 initiative done",)}
    team_cards = await database.edge(WORKSPACE).read(plan.on_team_cards, [proposed.team_id])
    assert team_cards[proposed.team_id].lines == ("*Next* Pilot (Fri 6 Mar) · Launch (Tue 10 Mar)",)


async def test_who_ends_or_withdraws_a_goal_reads_what_stays_in_the_backlog(
    as_: As, proposed: GoalView
) -> None:
    draft = initiative_draft(proposed.team_id, goal_id=proposed.id)
    first, second = [await as_(ANA).commit(initiatives.add, draft) for _ in range(2)]
    stays = "{} in the backlog: `/goal backlog #1`."
    left = await as_(BEN).read(plan.at_its_end, [proposed.id, UUID(int=9)])
    assert {goal: part.lines for goal, part in left.items()} == {
        proposed.id: (stays.format("2 open initiatives stay"),)
    }
    await as_(ANA).commit(progress.done, first.id)
    one = (await as_(BEN).read(plan.at_its_end, [proposed.id]))[proposed.id]
    assert one.lines == (stays.format("1 open initiative stays"),)
    await as_(ANA).commit(progress.let_go, second.id)
    assert await as_(BEN).read(plan.at_its_end, [proposed.id]) == {}


async def test_the_menu_counts_what_waits_for_an_answer(
    as_: As, hidden: tuple[InitiativeView, DependencyView]
) -> None:
    giver = hidden[1].giver_id
    menu = await as_(BEN).read(plan.in_menu, [giver])
    assert "1 request waits" in menu[giver].lines[0]
    await as_(BEN).commit(answering.decline, hidden[1].id, "No time", DependencyState.ASKED)
    assert (await as_(BEN).read(plan.in_menu, [giver]))[giver].lines == ()
