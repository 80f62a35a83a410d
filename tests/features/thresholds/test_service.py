import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.surfaces import surfaces_of
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.attention.models import Notice
from bot.features.attention.service import hours
from bot.features.cycles.values import Phase
from bot.features.decisions import service as decisions
from bot.features.goals import service as goals
from bot.features.goals.values import Outcome
from bot.features.indicators import service as indicators
from bot.features.indicators.values import IndicatorView, Origin, Status
from bot.features.ownership import service as ownership
from bot.features.planning.service import actions as planning
from bot.features.teams import service as teams
from bot.features.thresholds.models import TalkNote
from bot.features.thresholds.service import talking, talks
from bot.features.thresholds.surfaces import at_closing, draw_talk
from bot.features.thresholds.values import (
    FACILITATE,
    HELP_ASKED,
    NOTE,
    PROMPTS,
    TALK,
    TALKED_ABOUT,
    End,
    Said,
    TalkView,
)
from bot.features.workspaces import service as workspaces
from tests.features.cycles.factories import move
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CYD, DEE, WORKSPACE
from tests.features.indicators.factories import TODAY, draft
from tests.features.thresholds.conftest import committed

As = Callable[[str], Edge]


async def crossed(as_: As, watched: IndicatorView, value: int = 14, user: str = CYD) -> TalkView:
    """The number is read, and the talk that it opened."""
    await as_(user).commit(indicators.record, watched.id, Decimal(value))
    (talk,) = await open_talks(as_, watched)
    return talk


async def open_talks(as_: As, watched: IndicatorView) -> list[TalkView]:
    return await as_(BEN).read(talks.open_on, [watched.goal_id])


async def told(as_: As, kind: str) -> list[str]:
    """To whom notices of this kind go."""

    def users(tx: Transaction) -> list[str]:
        return list(tx.session.scalars(select(Notice.user).where(Notice.kind == kind)))

    return await as_(BEN).read(users)


async def shown(as_: As, kind: str, subject: UUID) -> int:
    return len(await as_(BEN).read(surfaces_of, kind, str(subject)))


@pytest.mark.practice("P6")
async def test_a_crossing_opens_one_talk_with_its_facts_and_somebody_who_facilitates(
    as_: As, watched: IndicatorView
) -> None:
    talk = await crossed(as_, watched)
    assert (talk.before, talk.level, talk.value) == (Status.NO_READING, Status.RED, Decimal(14))
    assert talk.facilitator in {BEN, CYD}  # Ana drives the goal
    assert [await shown(as_, kind, talk.id) for kind in (TALK, PROMPTS)] == [1, 1]
    assert await told(as_, TALKED_ABOUT) == [ANA]
    assert await told(as_, FACILITATE) == [talk.facilitator]
    await as_(ANA).commit(indicators.record, watched.id, Decimal(15), on=TODAY - timedelta(days=1))
    assert await open_talks(as_, watched) == [talk]


async def test_before_the_cycle_closes_it_says_that_talks_end(as_: As, watched: IndicatorView) -> None:
    team = watched.team_id
    assert await as_(ANA).read(at_closing, [team]) == {}
    await crossed(as_, watched)
    (line,) = (await as_(ANA).read(at_closing, [team]))[team].lines
    assert line == "1 open talk ends."


async def test_who_entered_the_number_is_in_nothing_that_the_talk_tells(
    as_: As, watched: IndicatorView
) -> None:
    await crossed(as_, watched, user=CYD)
    log = await as_(BEN).read(workspaces.history, str(watched.goal_id))
    (entry,) = [one for one in log if one.kind == "thresholds.crossed"]
    assert CYD not in str(entry.detail)


async def test_it_hovers_at_the_threshold_and_is_told_once(
    as_: As, watched: IndicatorView, clock: Clock
) -> None:
    talk = await crossed(as_, watched, 9)
    for value in ("7.9", "9", "7.8", "8.2"):
        clock.now += timedelta(days=1)
        await as_(CYD).commit(indicators.record, watched.id, Decimal(value))
    assert await open_talks(as_, watched) == [talk]
    assert await shown(as_, TALK, talk.id) == 1


