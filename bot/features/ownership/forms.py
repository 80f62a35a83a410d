"""The hand-over form."""

from dataclasses import dataclass

from bot.features.ownership.values import TAKER
from bot.slack.payloads import FormState

NOTE = "ownership.note"


@dataclass(frozen=True, slots=True)
class HandoverForm:
    """What was entered."""

    taker: str | None
    note: str


def parse_handover(form: FormState) -> HandoverForm:
    """Read the form."""
    return HandoverForm(form.person(TAKER), form.text(NOTE))
