"""What the form of a check-in holds."""

from datetime import time

import pytest

from bot.errors import Conflict, Invalid
from bot.features.cadences.values import ZonePolicy
from bot.features.checkins.forms.setup import STAGES, Stage, entered
from bot.features.checkins.rules.prompts import QUESTIONS
from bot.features.checkins.values.setup import Field, Who
from bot.features.checkins.views.setup_form import setup_modal
from bot.slack.payloads import FormState
from tests.entered import entered_in
from tests.features.cadences.factories import ANA, BEN
from tests.features.checkins import setup_room
from tests.features.checkins.setup_room import TEAM

FILLED = {
    "weekdays": ["1", "3"],
    "every": "2",
    "at": "16:30",
    "zones": "team",
    "who": "chosen",
    "people": [ANA, BEN],
    "questions": ["3", "0"],
    "own_questions": "  Who helped  you?\n\nWhat now?",
}


def form(**changed: object) -> FormState:
    view = setup_modal(Stage(team_id=TEAM), setup_room.entered())
    return FormState(entered_in(view, {**FILLED, **changed}))


def test_everything_that_was_entered() -> None:
    draft = entered(form(), TEAM)
    assert (draft.weekdays, draft.every, draft.at) == (frozenset({1, 3}), 2, time(16, 30))
    assert (draft.zones, draft.who, draft.chosen) == (ZonePolicy.TEAM, Who.CHOSEN, (ANA, BEN))
    assert draft.questions == (QUESTIONS[0], QUESTIONS[3], "Who helped you?", "What now?")


def test_all_four_and_none_at_all_mean_the_four() -> None:
    assert entered(form(questions=["0", "1", "2", "3"], own_questions=""), TEAM).questions == ()
    assert entered(form(questions=[], own_questions=""), TEAM).questions == ()


@pytest.mark.parametrize(
    ("field", "name", "value"),
    [
        (Field.WEEKDAYS, "weekdays", []),
        (Field.WEEKDAYS, "weekdays", ["7", "x", "²"]),
        (Field.AT, "at", ""),
        (Field.AT, "at", "noonish"),
        (Field.OWN_QUESTIONS, "own_questions", "why?\n" * 6),
        (Field.OWN_QUESTIONS, "own_questions", "y" * 151),
    ],
)
def test_what_cannot_be_is_said_at_its_field(field: Field, name: str, value: object) -> None:
    with pytest.raises(Invalid) as error:
        entered(form(**{name: value}), TEAM)
    assert error.value.field == field


def test_a_made_up_choice_means_the_usual_one() -> None:
    draft = entered(form(every="99", zones="mars", who="everybody"), TEAM)
    assert (draft.every, draft.zones, draft.who) == (1, ZonePolicy.OWN, Who.DRIVERS)


def test_the_stage_travels_with_the_form() -> None:
    stage = Stage(team_id=TEAM, cadence_id=TEAM, version=4)
    assert STAGES.read(STAGES.write(stage)) == stage
    with pytest.raises(Conflict, match="out of date"):
        STAGES.read("{}")