async def test_worse_still_or_better_is_told_in_the_same_thread_beneath_the_crossing_as_it_was(
    as_: As, watched: IndicatorView, clock: Clock
) -> None:
    def version(tx: Transaction) -> int | None:
        return tx.session.scalar(select(SurfaceRow.wanted_version).where(SurfaceRow.kind == TALK))

    def notes(tx: Transaction) -> list[str]:
        return list(tx.session.scalars(select(TalkNote.said).order_by(TalkNote.day)))

    talk = await crossed(as_, watched, 9)
    for value, now in ((13, "red: 13 h"), (5, "green: 5 h"), (6, "green: 6 h")):
        clock.now += timedelta(days=1)
        before = await as_(BEN).read(version)
        await as_(CYD).commit(indicators.record, watched.id, Decimal(value))
        assert await as_(BEN).read(version) != before
        assert await open_talks(as_, watched) == [talk]
        (message,) = await as_(BEN).read(surfaces_of, TALK, str(talk.id))
        drawn = str((await as_(BEN).read(draw_talk, message)).blocks)
        assert "*Reply time* is amber with its first reading" in drawn
        assert now in drawn
    assert await as_(BEN).read(notes) == [Said.WORSE, Said.BETTER]
    before = await as_(BEN).read(version)
    changed = draft(watched.goal_id, amber=Decimal(7), red=Decimal(12))
    await as_(ANA).commit(indicators.change, watched.id, changed)
    assert await as_(BEN).read(version) != before


async def test_the_reading_that_crossed_is_corrected_and_the_talk_ends(
    as_: As, watched: IndicatorView
) -> None:
    await as_(CYD).commit(indicators.record, watched.id, Decimal(5), on=TODAY - timedelta(days=1))
    talk = await crossed(as_, watched, 50)
    await as_(CYD).commit(indicators.record, watched.id, Decimal(5))
    assert (await as_(BEN).read(talks.talk, talk.id)).end is End.CORRECTED
    await crossed(as_, watched, 13)


async def test_what_somebody_else_reads_that_day_is_a_new_reading_and_the_talk_goes_on(
    as_: As, watched: IndicatorView
) -> None:
    talk = await crossed(as_, watched, 14, user=CYD)
    await as_(BEN).commit(indicators.record, watched.id, Decimal(5))
    assert await open_talks(as_, watched) == [talk]


async def test_a_removed_reading_ends_it_too(as_: As, watched: IndicatorView) -> None:
    await as_(CYD).commit(indicators.record, watched.id, Decimal(5), on=TODAY - timedelta(days=1))
    talk = await crossed(as_, watched, 50)
    (_, wrong) = (await as_(BEN).read(indicators.readings_of, [watched.id]))[watched.id]
    await as_(CYD).commit(indicators.remove_reading, wrong.id)
    assert (await as_(BEN).read(talks.talk, talk.id)).end is End.CORRECTED


async def test_an_action_closes_it(as_: As, watched: IndicatorView) -> None:
    talk = await crossed(as_, watched)
    action = await as_(BEN).commit(talking.act, talk.id, "Ask the form's users", BEN, None)
    ended = await as_(CYD).read(talks.talk, talk.id)
    assert (ended.end, ended.why) == (End.ACTION, "Ask the form's users")
    assert (await as_(CYD).read(planning.action, action.id)).source_id == talk.id
    with pytest.raises(Conflict):
        await as_(BEN).commit(talking.act, talk.id, "Again", None, date(2026, 4, 1))


async def test_a_decision_closes_it_and_touches_the_goal(as_: As, watched: IndicatorView) -> None:
    talk = await crossed(as_, watched)
    logged = await as_(BEN).commit(talking.decide, talk.id, "We pause the newsletter", "Answers first", "")
    assert [goal.id for goal in (await as_(CYD).read(decisions.decision, logged.id)).goals] == [
        watched.goal_id
    ]
    assert (await as_(CYD).read(talks.talk, talk.id)).end is End.DECISION


async def test_help_is_asked_in_the_thread_and_of_a_member(as_: As, watched: IndicatorView) -> None:
    talk = await crossed(as_, watched)
    note = await as_(ANA).commit(talking.ask_help, talk.id, "An hour with the form", BEN)
    assert await told(as_, HELP_ASKED) == [BEN]
    assert await shown(as_, NOTE, note.id) == 1
    with pytest.raises(Invalid):
        await as_(ANA).commit(talking.ask_help, talk.id, "An hour", DEE)
    with pytest.raises(Invalid):
        await as_(ANA).commit(talking.ask_help, talk.id, "  ", None)


async def test_the_facilitator_passes_it_on_takes_it_over_and_closes_it_with_words(
    as_: As, watched: IndicatorView
) -> None:
    talk = await crossed(as_, watched)
    first = talk.facilitator or ""
    (other,) = {BEN, CYD} - {first}
    with pytest.raises(NotAllowed):
        await as_(other).commit(talking.close_with_words, talk.id, "It was the holidays")
    assert (await as_(first).commit(talking.pass_on, talk.id)).facilitator == other
    assert sorted(await told(as_, FACILITATE)) == [BEN, CYD]
    assert (await as_(first).commit(talking.take_over, talk.id)).facilitator == first
    with pytest.raises(NotAllowed):
        await as_(ANA).commit(talking.take_over, talk.id)  # she drives the goal
    with pytest.raises(Invalid):
        await as_(first).commit(talking.close_with_words, talk.id, "")
    closed = await as_(first).commit(talking.close_with_words, talk.id, "It was the holidays")
    assert (closed.end, closed.closed_by) == (End.WORDS, first)


