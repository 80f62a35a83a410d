"""What a steward decides when two askings did not end in a commitment, on both databases."""

from dataclasses import replace
from typing import Any

import pytest

from bot.errors import Conflict, Invalid, NotAllowed
from bot.features.commitments.events import (
    CommitmentAsked,
    CommitmentDecided,
    CommitmentMissed,
    RoundDecided,
)
from bot.features.commitments.service import asking, deciding, reading
from bot.features.commitments.values.drafts import Choice, Field, VerdictDraft
from bot.features.commitments.values.rounds import RoundState
from bot.features.commitments.values.surfaces import DECISION_DUE, WORD_ASKED
from bot.features.decisions import service as decisions
from bot.features.goals.values import GoalState
from tests.features.commitments.factories import DISSENT, Crew, keys_shown, noticed
from tests.features.goals.factories import ANA, BEN
from tests.features.retrospectives.factories import FAY, SIX


def verdict(choice: Choice = Choice.COMMIT, **words: Any) -> VerdictDraft:
    said = VerdictDraft(choice=choice, left_out=frozenset(), objection="Too much", reply="Half first")
    return replace(said, **words)


@pytest.mark.practice("P9")
async def test_a_no_opens_one_conversation_and_one_more_asking_then_a_steward_decides(crew: Crew) -> None:
    proposed, other = await crew.propose(), await crew.propose("Nobody waits on the phone")
    asked = await crew.ask(proposed, other)
    await crew.say(asked, DISSENT, words="More people")
    talking = await crew.settle(asked)
    assert talking.state is RoundState.TALKING
    assert await crew.as_(None).read(keys_shown, f"commitment-talk:{asked.id}:1")
    with pytest.raises(NotAllowed):
        await crew.as_(BEN).commit(asking.ask_again, asked.id)
    again = await crew.as_(ANA).commit(asking.ask_again, asked.id)
    assert (again.state, again.asking) == (RoundState.OPEN, 2)
    assert await crew.as_(None).read(noticed, WORD_ASKED) == set(SIX) - {ANA}
    await crew.say(asked, DISSENT)
    assert (await crew.settle(asked)).state is RoundState.DECIDING
    assert await crew.as_(None).read(noticed, DECISION_DUE) == {ANA}
    with pytest.raises(NotAllowed):
        await crew.as_(BEN).commit(deciding.decide, asked.id, verdict())
    wanted = verdict(left_out=frozenset({other.id}))
    decided = await crew.as_(ANA).commit(deciding.decide, asked.id, wanted)
    assert decided.committed == (proposed.id,)
    assert decided.verdict is not None
    assert (decided.verdict.by, decided.verdict.reply) == (ANA, "Half first")
    assert (await crew.goal(other)).state is GoalState.PROPOSED
    assert await crew.as_(None).read(keys_shown, f"commitment-decision:{asked.id}")
    (told,) = crew.happened(RoundDecided)
    assert isinstance(told, RoundDecided)
    assert (told.goal_ids, told.left_out, told.heard, told.of) == ((proposed.id,), (other.id,), 6, 6)
    kinds = [len(crew.happened(kind)) for kind in (CommitmentAsked, CommitmentMissed, CommitmentDecided)]
    assert kinds == [4, 4, 2]
    with pytest.raises(Conflict):
        await crew.as_(ANA).commit(deciding.decide, asked.id, wanted)
    (kept,) = (await crew.as_(FAY).read(decisions.page, crew.team)).decisions
    assert (kept.title, kept.decider) == (f"Go ahead with #{proposed.number}, despite an objection", ANA)
    assert (kept.rationale, "Too much" in kept.context) == ("Half first", True)
    assert {goal.id for goal in kept.goals} == {proposed.id, other.id}


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"objection": " "}, Field.OBJECTION),
        ({"reply": ""}, Field.REPLY),
        ({"reply": "x" * 1001}, Field.REPLY),
    ],
)
async def test_a_decision_goes_on_record_with_objection_and_reply(
    crew: Crew, words: dict[str, Any], field: Field
) -> None:
    proposed = await crew.propose()
    asked = await crew.ask(proposed)
    await crew.say(asked, DISSENT)
    for _ in range(3):
        await crew.run_out(asked)
    with pytest.raises(Invalid) as refused:
        await crew.as_(ANA).commit(deciding.decide, asked.id, verdict(**words))
    assert refused.value.field == field
    left_out = frozenset({proposed.id})
    with pytest.raises(Invalid) as empty:
        await crew.as_(ANA).commit(deciding.decide, asked.id, verdict(left_out=left_out))
    assert empty.value.field == Field.LEFT_OUT
    put_off = await crew.as_(ANA).commit(deciding.decide, asked.id, verdict(Choice.PUT_OFF))
    assert put_off.state is RoundState.PUT_OFF
    assert (await crew.goal(proposed)).state is GoalState.PROPOSED


async def test_where_nobody_objected_but_too_few_answered_only_the_why_goes_on_record(crew: Crew) -> None:
    proposed = await crew.propose()
    asked = await crew.ask(proposed)
    for _ in range(3):
        await crew.run_out(asked)
    with pytest.raises(Invalid, match="Say why") as refused:
        await crew.as_(ANA).commit(deciding.decide, asked.id, verdict(objection="", reply=""))
    assert refused.value.field == Field.REPLY
    await crew.as_(ANA).commit(deciding.decide, asked.id, verdict(objection=""))
    known = (await crew.as_(ANA).read(reading.committed, [proposed.id]))[proposed.id]
    assert (known.decided_by, known.heard, known.of) == (ANA, 0, 6)
    (kept,) = (await crew.as_(FAY).read(decisions.page, crew.team)).decisions
    assert kept.title == f"Go ahead with #{proposed.number}, although too few answered"
    assert "objection" not in kept.context
