"""A ⋯ menu loses none of its choices."""

from collections.abc import Iterable

import pytest

from bot.slack import kit
from bot.slack.menus import MOST, Choice, door_of, menu
from bot.slack.payloads import list_at, text_at


def values(choices: Iterable[Choice]) -> list[str]:
    """What the menu's lines carry."""
    (element,) = list_at(kit.actions(menu(choices)), "elements")
    return [text_at(option, "value") for option in list_at(element, "options")]


def test_a_choice_goes_to_its_door_with_its_own_value() -> None:
    (carried,) = values([Choice("Show", "goals.show", "1 2")])
    assert door_of(carried) == ("goals.show", "1 2")


def test_more_than_slack_takes_are_refused_where_they_are_built() -> None:
    choices = [Choice(f"Choice {number}", "a", str(number)) for number in range(MOST + 1)]
    assert len(values(choices[:MOST])) == MOST
    with pytest.raises(ValueError, match="Choice 5"):
        menu(choices)
