"""The source form: what was entered, and what travels with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import Invalid
from bot.features.sources.rules.headers import headers_of
from bot.features.sources.rules.paths import steps_of
from bot.features.sources.rules.times import read
from bot.features.sources.values import Field, SourceDraft
from bot.outside.errors import AddressRefused
from bot.outside.target import Target
from bot.slack.carried import Carried
from bot.slack.payloads import FormState

YES = "yes"
NO_TIMES = "Choose how often, and at what hour."


@dataclass(frozen=True, slots=True)
class Stage:
    """What travels with the form.

    Args:
        seen: the version that it began with; None for a new source.
    """

    indicator_id: UUID
    seen: datetime | None = None


STAGES = Carried(Stage)


def entered(form: FormState, judge: Callable[[str], Target]) -> SourceDraft:
    """Read the form.

    Args:
        judge: takes an address apart, or raises AddressRefused.

    Raises:
        Invalid: one field needs another look.
    """
    try:
        target = judge(form.text(Field.ADDRESS))
    except AddressRefused as refusal:
        raise Invalid(Field.ADDRESS, refusal.sentence) from None
    path = form.text(Field.PATH).strip()
    steps_of(path)
    try:
        times = read(form.chosen(Field.EVERY) or "", form.chosen(Field.HOUR) or "")
    except ValueError:
        raise Invalid(Field.EVERY, NO_TIMES) from None
    return SourceDraft(
        address=str(target.url),
        site=target.site,
        path=path,
        times=times,
        headers=headers_of(form.text(Field.HEADERS)),
        forgets=YES in form.checked(Field.FORGET),
    )
