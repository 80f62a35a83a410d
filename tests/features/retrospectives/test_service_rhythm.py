"""What a steward may choose as the rhythm of looking back."""

from datetime import timedelta
from uuid import UUID

import pytest

from bot.errors import Invalid
from bot.features.cycles import service as cycles
from bot.features.cycles.events import CycleClosed
from bot.features.retrospectives.rules.rhythm import How, RhythmDraft, RhythmField
from bot.features.retrospectives.service import rhythm
from bot.features.retrospectives.surfaces import at_closing
from bot.features.teams.events import TeamArrived
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN
from tests.features.retrospectives.steps import As


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
