from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.features.planning.rules import actions as rules
from bot.features.planning.values.actions import TEXT_MOST
from bot.text import has_visible
from tests.features.goals.factories import BEN, DEE
from tests.features.planning.factories import FRIDAY, action


@given(st.text(max_size=2 * TEXT_MOST))
def test_words_fit_on_a_line_or_are_asked_for_again(raw: str) -> None:
    try:
        words = rules.words_of(raw)
    except Invalid:
        return
    assert has_visible(words)
    assert len(words) <= TEXT_MOST
    assert "\n" not in words


def test_nobody_is_a_fine_owner_and_a_stranger_is_none() -> None:
    assert rules.owner_of(None, {BEN}) is None
    assert rules.owner_of(BEN, {BEN}) == BEN
    with pytest.raises(Invalid):
        rules.owner_of(DEE, {BEN})


def test_what_is_due_first_is_told_first() -> None:
    told = [
        action(1, "b", due=None),
        action(2, "a", due=None),
        action(3, "z", due=FRIDAY),
        action(4, "y", due=date(2026, 3, 5)),
    ]
    assert [one.text for one in sorted(told, key=rules.urgency)] == ["y", "z", "a", "b"]
