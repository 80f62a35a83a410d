from datetime import date

import pytest

from bot.errors import Invalid
from bot.features.planning.forms.actions import ActionForm, entered_action, entered_owner
from bot.features.planning.values.actions import Field
from bot.features.planning.values.days import EnteredDay
from bot.slack.payloads import FormState
from tests.features.goals.factories import BEN


def form(day: str | None) -> FormState:
    return FormState(
        {
            Field.DUE_IN_WORDS: {"x": {"value": "friday"}},
            Field.TEXT: {"x": {"value": "Ask"}},
            Field.OWNER: {"x": {"selected_user": BEN}},
            Field.DUE: {"x": {"selected_date": day}},
        }
    )


def test_what_was_entered_is_read() -> None:
    assert entered_action(form("2026-03-06")) == ActionForm(
        "Ask", BEN, EnteredDay("friday", date(2026, 3, 6))
    )
    assert entered_action(FormState()) == ActionForm("", None, EnteredDay("", None))


@pytest.mark.parametrize("day", ["2026-02-30", "soon"])
def test_a_day_that_is_none_is_explained_beneath_its_field(day: str) -> None:
    with pytest.raises(Invalid) as refused:
        entered_action(form(day))
    assert refused.value.field == Field.DUE


def test_nobody_chosen_to_hand_it_to_is_explained_beneath_the_field() -> None:
    assert entered_owner(form(None)) == BEN
    with pytest.raises(Invalid) as refused:
        entered_owner(FormState())
    assert refused.value.field == Field.OWNER
