"""Initiatives that somebody should drive, and nobody of the team does."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.features.planning.service import gaps, initiatives, owning, progress
from bot.features.planning.service.backlog import backlog
from bot.features.planning.surfaces.gaps import on_scans
from bot.features.planning.values.backlog import Look
from bot.features.planning.values.gaps import Undriven
from bot.features.planning.views import ids
from bot.features.planning.views.gaps import scan_part
from bot.features.planning.views.initiatives import initiative_line
from bot.features.teams import service as teams
from bot.slack.limits import message_problems
from bot.slack.sections import Part
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, EXTREME_WORDS, TEAM
from tests.features.planning.factories import FRIDAY, drive, initiative, initiative_draft

As = Callable[[str | None], Edge]
pytestmark = pytest.mark.practice("P11")


async def count(as_: As, team: UUID) -> int:
    return (await as_(ANA).read(gaps.undriven, team)).count


async def test_what_is_due_or_under_way_needs_a_driver_and_a_mere_plan_does_not(as_: As, team: UUID) -> None:
    some_day = await as_(ANA).commit(initiatives.add, initiative_draft(team, "Some day"))
    assert await count(as_, team) == 0
    due = await as_(ANA).commit(initiatives.add, initiative_draft(team, due=FRIDAY))
    await as_(ANA).commit(progress.start, some_day.id)
    assert [one.id for one in (await as_(ANA).read(gaps.undriven, team)).first] == [some_day.id, due.id]
    await as_(BEN).commit(drive, due)
    await as_(ANA).commit(progress.done, some_day.id)
    assert await count(as_, team) == 0


async def test_what_somebody_is_asked_to_drive_waits_for_their_answer(
    as_: As, clock: Clock, team: UUID
) -> None:
    due = await as_(ANA).commit(initiatives.add, initiative_draft(team, due=FRIDAY))
    await as_(ANA).commit(owning.offer, due.id, BEN, "")
    assert await count(as_, team) == 0
    page = await as_(ANA).read(backlog, Look(team_id=team))
    assert f"offered to <@{BEN}>" in initiative_line(page.rows[0], FRIDAY)
    clock.now += timedelta(days=8)
    assert await count(as_, team) == 1
    page = await as_(ANA).read(backlog, Look(team_id=team))
    assert "nobody drives it yet" in initiative_line(page.rows[0], FRIDAY)


async def test_what_somebody_drove_who_left_waits_for_another(as_: As, team: UUID) -> None:
    for due in (FRIDAY, None):
        left_behind = await as_(ANA).commit(initiatives.add, initiative_draft(team, due=due))
        await as_(BEN).commit(drive, left_behind)
    await as_(None).commit(teams.absent, CHANNEL, BEN)
    assert await count(as_, team) == 2
    part = (await as_(ANA).read(on_scans, [team]))[team]
    assert f"<@{BEN}> left the team" in str(part.blocks[2])
    await as_(ANA).commit(drive, left_behind)
    assert await count(as_, team) == 1


async def test_many_are_counted_and_the_first_shown(as_: As, team: UUID) -> None:
    def add_many(tx: Transaction) -> None:
        for number in range(5):
            initiatives.add(tx, initiative_draft(team, f"Step {number}", due=FRIDAY))

    await as_(ANA).commit(add_many)
    part = (await as_(ANA).read(on_scans, [team]))[team]
    assert part.lines == ("5 initiatives need a driver",)
    assert [ids.BACKLOG in str(part.blocks[0]), len(part.blocks)] == [True, 5]
    assert "what is only planned need not have a driver yet" in str(part.blocks[0])
    assert "and 2 more" in str(part.blocks[-1])


def test_nothing_is_said_of_nothing() -> None:
    assert scan_part(TEAM, Undriven(0, ()), today=FRIDAY) == Part()


@pytest.mark.parametrize("words", [*EXTREME_WORDS.values(), "x" * 150])
def test_whatever_people_write_slack_can_show_it(words: str) -> None:
    one = initiative(title=words[:150])
    found = Undriven(1, (one,), {one.id: BEN})
    part = scan_part(TEAM, found, today=FRIDAY)
    assert message_problems({"text": "Gaps", "blocks": list(part.blocks)}) == []
    assert "<!channel>" not in str(part.blocks)
