"""A ⋯ menu whose every choice is answered as a button of its own would be."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.slack import kit
from bot.slack.kit import Element

MENU = "menu"  # the action id of all of them
MOST = 5  # choices that Slack takes


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a ⋯ menu, with the door it goes to.

    Args:
        action_id: of the button that it stands for.
        value: what that button would carry, re-authorised as a button's is.
    """

    label: str
    action_id: str
    value: str


def menu(choices: Iterable[Choice]) -> Element:
    """The choices behind one ⋯.

    Raises:
        ValueError: there are more than five; who builds it gives one a button, so that none is lost.
    """
    written = [(one.label, f"{one.action_id} {one.value}") for one in choices]
    if len(written) > MOST:
        raise ValueError(f"a menu of {len(written)} choices: {[label for label, _ in written]}")
    return kit.overflow(MENU, written)


def door_of(value: str) -> tuple[str, str]:
    """What a chosen line's value says: the action id that answers it, and that one's own value."""
    action_id, _, own = value.partition(" ")
    return action_id, own
