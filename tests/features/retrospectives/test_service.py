"""A retro from its start to its summary."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.cycles.values import Phase as CyclePhase
from bot.features.planning.service import actions as planning
from bot.features.retrospectives.service import acting, collecting, dots, grouping, moving, opening, reading
from bot.features.retrospectives.values.phases import Phase
from bot.features.retrospectives.values.reflections import DOTS
from bot.features.retrospectives.values.retro import Field, RetroDraft, RetroView
from bot.features.retrospectives.values.surfaces import (
    DISCUSSION,
    GROUP,
    LAST_ACTIONS,
    RETRO,
    REVEALED,
    SUMMARY,
)
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from tests.features.cycles.factories import go_through, move
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, WORKSPACE
from tests.features.retrospectives.factories import NEXT, OUTSIDER, dot, drafts
from tests.features.retrospectives.steps import LIVE, As, next_phase, shown, started, voting


async def test_a_retro_from_its_start_to_its_summary(as_: As, few: UUID, clock: Clock) -> None:
    retro = await started(as_, few, plan=LIVE, facilitator=BEN)
    assert (retro.phase, retro.is_anonymous, retro.contributors) == (Phase.COLLECT, False, 0)
    await as_(ANA).commit(collecting.reflect, retro.id, drafts("Fast answers", "Kind words"))
    await as_(CYD).commit(collecting.reflect, retro.id, drafts("Answer at night too", column=NEXT))
    assert (await as_(ANA).read(reading.retro, retro.id)).contributors == 2

    retro = await next_phase(as_, retro, BEN)
    assert (retro.phase, retro.is_revealed, retro.contributors) == (Phase.GROUP, True, 2)
    page = await as_(CYD).read(reading.page, (await as_(ANA).read(shown, REVEALED))[0])
    assert {(one.text, one.author) for one in page.reflections} == {
        ("Fast answers", ANA),
        ("Kind words", ANA),
        ("Answer at night too", CYD),
    }
    together = [one.id for one in page.reflections if one.author == ANA]
    group = await as_(BEN).commit(grouping.make_group, retro.id, "How we answer", together)

    retro = await next_phase(as_, retro, BEN)
    assert len(await as_(ANA).read(shown, GROUP)) == 2
    for number, emoji in enumerate(DOTS):
        when = clock.now + timedelta(seconds=number)
        await as_(CYD).commit(dots.take, group.id, dot(CYD, emoji, when))
    voted = await as_(CYD).read(reading.group, group.id)
    assert (voted.dots, voted.rank, voted.can_vote) == (3, None, True)

    clock.now += timedelta(minutes=1)
    retro = await next_phase(as_, retro)
    assert await as_(ANA).read(shown, DISCUSSION) == [str(group.id)]
    action = await as_(CYD).commit(acting.add_action, retro.id, "Ask who is up late", BEN, None)

    retro = await next_phase(as_, retro)
    assert retro.phase is Phase.CLOSED
    summary = await as_(CYD).read(reading.summary, retro.id)
    assert [(theme.title, theme.dots, theme.rank) for theme in summary.themes] == [
        ("How we answer", 3, 1),
        ("Answer at night too", 0, None),
    ]
    assert [one.text for one in summary.changes] == ["Answer at night too"]
    assert summary.actions == (action,)
    assert await as_(ANA).read(shown, SUMMARY) == [str(retro.id)]


async def test_the_next_one_opens_with_last_times_actions(as_: As, few: UUID, clock: Clock) -> None:
    first = await started(as_, few, plan=LIVE)
    done = await as_(BEN).commit(acting.add_action, first.id, "Ask", BEN, None)
    clock.now += timedelta(minutes=1)
    left = await as_(BEN).commit(acting.add_action, first.id, "Answer", BEN, None)
    assert await as_(ANA).read(shown, LAST_ACTIONS) == []
    await closed(as_, first)
    clock.now += timedelta(days=30)
    second = await started(as_, few)
    assert await as_(ANA).read(shown, LAST_ACTIONS) == [str(second.id)]
    done = await as_(BEN).commit(planning.done, done.id)
    assert (await as_(CYD).read(reading.last_actions, second.id)).actions == (done, left)
    await closed(as_, second)
    clock.now += timedelta(days=30)
    third = await started(as_, few)
    assert (await as_(CYD).read(reading.last_actions, third.id)).actions == (left,)


async def closed(as_: As, retro: RetroView) -> None:
    """Nothing was said in it, so talking begins at once."""
    for _ in range(2):
        retro = await next_phase(as_, retro)
    assert retro.phase is Phase.CLOSED


async def test_only_one_runs_in_a_team(as_: As, few: UUID) -> None:
    await started(as_, few)
    with pytest.raises(Conflict):
        await started(as_, few, BEN)
    with pytest.raises(Conflict):
        await as_(BEN).read(opening.choices, few)


async def test_a_strict_team_looks_back_while_its_cycle_runs_or_ends(as_: As, few: UUID) -> None:
    await as_(ANA).commit(go_through, few, is_strict=True)
    with pytest.raises(NotAllowed, match="looking back belongs to running and reflecting"):
        await as_(BEN).read(opening.choices, few)
    with pytest.raises(NotAllowed, match="Nothing was lost"):
        await as_(BEN).commit(opening.start, RetroDraft(team_id=few))
    await as_(ANA).commit(move, few, CyclePhase.REFLECTING)
    assert (await as_(BEN).commit(opening.start, RetroDraft(team_id=few))).is_running


async def test_what_is_over_does_not_stand_in_the_way_of_the_next(as_: As, few: UUID, clock: Clock) -> None:
    first = await next_phase(as_, await started(as_, few))  # nothing was said: discussing begins
    clock.now += timedelta(days=10)
    assert (await as_(BEN).read(opening.choices, few)).waiting == 0
    await started(as_, few)
    assert (await as_(ANA).read(reading.retro, first.id)).phase is Phase.CLOSED
    assert await as_(ANA).read(shown, SUMMARY) == [str(first.id)]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"facilitator": OUTSIDER}, Field.FACILITATOR), ({"format": "none such"}, Field.FORMAT)],
)
async def test_what_can_not_be_is_explained_beneath_its_field(
    as_: As, few: UUID, wrong: dict[str, str], field: Field
) -> None:
    with pytest.raises(Invalid) as refused:
        await started(as_, few, **wrong)
    assert refused.value.field == field


async def test_observers_read_along_and_do_nothing(as_: As, few: UUID) -> None:
    with pytest.raises(NotAllowed):
        await started(as_, few, OUTSIDER)
    retro = await started(as_, few)
    assert await as_(OUTSIDER).read(reading.retro, retro.id) == retro
    for refused in (collecting.reflect, collecting.reflect_anonymously):
        with pytest.raises(NotAllowed):
            await as_(OUTSIDER).commit(refused, retro.id, drafts("me too"))
    with pytest.raises(NotAllowed):
        await as_(OUTSIDER).commit(acting.add_action, retro.id, "Do", None, None)
    with pytest.raises(NotAllowed):
        await as_(OUTSIDER).commit(moving.next_phase, retro.id, Phase.COLLECT)


async def test_an_id_made_up_by_a_client_finds_nothing(as_: As, few: UUID) -> None:
    for query in (reading.retro, reading.summary, reading.last_actions, reading.group, reading.may_move):
        with pytest.raises(NotFound):
            await as_(ANA).read(query, uuid4())


async def test_only_starter_and_facilitator_move_it_by_hand(as_: As, few: UUID) -> None:
    retro = await started(as_, few, BEN, facilitator=CYD)
    with pytest.raises(NotAllowed):  # Ana stewards the team, but was not named
        await as_(ANA).commit(moving.next_phase, retro.id, Phase.COLLECT)
    assert not await as_(ANA).read(reading.may_move, retro.id)
    await as_(BEN).commit(teams.leave, few)
    await as_(CYD).commit(teams.leave, few)
    assert (await as_(ANA).commit(moving.next_phase, retro.id, Phase.COLLECT)).phase is Phase.DISCUSS


async def test_pressing_next_twice_moves_it_once(as_: As, few: UUID) -> None:
    retro = await started(as_, few)
    await as_(BEN).commit(collecting.reflect, retro.id, drafts("a"))
    for _ in range(2):
        moved = await as_(ANA).commit(moving.next_phase, retro.id, Phase.COLLECT)
        assert moved.phase is Phase.GROUP
    kinds = [entry.kind for entry in await as_(ANA).read(workspaces.history, str(retro.id))]
    assert kinds.count("retrospectives.moved") == 1


async def test_the_clock_does_all_of_it_and_twice_changes_nothing(
    database: Database, as_: As, few: UUID, clock: Clock
) -> None:
    retro = await started(as_, few)
    await as_(BEN).commit(collecting.reflect, retro.id, drafts("a", "b"))
    for phase in (Phase.GROUP, Phase.VOTE, Phase.DISCUSS, Phase.CLOSED):
        clock.now = (await as_(ANA).read(reading.retro, retro.id)).phase_ends or clock.now
        assert (await as_(ANA).read(reading.retro, retro.id)).phase is phase  # read off the clock
        for _ in range(2):
            settled = await database.edge(WORKSPACE).commit(moving.settle, retro.id)
            assert settled.phase is phase
    assert settled.ends == retro.ends  # as announced
    counts = [len(await as_(ANA).read(shown, kind)) for kind in (RETRO, REVEALED, GROUP, DISCUSSION, SUMMARY)]
    assert counts == [1, 1, 2, 2, 1]
    kinds = [entry.kind for entry in await as_(ANA).read(workspaces.history, str(retro.id))]
    assert kinds.count("retrospectives.moved") == 4
    assert kinds.count("retrospectives.closed") == 1


async def test_all_replies_hang_in_the_retros_thread_in_its_channel(
    database: Database, as_: As, few: UUID, clock: Clock
) -> None:
    retro = await started(as_, few)
    await as_(BEN).commit(collecting.reflect, retro.id, drafts("a"))
    await as_(BEN).commit(acting.add_action, retro.id, "Do", None, None)
    for _ in range(4):
        clock.now += timedelta(days=7)
        await database.edge(WORKSPACE).commit(moving.settle, retro.id)

    def places(tx: Transaction) -> set[tuple[str, str | None]]:
        rows = tx.session.scalars(select(SurfaceRow).where(SurfaceRow.kind.not_in((RETRO, "teams.card"))))
        return {(row.audience, row.thread_of) for row in rows}

    assert await as_(ANA).read(places) == {(CHANNEL, f"retro:{retro.id}")}


async def test_after_its_end_nothing_more_is_collected(as_: As, few: UUID, clock: Clock) -> None:
    retro = await started(as_, few)
    clock.now += timedelta(days=2)
    with pytest.raises(Conflict):
        await as_(BEN).commit(collecting.reflect, retro.id, drafts("late"))
    waiting = await as_(BEN).commit(collecting.open_for, few)
    assert waiting.phase is Phase.WAITING
    await as_(BEN).commit(collecting.reflect, waiting.id, drafts("kept for next time"))


async def test_what_is_gathered_between_retros_is_in_the_next(as_: As, few: UUID) -> None:
    waiting = await as_(BEN).commit(collecting.open_for, few)
    assert await as_(CYD).commit(collecting.open_for, few) == waiting
    await as_(BEN).commit(collecting.reflect, waiting.id, drafts("early"))
    assert (await as_(ANA).read(opening.choices, few)).waiting == 1
    retro = await started(as_, few, plan=LIVE)
    assert (retro.id, retro.contributors) == (waiting.id, 1)
    assert (await as_(BEN).commit(collecting.open_for, few)).id == retro.id


async def test_with_nothing_said_there_is_nothing_to_vote_on(as_: As, few: UUID) -> None:
    retro = await started(as_, few)
    assert (await next_phase(as_, retro)).phase is Phase.DISCUSS
    assert await as_(ANA).read(shown, GROUP) == []
    assert (await next_phase(as_, retro)).phase is Phase.CLOSED


async def test_grouping_is_the_facilitators_and_ends(as_: As, few: UUID) -> None:
    retro = await started(as_, few, facilitator=BEN)
    await as_(CYD).commit(collecting.reflect, retro.id, drafts("a", "b"))
    with pytest.raises(Conflict):
        await as_(BEN).commit(grouping.make_group, retro.id, "Early")
    await next_phase(as_, retro)
    with pytest.raises(NotAllowed):
        await as_(CYD).commit(grouping.make_group, retro.id, "Not mine")
    group = await as_(BEN).commit(grouping.make_group, retro.id, "Words")
    bench = await as_(BEN).commit(grouping.workbench, retro.id)
    one, other = bench.loose
    bench = await as_(BEN).commit(grouping.put, one.id, group.id)
    assert (bench.groups[0].reflections[0].id, bench.loose) == (one.id, (other,))
    bench = await as_(BEN).commit(grouping.rename, group.id, "Other words")
    assert bench.groups[0].title == "Other words"
    assert len((await as_(BEN).commit(grouping.put, one.id, None)).loose) == 2
    await as_(BEN).commit(grouping.put, one.id, group.id)
    bench = await as_(BEN).commit(grouping.dissolve, group.id)
    assert (bench.groups, len(bench.loose)) == ((), 2)
    with pytest.raises(NotFound):
        await as_(BEN).commit(grouping.put, one.id, group.id)
    await next_phase(as_, retro)
    with pytest.raises(Conflict):
        await as_(BEN).commit(grouping.put, one.id, None)


async def test_another_retros_reflections_stay_where_they_are(as_: As, few: UUID, clock: Clock) -> None:
    before, _ = await voting(as_, few)
    (old, *_) = (await as_(ANA).read(reading.page, f"{before.id}/1")).reflections
    await next_phase(as_, await next_phase(as_, before))
    clock.now += timedelta(days=1)
    retro = await started(as_, few, plan=LIVE)
    await as_(BEN).commit(collecting.reflect, retro.id, drafts("a"))
    await next_phase(as_, retro)
    group = await as_(ANA).commit(grouping.make_group, retro.id, "Words")
    with pytest.raises(NotFound):
        await as_(ANA).commit(grouping.make_group, retro.id, "Stolen", [old.id])
    with pytest.raises(Conflict):  # its own retro is over
        await as_(ANA).commit(grouping.put, old.id, group.id)