async def test_who_is_away_is_passed_over(as_: As, watched: IndicatorView) -> None:
    for user in (BEN, CYD):
        await as_(user).commit(hours.be_away, TODAY + timedelta(days=7))
    talk = await crossed(as_, watched)
    assert talk.facilitator is None
    assert (await as_(BEN).commit(talking.take_over, talk.id)).facilitator == BEN
    with pytest.raises(Conflict):
        await as_(BEN).commit(talking.pass_on, talk.id)


async def test_observers_read_along(as_: As, watched: IndicatorView) -> None:
    talk = await crossed(as_, watched)
    assert (await as_(DEE).read(talks.talk, talk.id)).id == talk.id
    for deed in (talking.take_over, talking.pass_on):
        with pytest.raises(NotAllowed):
            await as_(DEE).commit(deed, talk.id)
    with pytest.raises(NotFound):
        await as_(BEN).read(talks.talk, UUID(int=9))


@pytest.mark.parametrize(
    ("outcome", "end"),
    [(Outcome.LET_GO, End.GOAL_ENDED), (Outcome.REACHED, End.REACHED), (Outcome.PARTLY, End.PARTLY)],
)
async def test_with_the_goal_its_talk_ends(
    database: Database, as_: As, watched: IndicatorView, outcome: Outcome, end: End
) -> None:
    talk = await crossed(as_, watched)
    await as_(ANA).commit(goals.end, watched.goal_id, outcome, "")
    assert (await as_(BEN).read(talks.talk, talk.id)).end is end
    with pytest.raises(Conflict):
        await database.edge(WORKSPACE).commit(
            indicators.record, watched.id, Decimal(90), origin=Origin.SOURCE
        )
    assert await open_talks(as_, watched) == []


async def test_with_its_cycle_a_talk_ends_as_carried_over(as_: As, watched: IndicatorView) -> None:
    talk = await crossed(as_, watched)
    await as_(ANA).commit(move, watched.team_id, Phase.CLOSED)
    assert (await as_(BEN).read(talks.talk, talk.id)).end is End.CARRIED


async def test_of_many_readings_at_once_one_talk_comes(as_: As, watched: IndicatorView) -> None:
    days = [TODAY - timedelta(days=back) for back in range(4)]
    readings = [as_(CYD).commit(indicators.record, watched.id, Decimal(20), on=day) for day in days]
    await asyncio.gather(*readings)
    assert len(await open_talks(as_, watched)) == 1


async def test_committed_to_anew_its_numbers_are_talked_about_anew(as_: As, watched: IndicatorView) -> None:
    first = await crossed(as_, watched)
    await as_(BEN).commit(goals.uncommit, watched.goal_id)
    assert (await as_(BEN).read(talks.talk, first.id)).end is End.UNCOMMITTED
    await as_(BEN).commit(committed, watched.goal_id, watched.team_id)
    second = await crossed(as_, watched, 15)
    assert second.id != first.id
    assert (second.before, second.level) == (Status.RED, Status.RED)  # it was never green in between
    for value, end in ((14, None), (9, None), (5, End.CORRECTED)):
        await as_(CYD).commit(indicators.record, watched.id, Decimal(value))
        assert (await as_(BEN).read(talks.talk, second.id)).end is end


async def test_who_comes_to_drive_the_goal_facilitates_no_more(as_: As, watched: IndicatorView) -> None:
    talk = await crossed(as_, watched)
    first = talk.facilitator or ""
    (other,) = {BEN, CYD} - {first}
    await as_(ANA).commit(ownership.release, watched.goal_id)
    await as_(first).commit(ownership.claim, watched.goal_id)
    assert (await as_(BEN).read(talks.talk, talk.id)).facilitator in {ANA, other}


async def test_who_left_the_team_facilitates_no_more(as_: As, watched: IndicatorView) -> None:
    talk = await crossed(as_, watched)
    first = talk.facilitator or ""
    (other,) = {BEN, CYD} - {first}
    await as_(first).commit(teams.leave, watched.team_id)
    assert (await as_(ANA).read(talks.talk, talk.id)).facilitator == other
    assert sorted(await told(as_, FACILITATE)) == [BEN, CYD]
    await as_(other).commit(teams.leave, watched.team_id)
    assert (await as_(ANA).read(talks.talk, talk.id)).facilitator is None
