"""What was entered in the settings form, and what Slack says of somebody's quiet."""

from datetime import UTC, date, datetime, time

import pytest

from bot.errors import Invalid
from bot.features.attention.forms import availability_draft, quiet_of
from bot.features.attention.values import AvailabilityDraft, Field, Quiet
from bot.slack.directory import SlackQuiet
from bot.slack.payloads import FormState


def entered(**fields: object) -> FormState:
    """The state of a form, fields named by the last word of their block id."""
    shown = {
        "days": {"selected_options": [{"value": "0"}, {"value": "4"}]},
        "starts": {"selected_time": "17:30"},
        "ends": {"selected_time": "22:00"},
        **fields,
    }
    return FormState({f"attention.{name}": {f"attention.{name}": value} for name, value in shown.items()})


def test_what_was_entered_is_read() -> None:
    form = entered(
        country={"selected_option": {"value": "NL"}},
        status={"selected_options": [{"value": "follows"}]},
        **{"away_until#2026-03-03": {"selected_date": "2026-04-01"}},
    )
    assert availability_draft(form) == AvailabilityDraft(
        days=frozenset({0, 4}),
        starts=time(17, 30),
        ends=time(22),
        country="NL",
        follows_status=True,
        away_until=date(2026, 4, 1),
    )


def test_what_was_left_empty_is_none() -> None:
    draft = availability_draft(entered(country={"selected_option": {"value": "none"}}))
    assert (draft.country, draft.follows_status, draft.away_until) == ("", False, None)


def test_days_that_there_are_not_are_left_out() -> None:
    made_up = {"selected_options": [{"value": "7"}, {"value": "x"}, {"value": "²"}, {"value": "6"}]}
    assert availability_draft(entered(days=made_up)).days == {6}


def test_a_missing_time_is_said_under_its_field() -> None:
    with pytest.raises(Invalid) as refused:
        availability_draft(entered(starts={"selected_time": None}))
    assert refused.value.field == Field.STARTS


def test_slack_s_quiet_becomes_ours() -> None:
    ends = datetime(2026, 3, 3, 13, tzinfo=UTC)
    found = {"U1": SlackQuiet(ends), "U2": SlackQuiet(None, ":palm_tree:", "Vacationing")}
    assert quiet_of(found) == {"U1": Quiet(ends), "U2": Quiet(None, status_says_away=True)}
