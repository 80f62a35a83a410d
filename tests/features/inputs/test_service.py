"""Asking, giving, closing and sorting; on both databases."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.attention.models import Notice
from bot.features.cycles.models import Cycle
from bot.features.goals.values import GoalView
from bot.features.inputs.jobs import RoundKeeper
from bot.features.inputs.repository.across import next_close
from bot.features.inputs.rules import shows_at
from bot.features.inputs.service import closing, collecting, lost, opening, reading, sorting
from bot.features.inputs.values.given import InputDraft, InputView, Kind, Outcome
from bot.features.inputs.values.rounds import RoundView
from bot.features.inputs.values.shown import Waiting
from bot.features.inputs.values.surfaces import PAGE, SORTED
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CYD, DEE
from tests.features.inputs.factories import As, begun, closed, draft, said


async def shown(as_: As, asked: RoundView) -> list[InputView]:
    """All inputs in the order of their replies."""

    def pages(tx: Transaction) -> list[InputView]:
        subjects = tx.session.scalars(select(SurfaceRow.subject).where(SurfaceRow.kind == PAGE))
        numbers = sorted(int(subject.rpartition("/")[2]) for subject in subjects)
        return [one for number in numbers for one in reading.page(tx, asked.id, number).inputs]

    return await as_(ANA).read(pages)


async def given_and_closed(as_: As, team: UUID, goal_id: UUID | None = None) -> tuple[RoundView, InputView]:
    """A round with one input of Cyd's."""
    asked = await begun(as_, team)
    await as_(CYD).commit(collecting.give, asked.id, said("Ask on Mondays", goal_id=goal_id))
    now = await closed(as_, asked)
    (one,) = await shown(as_, now)
    return now, one


async def kinds_of(as_: As, subject: UUID) -> list[str]:
    found = await as_(ANA).read(workspaces.history, str(subject))
    return sorted(one.kind for one in found if one.kind.startswith("inputs."))


async def test_a_small_team_signs_and_nothing_is_shown_before_it_closes(
    as_: As, team: UUID, proposed: GoalView
) -> None:
    asked = await begun(as_, team, is_anonymous=True)
    assert not asked.is_anonymous
    await as_(BEN).commit(collecting.give, asked.id, [*said("a"), *said("b", goal_id=proposed.id)])
    await as_(CYD).commit(collecting.give, asked.id, said("c", kind=Kind.CONSTRAINT))
    assert await shown(as_, asked) == []
    assert (await as_(ANA).read(reading.round_by_id, asked.id)).contributors == 2
    now = await closed(as_, asked)
    assert (now.contributors, now.takes_inputs, now.outcomes) == (2, False, {None: 3})
    assert [(one.text, one.author) for one in await shown(as_, now)] == [("b", BEN), ("c", CYD), ("a", BEN)]
    assert await kinds_of(as_, team) == ["inputs.closed", "inputs.ended", "inputs.opened"]
    again = await closed(as_, asked)
    assert again == now


async def test_one_round_at_a_time(as_: As, team: UUID, clock: Clock) -> None:
    asked = await begun(as_, team)
    with pytest.raises(Conflict):
        await begun(as_, team)
    with pytest.raises(Conflict):
        await as_(BEN).read(opening.choices, team)
    clock.now = asked.closes_at
    with pytest.raises(Conflict, match="only just over"):
        await begun(as_, team, closes_at=clock.now + timedelta(hours=1))
    clock.now = shows_at(asked.closes_at)
    later = await begun(as_, team, closes_at=clock.now + timedelta(hours=1))
    assert (await as_(ANA).read(reading.round_by_id, asked.id)).closed_at == clock.now
    assert (await as_(ANA).read(reading.open_rounds, [team]))[team].id == later.id


