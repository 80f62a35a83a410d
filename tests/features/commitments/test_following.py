"""What follows for rounds from the cycle, goals and people; the lines on boards, cards and in the menu."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.errors import Conflict, NotAllowed
from bot.features.commitments import surfaces
from bot.features.commitments.events import CommitmentAskedAnew, CommitmentLapsed
from bot.features.commitments.service import asking, deciding, reading
from bot.features.commitments.values.drafts import Choice, VerdictDraft
from bot.features.commitments.values.rounds import RoundState
from bot.features.commitments.values.surfaces import DECISION_DUE, LAPSED, WORD_ASKED
from bot.features.cycles import service as cycles
from bot.features.cycles import settings
from bot.features.cycles.rules import plans
from bot.features.cycles.values import Phase
from bot.features.goals import service as goals
from bot.features.goals.values import GoalState, GoalView, Outcome
from bot.features.indicators import service as indicators
from bot.features.teams import service as teams
from bot.slack.sections import Part
from tests.features.commitments.factories import Crew, noticed
from tests.features.cycles.factories import go_through, move
from tests.features.goals.factories import ANA, BEN, CYD
from tests.features.indicators.factories import draft as indicator_draft
from tests.features.retrospectives.factories import FAY, SIX
from tests.statements import statements_of


async def test_a_question_lapses_with_its_cycle(crew: Crew) -> None:
    proposed = await crew.propose()
    asked = await crew.ask(proposed)
    await crew.say(asked, dict.fromkeys(SIX[:5], 4))
    (told,) = (await crew.as_(ANA).read(surfaces.at_closing, [crew.team])).values()
    assert told.lines == ("The question for the team's word ends uncounted, 5 of 6 answered.",)
    await crew.as_(ANA).commit(move, crew.team, Phase.CLOSED)
    assert (await crew.now(asked)).state is RoundState.LAPSED
    assert (await crew.goal(proposed)).state is GoalState.PROPOSED
    lapse = next(shown for shown in crew.shown if shown.kind == LAPSED)
    assert lapse.thread_of == f"commitment:{asked.id}"
    assert len(crew.happened(CommitmentLapsed)) == 1
    assert await crew.as_(ANA).read(surfaces.at_closing, [crew.team]) == {}
    with pytest.raises(Conflict):
        await crew.ask(proposed)


@pytest.mark.parametrize("is_clock_of_cycles_first", [True, False])
async def test_what_was_to_be_counted_before_the_cycle_ended_is_however_late_the_clock(
    crew: Crew, *, is_clock_of_cycles_first: bool
) -> None:
    proposed = await _due_after_the_cycle(crew)
    asked = await crew.ask(proposed)
    await crew.say(asked, dict.fromkeys(SIX[:5], 4))
    cycle = await crew.as_(ANA).read(cycles.current, crew.team)
    crew.clock.now = datetime.combine(cycle.ends_on + timedelta(days=2), time(), UTC)
    if is_clock_of_cycles_first:
        await crew.as_(None).commit(cycles.settle, crew.team)
    await crew.settle(asked)
    await crew.as_(None).commit(cycles.settle, crew.team)
    assert (await crew.now(asked)).state is RoundState.COMMITTED
    carried = await crew.goal(proposed)
    assert (carried.state, carried.carried_from) == (GoalState.PROPOSED, cycle.number)


async def _due_after_the_cycle(crew: Crew) -> GoalView:
    proposed = await crew.propose(measured=False)
    later = indicator_draft(proposed.id, due_on=date(2026, 12, 31))
    await crew.as_(ANA).commit(indicators.add, later)
    return proposed


async def test_no_answer_is_asked_for_after_the_cycles_last_day(crew: Crew) -> None:
    proposed = await _due_after_the_cycle(crew)
    cycle = await crew.as_(ANA).read(cycles.current, crew.team)
    last = cycle.ends_on
    crew.clock.now = datetime.combine(last, time(12), UTC)
    await crew.as_(ANA).commit(move, crew.team, Phase.COMMITTING)
    offer = await crew.as_(ANA).read(asking.offer, crew.team)
    assert offer.last_day == last
    asked = await crew.ask(proposed, days=5)
    after = await crew.as_(ANA).read(lambda tx: cycles.closes_at(tx, cycles.current(tx, crew.team)))
    assert asked.due_at == after
    await crew.run_out(asked)
    assert (await crew.now(asked)).state is RoundState.LAPSED  # too few answered, and no time is left to talk


async def test_a_cycle_that_is_to_end_earlier_takes_the_time_to_answer_with_it(crew: Crew) -> None:
    asked = await crew.ask(await crew.propose(), days=5)
    cycle = await crew.as_(ANA).read(cycles.current, crew.team)
    plan = plans.usual_plan(cycle.plan.starts_on, 1)
    await crew.as_(ANA).commit(settings.change, cycle.id, plan, cycle.settings, seen=cycle.fingerprint)
    moved = await crew.as_(ANA).read(cycles.current, crew.team)
    assert (await crew.now(asked)).due_at == await crew.as_(ANA).read(cycles.closes_at, moved)


async def test_answers_to_former_words_or_another_measure_are_not_counted(crew: Crew) -> None:
    proposed = await crew.propose()
    asked = await crew.ask(proposed)
    await crew.say(asked, dict.fromkeys(SIX, 5))
    await crew.as_(ANA).commit(goals.edit, proposed.id, replace(proposed.draft(), title="Within an hour"))
    anew = await crew.settle(asked)
    assert (anew.state, anew.completed_at, anew.why) == (RoundState.OPEN, None, "#1")
    assert (await crew.as_(BEN).read(reading.progress_of, anew)).heard == 0
    assert await crew.as_(None).read(noticed, WORD_ASKED) == set(SIX)
    assert anew.due_at == asked.due_at  # more than a day is left
    assert len(crew.happened(CommitmentAskedAnew)) == 1


async def test_a_measure_that_changes_at_the_end_leaves_a_day_to_answer_again(crew: Crew) -> None:
    proposed = await crew.propose()
    asked = await crew.ask(proposed)
    await crew.say(asked, {BEN: 5, CYD: 4})
    (known,) = (await crew.as_(ANA).read(indicators.of_goals, [proposed.id]))[proposed.id]
    named = indicator_draft(proposed.id, "Time until an answer")
    await crew.as_(ANA).commit(indicators.change, known.id, named)
    assert (await crew.as_(BEN).read(reading.progress_of, asked)).heard == 2
    assert asked.due_at is not None
    crew.clock.now = asked.due_at
    await crew.as_(ANA).commit(indicators.change, known.id, replace(named, target=Decimal(20)))
    anew = await crew.settle(asked)
    assert anew.state is RoundState.OPEN
    assert anew.due_at is not None
    assert anew.due_at > asked.due_at
    assert (await crew.as_(BEN).read(reading.progress_of, asked)).heard == 0


async def test_a_strict_team_is_asked_in_its_phase_only(crew: Crew) -> None:
    proposed = await crew.propose()
    await crew.as_(ANA).commit(go_through, crew.team, is_strict=True)
    with pytest.raises(NotAllowed):
        await crew.ask(proposed)
    await crew.as_(ANA).commit(move, crew.team, Phase.COMMITTING)
    assert (await crew.ask(proposed)).state is RoundState.OPEN


async def test_the_board_offers_to_ask_when_it_is_time_and_tells_how_far_it_is(crew: Crew) -> None:
    async def board() -> Part | None:
        return (await crew.as_(None).read(surfaces.on_board, [crew.team])).get(crew.team)

    proposed = await crew.propose()
    assert await board() is None
    await crew.as_(ANA).commit(move, crew.team, Phase.COMMITTING)
    offered = await board()
    assert offered is not None
    assert (len(offered.lines), len(offered.buttons)) == (0, 1)
    asked = await crew.ask(proposed)
    await crew.say(asked, {BEN: 4, CYD: 2})
    told = await board()
    assert told is not None
    assert "2 of 6" in told.lines[0]
    assert told.buttons == ()
    await crew.propose("Ranked, but not chosen")
    await crew.as_(ANA).commit(goals.commit, [proposed.id], asked.cycle_id)
    await crew.as_(ANA).commit(asking.take_back, asked.id)
    done = await board()
    assert done is not None
    assert done.lines == ("*Committed* to 1 goal",)
    assert len(done.buttons) == 1


async def test_the_menu_tells_each_what_waits_for_them(crew: Crew) -> None:
    async def menu(user: str) -> Part:
        return (await crew.as_(user).read(surfaces.in_menu, [crew.team]))[crew.team]

    asked = await crew.asked()
    await crew.say(asked, {BEN: 4})
    assert [len((await menu(user)).lines) for user in (BEN, CYD, "U0GUS")] == [0, 1, 0]
    await crew.say(asked, {CYD: 4}, chance=None)
    assert "is complete once you say how likely it is" in (await menu(CYD)).lines[0]
    assert len((await menu(CYD)).buttons) == 1
    for _ in range(3):
        await crew.run_out(asked)
    assert [len((await menu(user)).lines) for user in (ANA, BEN)] == [1, 0]


async def test_a_card_tells_of_the_word_as_long_as_it_stands(crew: Crew) -> None:
    proposed = await crew.propose()
    asked = await crew.ask(proposed)
    await crew.say(asked, dict.fromkeys(SIX, 4), chance=70)
    await crew.settle(asked)
    part = (await crew.as_(BEN).read(surfaces.on_cards, [proposed.id]))[proposed.id]
    assert "chance 70 %" in part.lines[0]
    await crew.as_(ANA).commit(goals.end, proposed.id, Outcome.LET_GO, "")
    assert await crew.as_(BEN).read(surfaces.on_cards, [proposed.id]) == {}


def surface(kind: str, subject: str, *, ts: str | None = None, audience: str = BEN) -> Surface:
    return Surface(UUID(int=1), "T0CAIRN", kind, subject, audience, "key", "D1", ts, "shown")


async def test_a_note_that_asks_for_a_word_says_what_became_of_it(crew: Crew) -> None:
    asked = await crew.asked()
    first = surface(WORD_ASKED, f"{asked.id}:1")

    async def drawn(seen: Surface) -> Message | None:
        return await crew.as_(None).read(surfaces.draw_word_asked, seen)

    posted = replace(first, ts="1.0")
    assert "asked" in str(await drawn(first))
    await crew.say(asked, {BEN: 4})
    assert await drawn(first) is None
    assert "You gave your word" in str(await drawn(posted))
    assert "you are asked for your word" in str(await drawn(replace(first, audience=CYD)))
    for _ in range(2):
        await crew.run_out(asked)
    again = await drawn(posted)
    assert again is not None
    assert "commitments.say" not in str(again.blocks)
    assert "commitments.say" in str(await drawn(replace(posted, subject=f"{asked.id}:2")))


async def test_a_stewards_note_says_when_somebody_decided(crew: Crew) -> None:
    asked = await crew.asked()
    for _ in range(3):
        await crew.run_out(asked)
    note = surface(DECISION_DUE, str(asked.id), audience=ANA)
    due = await crew.as_(None).read(surfaces.draw_decision_due, note)
    assert "commitments.decide.open" in str(due)
    said = VerdictDraft(choice=Choice.PUT_OFF, left_out=frozenset(), objection="Few spoke", reply="Next week")
    await crew.as_(ANA).commit(deciding.decide, asked.id, said)
    assert await crew.as_(None).read(surfaces.draw_decision_due, note) is None
    over = await crew.as_(None).read(surfaces.draw_decision_due, replace(note, ts="1.0"))
    assert "Not committed" in str(over)


async def test_nobody_outside_a_private_channel_sees_or_moves_its_round(crew: Crew) -> None:
    asked = await crew.asked()
    await crew.as_(None).commit(lambda tx: teams.absent(tx, "C0TEAM", FAY))
    with pytest.raises(NotAllowed):
        await crew.say(asked, {FAY: 5})
    offered = await crew.as_(FAY).read(reading.waits_for, asked, FAY)
    assert not offered
    with pytest.raises(NotAllowed):
        await crew.as_(FAY).commit(asking.take_back, asked.id)


async def test_many_goals_cost_as_many_statements_as_one(crew: Crew) -> None:
    known = [await crew.propose(f"Members wait {days} days less") for days in range(6)]

    async def cost(query: Callable[[Transaction, Sequence[UUID]], object], count: int) -> int:
        with statements_of(crew.parts.database) as found:
            await crew.as_(BEN).read(query, [one.id for one in known[:count]])
        return len(found)

    def message(tx: Transaction, _: Sequence[UUID]) -> object:
        return reading.shown(tx, asked.id)

    asked = await crew.ask(known[0])
    of_one = await cost(message, 1)
    await crew.as_(ANA).commit(asking.take_back, asked.id)
    asked = await crew.ask(*known)
    assert await cost(message, 6) == of_one
    await crew.say(asked, dict.fromkeys(SIX, 4))
    await crew.settle(asked)
    assert await cost(surfaces.on_cards, 6) == await cost(surfaces.on_cards, 1)
