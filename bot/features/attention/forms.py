"""What a person sets in the settings form, and what Slack says of their quiet, as values."""

from collections.abc import Mapping
from datetime import date, time

from bot.clock.recurrence import WEEKDAYS
from bot.errors import Invalid
from bot.features.attention.rules import NO_TIMES, says_away
from bot.features.attention.values import AvailabilityDraft, Field, Quiet
from bot.slack.directory import SlackQuiet
from bot.slack.payloads import FormState

FOLLOWS = "follows"  # the one box of Field.STATUS
NO_COUNTRY = "none"  # a choice of its own, because a menu can't be emptied once something was chosen


def availability_draft(form: FormState) -> AvailabilityDraft:
    """Read the form.

    Raises:
        Invalid: a time is missing; Slack's own client doesn't let that pass.
    """
    country = form.chosen(Field.COUNTRY) or NO_COUNTRY
    return AvailabilityDraft(
        days=frozenset(day for day in range(len(WEEKDAYS)) if str(day) in form.checked(Field.DAYS)),
        starts=_time(form, Field.STARTS),
        ends=_time(form, Field.ENDS),
        country="" if country == NO_COUNTRY else country,
        follows_status=FOLLOWS in form.checked(Field.STATUS),
        away_until=day_in(form),
    )


def day_in(form: FormState) -> date | None:
    """The day on which somebody is back, in any form with Field.AWAY_UNTIL as the block id."""
    chosen = form.date(Field.AWAY_UNTIL)
    return date.fromisoformat(chosen) if chosen else None


def quiet_of(found: Mapping[str, SlackQuiet]) -> dict[str, Quiet]:
    """What Directory.quiet told, as `arrivals` and `release` take it."""
    return {
        user: Quiet(slack.until, says_away(slack.status_emoji, slack.status_text))
        for user, slack in found.items()
    }


def _time(form: FormState, field: Field) -> time:
    chosen = form.time(field)
    if not chosen:
        raise Invalid(field, NO_TIMES)
    return time.fromisoformat(chosen)