async def test_the_clock_closes_what_is_over_once(
    database: Database, as_: As, team: UUID, clock: Clock
) -> None:
    asked = await begun(as_, team)
    await as_(BEN).commit(collecting.give, asked.id, said("a"))
    keeper = RoundKeeper(database)
    assert await database.read_across(lambda session, _: next_close(session)) == shows_at(asked.closes_at)
    await keeper.close_due()
    assert (await as_(ANA).read(reading.round_by_id, asked.id)).closed_at is None
    clock.now = asked.closes_at
    with pytest.raises(Conflict):
        await as_(BEN).commit(collecting.give, asked.id, said("b"))
    await keeper.close_due()
    assert (await as_(ANA).read(reading.round_by_id, asked.id)).closed_at is None
    clock.now = shows_at(asked.closes_at)
    for _ in range(2):
        await keeper.close_due()
    assert [one.text for one in await shown(as_, asked)] == ["a"]
    assert await kinds_of(as_, team) == ["inputs.closed", "inputs.opened"]


async def test_observers_read_along(as_: As, team: UUID) -> None:
    asked = await begun(as_, team)
    for refused in (
        as_(DEE).commit(collecting.give, asked.id, said("mine")),
        as_(DEE).read(collecting.open_for, asked.id),
        as_(DEE).commit(opening.start, draft(team)),
        as_(DEE).commit(closing.close, asked.id),
        as_(BEN).commit(closing.close, asked.id),
    ):
        with pytest.raises(NotAllowed):
            await refused


async def test_a_strict_team_gives_input_while_it_drafts(as_: As, team: UUID) -> None:
    asked = await begun(as_, team)

    def be_strict(tx: Transaction) -> None:
        tx.session.execute(update(Cycle).values(is_strict=True, phase="voting", by_date=False))

    await as_(ANA).commit(be_strict)
    with pytest.raises(NotAllowed, match="keeps to its phases"):
        await as_(BEN).commit(collecting.give, asked.id, said("a"))
    with pytest.raises(NotAllowed, match="keeps to its phases"):
        await as_(BEN).commit(opening.start, draft(team))


async def test_one_changes_and_takes_back_ones_own_until_it_closes(
    as_: As, team: UUID, proposed: GoalView
) -> None:
    asked = await begun(as_, team)
    await as_(BEN).commit(collecting.give, asked.id, [*said("a"), *said("b")])
    mine = (await as_(BEN).read(collecting.open_for, asked.id)).mine
    first = next(one for one in mine if one.text == "a")
    other = next(one for one in mine if one.text == "b")
    with pytest.raises(NotFound):
        await as_(CYD).commit(collecting.take_back, first.id)
    await as_(BEN).commit(collecting.change, first.id, InputDraft(proposed.id, Kind.HOPE, "better"))
    await as_(BEN).commit(collecting.take_back, other.id)
    now = await closed(as_, asked)
    (left,) = await shown(as_, now)
    assert (left.text, left.goal_id) == ("better", proposed.id)
    for refused in (
        as_(BEN).commit(collecting.take_back, first.id),
        as_(BEN).commit(collecting.change, first.id, InputDraft(None, Kind.HOPE, "later")),
    ):
        with pytest.raises(Conflict):
            await refused


async def test_it_is_about_a_goal_of_the_team_that_stands(as_: As, team: UUID) -> None:
    asked = await begun(as_, team)
    with pytest.raises(Invalid):
        await as_(BEN).commit(collecting.give, asked.id, said("a", goal_id=UUID(int=77)))


async def test_each_input_ends_with_a_why_which_the_goal_and_its_author_see(
    as_: As, team: UUID, proposed: GoalView
) -> None:
    now, one = await given_and_closed(as_, team, proposed.id)
    with pytest.raises(NotAllowed):
        await as_(BEN).commit(sorting.sort, one.id, "adopted", "It helps", last=None)
    done = await as_(ANA).commit(sorting.sort, one.id, "adopted", "It helps", last=None)
    assert (done.outcome, done.why, done.sorted_by) == (Outcome.ADOPTED, "It helps", ANA)
    assert await as_(BEN).read(reading.outcomes_about, [proposed.id]) == {proposed.id: {Outcome.ADOPTED: 1}}
    (entry,) = [
        each
        for each in await as_(ANA).read(workspaces.history, str(proposed.id))
        if each.kind == "inputs.settled"
    ]
    assert (entry.actor, entry.detail["before"], entry.detail["after"]) == (ANA, None, "adopted")
    assert CYD not in str(entry.detail)
    assert "Mondays" not in str(entry.detail)

    def told(tx: Transaction) -> list[tuple[str, str]]:
        return [
            (row.user, row.subject) for row in tx.session.scalars(select(Notice).where(Notice.kind == SORTED))
        ]

    assert await as_(ANA).read(told) == [(CYD, f"{now.id}/{CYD}")]
    (theirs,) = (await as_(CYD).read(reading.sorted_for, now.id, CYD)).inputs
    assert theirs.why == "It helps"


