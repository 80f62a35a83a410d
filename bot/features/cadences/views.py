"""The buttons that take a cadence in hand at once: pause, resume, skip the next time, stop."""

from dataclasses import dataclass
from datetime import date

from bot.features.cadences.values import CadenceState, CadenceView
from bot.slack import kit
from bot.slack.kit import Element
from bot.text import day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIds:
    """A room's action ids of these buttons."""

    pause: str
    resume: str
    skip: str
    unskip: str
    stop: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before a cadence is stopped.

    Args:
        title: "Stop this check-in?"
        text: what that means, and what it doesn't.
    """

    title: str
    text: str


def hand(
    cadence: CadenceView, ids: HandIds, stop: Question, *, next_day: date | None, left_out: date | None
) -> list[Element]:
    """Done at once, whatever stands in the form around them.

    Args:
        next_day: the local date that it is due on next; None while nothing is to come.
        left_out: the one to come that is left out, or None.
    """
    cadence_id = str(cadence.id)
    sure = kit.confirmation(stop.title, stop.text, "Stop", "Keep it")
    ending = kit.button("Stop", ids.stop, cadence_id, confirm=sure)
    if cadence.state != CadenceState.ACTIVE:
        return [kit.button("Resume", ids.resume, cadence_id), ending]
    skipping = []
    if left_out is not None:
        skipping = [
            kit.button(f"Don't skip {day_in_words(left_out)}", ids.unskip, f"{cadence_id}:{left_out}")
        ]
    elif next_day is not None:
        skipping = [kit.button(f"Skip {day_in_words(next_day)}", ids.skip, f"{cadence_id}:{next_day}")]
    return [*skipping, kit.button("Pause", ids.pause, cadence_id), ending]
