"""Two people, or a person and the clock, at the same moment; on both databases."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from bot.clock.recurrence import Weekly
from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.errors import Conflict
from bot.features.cadences.models import Subscription
from bot.features.cadences.service import cadences
from bot.features.cadences.values import Kind
from bot.features.retrospectives.models import Noted
from bot.features.retrospectives.rules.phases import COUNTING
from bot.features.retrospectives.rules.rhythm import How, RhythmDraft, TeamRhythm
from bot.features.retrospectives.service import (
    collecting,
    grouping,
    moving,
    noting,
    opening,
    reading,
    rhythm,
)
from bot.features.retrospectives.values.phases import Phase, Plan
from bot.features.retrospectives.values.reflections import Quote
from bot.features.retrospectives.values.retro import RetroDraft, RetroView
from bot.features.teams.models import Member
from bot.features.voting.values import microseconds
from bot.features.workspaces import service as workspaces
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, NOON
from tests.features.overlap import overlap
from tests.features.retrospectives.factories import EVE, drafts

pytestmark = pytest.mark.each_database

As = Callable[[str | None], Edge]


async def begun(as_: As, team: UUID) -> RetroView:
    return await as_(ANA).commit(opening.start, RetroDraft(team_id=team, plan=Plan.LIVE))


def surfaces(tx: Transaction) -> list[str]:
    return list(tx.session.scalars(select(SurfaceRow.kind).where(SurfaceRow.kind.startswith("retro"))))


async def test_of_two_starts_one_begins(as_: As, few: UUID) -> None:
    second = as_(BEN).commit(opening.start, RetroDraft(team_id=few))
    outcome = await overlap(as_(ANA), lambda tx: opening.start(tx, RetroDraft(team_id=few)), second)
    assert isinstance(outcome, Conflict)
    running = await as_(ANA).read(reading.running, few)
    assert running is not None
    assert running.starter == ANA


async def test_two_people_gather_for_one_next_retro(as_: As, few: UUID) -> None:
    second = as_(BEN).commit(collecting.open_for, few)
    outcome = await overlap(as_(ANA), lambda tx: collecting.open_for(tx, few), second)
    assert outcome == await as_(CYD).commit(collecting.open_for, few)


async def test_next_while_the_clock_moves_it_moves_it_once(as_: As, few: UUID, clock: Clock) -> None:
    retro = await begun(as_, few)
    await as_(BEN).commit(collecting.reflect, retro.id, drafts("a", "b"))
    clock.now += timedelta(minutes=15)
    hand = as_(ANA).commit(moving.next_phase, retro.id, Phase.COLLECT)
    outcome = await overlap(as_(None), lambda tx: moving.settle(tx, retro.id), hand)
    assert isinstance(outcome, RetroView)
    assert outcome.phase is Phase.GROUP
    kinds = [entry.kind for entry in await as_(ANA).read(workspaces.history, str(retro.id))]
    assert kinds.count("retrospectives.moved") == 1
    assert (await as_(ANA).read(surfaces)).count("retrospectives.revealed") == 1


@pytest.mark.parametrize("is_anonymous", [True, False])
async def test_what_comes_while_it_is_revealed_is_refused_not_swallowed(
    as_: As, six: UUID, *, is_anonymous: bool
) -> None:
    draft = RetroDraft(team_id=six, plan=Plan.LIVE, is_anonymous=is_anonymous)
    retro = await as_(ANA).commit(opening.start, draft)
    add = collecting.reflect_anonymously if is_anonymous else collecting.reflect
    late = as_(BEN).commit(add, retro.id, drafts("a thought"))
    outcome = await overlap(as_(ANA), lambda tx: moving.next_phase(tx, retro.id, Phase.COLLECT), late)
    assert isinstance(outcome, Conflict)


@pytest.mark.parametrize(("is_counted", "was_erased"), [(True, False), (False, True)])
async def test_who_wrote_just_before_the_end_is_counted_before_words_would_be_erased(
    as_: As, six: UUID, clock: Clock, *, is_counted: bool, was_erased: bool
) -> None:
    retro = await as_(ANA).commit(opening.start, RetroDraft(team_id=six, plan=Plan.LIVE))
    for user in (BEN, CYD, EVE):
        await as_(user).commit(collecting.reflect_anonymously, retro.id, drafts(f"{user} hopes"))
        if user != EVE:
            await as_(user).commit(collecting.contributed, retro.id)
    ended = await as_(ANA).commit(moving.next_phase, retro.id, Phase.COLLECT)
    assert (ended.phase, ended.is_revealed) == (Phase.GROUP, False)
    if is_counted:
        await as_(EVE).commit(collecting.contributed, retro.id)
    else:
        clock.now += COUNTING
    settled = await as_(None).commit(moving.settle, retro.id)
    assert (settled.is_revealed, settled.was_erased) == (True, was_erased)


async def test_what_came_just_before_is_revealed(as_: As, few: UUID) -> None:
    retro = await begun(as_, few)
    reveal = as_(ANA).commit(moving.next_phase, retro.id, Phase.COLLECT)
    await overlap(as_(BEN), lambda tx: collecting.reflect(tx, retro.id, drafts("in time")), reveal)
    page = await as_(ANA).read(reading.page, f"{retro.id}/1")
    assert [one.text for one in page.reflections] == ["in time"]


async def test_a_group_made_while_the_vote_begins_is_refused(as_: As, few: UUID) -> None:
    retro = await as_(ANA).commit(opening.start, RetroDraft(team_id=few, plan=Plan.LIVE, facilitator=BEN))
    await as_(CYD).commit(collecting.reflect, retro.id, drafts("a"))
    await as_(ANA).commit(moving.next_phase, retro.id, Phase.COLLECT)
    late = as_(BEN).commit(grouping.make_group, retro.id, "Too late")
    outcome = await overlap(as_(ANA), lambda tx: moving.next_phase(tx, retro.id, Phase.GROUP), late)
    assert isinstance(outcome, Conflict)


async def test_two_replicas_that_read_a_noted_message_keep_it_once(as_: As, few: UUID) -> None:
    await as_(ANA).commit(noting.note, CHANNEL, "1.5", ANA, added=True, stamp=microseconds(NOON))
    (note_id,) = await as_(ANA).read(_notes)
    quote = Quote(BEN, "")
    second = as_(None).commit(noting.noted_read, note_id, "Thanks", quote)
    await overlap(as_(None), lambda tx: noting.noted_read(tx, note_id, "Thanks", quote), second)
    retro = await begun(as_, few)
    await as_(ANA).commit(moving.next_phase, retro.id, Phase.COLLECT)
    assert len((await as_(ANA).read(reading.page, f"{retro.id}/1")).reflections) == 1


async def test_a_message_noted_while_it_is_revealed_is_kept_for_the_next(as_: As, few: UUID) -> None:
    retro = await begun(as_, few)
    await as_(BEN).commit(collecting.reflect, retro.id, drafts("in time"))
    await as_(ANA).commit(noting.note, CHANNEL, "1.5", ANA, added=True, stamp=microseconds(NOON))
    (note_id,) = await as_(ANA).read(_notes)
    late = as_(None).commit(noting.noted_read, note_id, "Thanks", Quote(BEN, ""))
    await overlap(as_(ANA), lambda tx: moving.next_phase(tx, retro.id, Phase.COLLECT), late)
    assert [one.text for one in (await as_(ANA).read(reading.page, f"{retro.id}/1")).reflections] == [
        "in time"
    ]
    assert (await as_(CYD).commit(collecting.open_for, few)).contributors == 1


def _notes(tx: Transaction) -> list[UUID]:
    return list(tx.session.scalars(select(Noted.id)))


async def test_two_stewards_who_choose_a_rhythm_at_once_make_one(as_: As, few: UUID) -> None:
    await as_(None).commit(_make_steward, BEN)
    second = as_(BEN).commit(rhythm.choose, few, RhythmDraft(how=How.WEEKS))
    outcome = await overlap(
        as_(ANA), lambda tx: rhythm.choose(tx, few, RhythmDraft(how=How.MONTH_END)), second
    )
    assert isinstance(outcome, TeamRhythm)
    (only,) = await as_(CYD).read(cadences.cadences_of, few, Kind.RETRO)
    assert only == outcome.cadence
    assert isinstance(only.rhythm.schedule, Weekly)
    assert await as_(None).read(_team_is_due) == [only.id]


def _make_steward(tx: Transaction, user: str) -> None:
    tx.session.execute(update(Member).where(Member.user == user).values(is_steward=True))


def _team_is_due(tx: Transaction) -> list[UUID]:
    return list(tx.session.scalars(select(Subscription.cadence_id)))
