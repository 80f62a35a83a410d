"""What a steward may choose as the rhythm of looking back."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from bot.errors import Invalid
from bot.features.cycles import service as cycles
from bot.features.cycles.events import CycleClosed, CycleOpened
from bot.features.retrospectives.rules.rhythm import How, RhythmDraft, RhythmField
from bot.features.retrospectives.service import rhythm
from bot.features.retrospectives.surfaces import at_closing
from bot.features.teams.events import TeamArrived
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN
from tests.features.retrospectives.steps import As

NEXT_LAST_WEEK = date(2026, 5, 18)


async def test_what_came_with_the_team_is_a_suggestion_until_somebody_chooses(as_: As, few: UUID) -> None:
    await as_(ANA).commit(rhythm.team_arrived, TeamArrived(subject=str(few)))
    assert (await as_(ANA).read(rhythm.rhythm_for, few)).is_suggested
    chosen = await as_(ANA).commit(rhythm.choose, few, RhythmDraft(how=How.MONTH_END))
    assert not chosen.is_suggested


async def test_a_time_that_is_over_today_would_never_come_and_is_not_taken(
    as_: As, few: UUID, clock: Clock
) -> None:
    today, hour = clock.now.date(), timedelta(hours=1)
    past = RhythmDraft(how=How.DATE, day=today, at=(clock.now - hour).time())
    with pytest.raises(Invalid) as refused:
        await as_(ANA).commit(rhythm.choose, few, past)
    assert refused.value.field == RhythmField.AT
    assert await as_(ANA).read(rhythm.rhythm_of, few) is None
    later = RhythmDraft(how=How.DATE, day=today, at=(clock.now + hour).time())
    (coming,) = (await as_(ANA).commit(rhythm.choose, few, later)).coming
    assert coming.due == clock.now + hour


@pytest.mark.parametrize("is_chosen", [False, True])
async def test_what_was_suggested_for_a_cycle_ends_with_it_and_what_was_chosen_goes_on(
    as_: As, few: UUID, clock: Clock, is_chosen: bool
) -> None:
    await as_(ANA).commit(rhythm.team_arrived, TeamArrived(subject=str(few)))
    if is_chosen:
        await as_(ANA).commit(rhythm.choose, few, RhythmDraft(how=How.MONTH_END))
    assert (few in await as_(ANA).read(at_closing, [few])) is not is_chosen
    cycle = await as_(ANA).read(cycles.current, few)
    closed = CycleClosed(subject=str(few), team_id=few, cycle_id=cycle.id, number=cycle.number)
    await as_(BEN).commit(rhythm.cycle_closed, closed)
    assert (await as_(ANA).read(rhythm.rhythm_for, few)).holds is is_chosen
    assert await as_(ANA).read(at_closing, [few]) == {}
    await as_(BEN).commit(rhythm.cycle_opened, opened(few))
    again = await as_(ANA).read(rhythm.rhythm_for, few)
    assert again.is_suggested is not is_chosen
    assert (again.next_day == NEXT_LAST_WEEK) is not is_chosen


async def test_who_stopped_what_was_suggested_isnt_suggested_it_again(as_: As, few: UUID) -> None:
    await as_(ANA).commit(rhythm.team_arrived, TeamArrived(subject=str(few)))
    await as_(ANA).commit(rhythm.choose, few, RhythmDraft(how=How.NEVER))
    await as_(BEN).commit(rhythm.cycle_opened, opened(few))
    assert await as_(ANA).read(rhythm.rhythm_of, few) is None


def opened(team: UUID) -> CycleOpened:
    """The second cycle of the team began."""
    return CycleOpened(
        subject=str(team),
        team_id=team,
        cycle_id=UUID(int=2),
        number=2,
        starts_on=date(2026, 4, 13),
        ends_on=NEXT_LAST_WEEK + timedelta(days=6),
    )