async def test_nobody_sorts_over_what_somebody_else_said_meanwhile(as_: As, team: UUID, clock: Clock) -> None:
    _, one = await given_and_closed(as_, team)
    first = await as_(ANA).commit(sorting.sort, one.id, "parked", "Later", last=None)
    clock.now += timedelta(minutes=1)
    with pytest.raises(Conflict):
        await as_(ANA).commit(sorting.sort, one.id, "declined", "No", last=None)
    again = await as_(ANA).commit(sorting.sort, one.id, "declined", "After all", last=first.sorted_at)
    assert (again.outcome, again.why) == (Outcome.DECLINED, "After all")
    same = await as_(ANA).commit(sorting.sort, one.id, "declined", "After all", last=again.sorted_at)
    assert same == again


async def test_who_proposed_the_goal_sorts_what_is_about_it(as_: As, team: UUID, proposed: GoalView) -> None:
    _, one = await given_and_closed(as_, team, proposed.id)

    def step_back(tx: Transaction) -> None:
        teams.leave(tx, team)
        teams.join(tx, team)

    await as_(ANA).commit(step_back)  # who stewards no more
    assert not await as_(ANA).read(teams.is_steward, team, ANA)
    done = await as_(ANA).commit(sorting.sort, one.id, "adopted", "It helps", last=None)
    assert done.outcome is Outcome.ADOPTED


async def test_what_waits_for_an_answer_is_told_to_who_may_give_it(
    as_: As, team: UUID, proposed: GoalView
) -> None:
    asked = await begun(as_, team)
    await as_(CYD).commit(collecting.give, asked.id, [*said("a"), *said("b", goal_id=proposed.id)])
    assert await as_(ANA).read(reading.waiting_for, ANA, [team]) == {}
    await closed(as_, asked)
    assert await as_(ANA).read(reading.waiting_for, ANA, [team]) == {team: Waiting(asked.id, 1, 2)}
    assert await as_(ANA).read(reading.unsorted, [team]) == {team: 2}
    assert await as_(BEN).read(reading.waiting_for, BEN, [team]) == {}
    first, _ = await shown(as_, asked)
    await as_(ANA).commit(sorting.sort, first.id, "adopted", "It helps", last=None)
    assert await as_(ANA).read(reading.waiting_for, ANA, [team]) == {team: Waiting(asked.id, 2, 1)}
    await as_(ANA).commit(teams.leave, team)
    assert await as_(ANA).read(reading.waiting_for, ANA, [team]) == {}


async def test_before_it_closes_nothing_can_be_sorted(as_: As, team: UUID) -> None:
    asked = await begun(as_, team)
    await as_(ANA).commit(collecting.give, asked.id, said("a"))
    (mine,) = (await as_(ANA).read(collecting.open_for, asked.id)).mine
    with pytest.raises(NotFound):
        await as_(ANA).commit(sorting.sort, mine.id, "adopted", "It helps", last=None)


async def test_while_its_message_stands_it_is_not_posted_again(as_: As, team: UUID) -> None:
    asked = await begun(as_, team)
    with pytest.raises(Conflict):
        await as_(ANA).commit(lost.post_again, asked.id)

    def delete(tx: Transaction) -> None:
        tx.session.execute(update(SurfaceRow).where(SurfaceRow.subject == str(asked.id)).values(state="gone"))
        lost.message_gone(tx, asked.id)

    await as_(ANA).commit(delete)
    await as_(ANA).commit(lost.post_again, asked.id)
    await as_(BEN).commit(collecting.give, asked.id, said("a"))
    await closed(as_, asked)

    def parents(tx: Transaction) -> list[str | None]:
        return list(tx.session.scalars(select(SurfaceRow.thread_of).where(SurfaceRow.kind == PAGE)))

    assert await as_(ANA).read(parents) == [f"input-round:{asked.id}:1"]
