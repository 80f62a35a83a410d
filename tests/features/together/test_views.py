from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from bot.clock.recurrence import Occurrence, Weekly
from bot.delivery.values import Message
from bot.features.cadences.values import CadenceState, CadenceView, Kind, Rhythm, ZonePolicy
from bot.features.indicators.values import Direction, IndicatorView
from bot.features.together import rules
from bot.features.together.service.rhythm import TEN
from bot.features.together.values import State, TeamRhythm, TogetherView
from bot.features.together.views import message, rhythm
from bot.features.together.views.message import ShownTogether
from bot.slack.limits import Problem, message_problems, view_problems
from tests.features.goals.factories import ANA, BEN, EXTREME_WORDS, NOON, TEAM, goal
from tests.features.indicators.factories import GOAL, TODAY, indicator
from tests.features.thresholds.test_views import TALK
from tests.features.together.factories import readings

DAY = timedelta(days=1)
SINCE, UNTIL = TODAY + 6 * DAY, TODAY + 20 * DAY
READ = TogetherView(
    id=UUID(int=9),
    team_id=TEAM,
    day=UNTIL,
    since=SINCE,
    state=State.OPEN,
    over_on=None,
    facilitator=BEN,
    goal_ids=(GOAL,),
)


def shown(entered: dict[int, int], of: IndicatorView | None = None, **words: Any) -> ShownTogether:
    """One number with these readings; `words` are the message's other parts."""
    told = rules.figure(of or indicator(), readings(entered), since=SINCE, until=UNTIL)
    known = ShownTogether(READ, [told], [replace(goal(), id=GOAL, number=3)])
    return replace(known, **words)


def problems(told: Message) -> list[Problem]:
    return message_problems({"text": told.text, "blocks": list(told.blocks)})


def row(told: Message) -> list[str]:
    """What the table says of its one number."""
    (found,) = (block for block in told.blocks if block["type"] == "table")
    cells = found["rows"]
    assert isinstance(cells, list)
    return [cell["text"] for cell in cells[1]]


LABELS = ("Add a reading", "Log a decision", "What help is needed?")
HELD = indicator(direction=Direction.STAY_BELOW, target=Decimal(12), baseline=None)


@pytest.mark.practice("P6")
@pytest.mark.parametrize(
    ("read", "of", "cells"),
    [
        ({2: 28, 6: 26, 7: 20, 20: 12}, None, ["12 h", "17 h", "🟢 green", "−14 h"]),
        ({6: 12, 20: 14}, None, ["14 h", "17 h", "🟢 green", "+2 h"]),
        ({6: 12, 20: 12}, None, ["12 h", "17 h", "🟢 green", "unchanged"]),
        ({20: 28}, None, ["28 h", "17 h", "🔴 red", "−2 h since its start"]),
        ({3: 20}, None, ["20 h on Thu 5 Mar", "17 h", "🟡 amber", "no new reading"]),
        ({}, None, ["–", "17 h", "⚪ no reading yet", "–"]),
        ({20: 11}, HELD, ["11 h", "at most 12 h", "🟢 green", "first reading"]),
    ],
)
def test_what_is_told_of_a_number(read: dict[int, int], of: IndicatorView | None, cells: list[str]) -> None:
    told = message.together_message(shown(read, of))
    assert row(told) == ["#3 Reply time · customer value", *cells]
    assert all(cell in told.text for cell in cells)
    assert ANA not in str(told)  # who entered the readings
    assert not problems(told)


def test_what_can_be_done_at_once() -> None:
    told = shown({}, talks=[TALK, replace(TALK, name="Visits")])
    both = replace(told, goals=[*told.goals, replace(goal(), id=UUID(int=4), number=4)])
    message_said = str(message.together_message(both).blocks)
    assert [message_said.count(f"'{label}'") for label in LABELS] == [2, 1, 2]
    assert "A talk about *Visits* is open in this channel" in message_said


def test_what_is_over_asks_for_nothing() -> None:
    over = replace(READ, state=State.OVER, over_on=UNTIL)
    said = str(message.together_message(shown({}, read=over, talks=[TALK])).blocks)
    assert not [label for label in LABELS if label in said]


@pytest.mark.parametrize("words", EXTREME_WORDS.values())
def test_extreme_words_fit(words: str) -> None:
    extreme = indicator(name=words[:80], unit=words[:12], latest=1)
    told = [
        message.together_message(shown({20: 1}, extreme, talks=[replace(TALK, name=words[:80])] * 3)),
        message.together_message(shown({}, figures=[])),
        message.together_message(shown({}, read=replace(READ, facilitator=None))),
        message.prompts(),
    ]
    assert not [found for one in told for found in problems(one)]


CADENCE = CadenceView(
    id=UUID(int=5),
    team_id=TEAM,
    kind=Kind.READING,
    state=CadenceState.ACTIVE,
    rhythm=Rhythm(Weekly(frozenset({1}), every=2, anchor=TODAY), TEN, ZonePolicy.TEAM),
    who={},
    detail={},
    version=1,
    made_by=None,
    made_at=NOON,
    skipped=None,
)
RHYTHM = TeamRhythm(
    team_id=TEAM,
    cadence=CADENCE,
    coming=(Occurrence(TODAY + DAY, NOON + timedelta(hours=21)),),
    zone="Europe/Amsterdam",
    today=TODAY,
    may_change=True,
)


@pytest.mark.parametrize(
    ("cadence", "said", "chosen"),
    [
        (CADENCE, "every second week on Tuesday at 10:00, in the team's time zone", "Every second Tuesday"),
        (None, "not by itself", "Not by itself"),
    ],
)
def test_when_a_team_reads_together(cadence: CadenceView | None, said: str, chosen: str) -> None:
    known = replace(RHYTHM, cadence=cadence, coming=RHYTHM.coming if cadence else ())
    assert said in str(rhythm.card_part(known).lines)
    modal = rhythm.rhythm_modal(known)
    assert f"'text': '{chosen}'" in str(modal["blocks"]).partition("initial_option")[2]
    following = "Next: Tue 3 Mar at 10:00, Amsterdam time" if cadence else "Nothing is to come by itself."
    for told in (modal, rhythm.saved(known), rhythm.rhythm_told(known)):
        assert following in str(told)
    assert not [*view_problems(modal), *view_problems(rhythm.saved(known))]
    assert not problems(rhythm.rhythm_told(known))


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (replace(RHYTHM, coming=()), "Next: once the cycle is running'"),
        (replace(RHYTHM, coming=(), has_run=True), "Next: once the next cycle is running'"),
        (replace(RHYTHM, is_measured=False), "Next, once an indicator is primary: Tue 3 Mar at 10:00"),
        (
            replace(RHYTHM, coming=(), is_measured=False),
            "Next: once the cycle is running and an indicator is primary'",
        ),
    ],
)
def test_what_the_next_time_waits_for(known: TeamRhythm, said: str) -> None:
    assert said in str(rhythm.rhythm_modal(known))
