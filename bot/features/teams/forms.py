"""The forms of a team, from their fields to values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from bot.errors import Invalid
from bot.features.teams.values import PURPOSE, SettingsField, StartDraft, TeamSettings
from bot.slack.carried import Carried
from bot.slack.payloads import FormState, text_at
from bot.text import clean_line, has_visible

PURPOSE_FIELD = "teams.start.purpose"
PEOPLE_FIELD = "teams.start.people"
PRIVATE, DIRECT, GROUP = "privategroup", "directmessage", "mpdm-"
COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class SettingsStage:
    """What travels with the form of a team's settings.

    Args:
        seen: fingerprint of the settings that the form was opened with.
    """

    team_id: UUID
    seen: str


SETTINGS_STAGES = Carried(SettingsStage)


def is_channel(channel_name: str) -> bool:
    """Whether a command's channel name is that of a channel, not of a direct message."""
    return channel_name != DIRECT and not channel_name.startswith(GROUP)


def carried(channel: str, channel_name: str) -> str:
    """Where the form was opened; Slack calls every private channel by the same name in commands."""
    return json.dumps({"channel": channel, "name": channel_name})


def name_in(carrying: str) -> str:
    """The channel name in what `carried` made."""
    return text_at(_place(carrying), "name")


def channel_in(carrying: str) -> str:
    """The channel in what `carried` made."""
    return text_at(_place(carrying), "channel")


def start_draft(form: FormState, carrying: str) -> StartDraft:
    """The submitted form.

    Raises:
        Invalid: the purpose is empty or too long.
    """
    place = _place(carrying)
    name = text_at(place, "name")
    return StartDraft(
        channel=text_at(place, "channel"),
        channel_name="" if name == PRIVATE else name,
        is_private=name == PRIVATE,
        purpose=_purpose(form, PURPOSE_FIELD),
        chosen=form.people(PEOPLE_FIELD),
    )


def settings(form: FormState) -> TeamSettings:
    """The submitted settings.

    Raises:
        Invalid: the purpose is empty or too long.
    """
    return TeamSettings(
        purpose=_purpose(form, SettingsField.PURPOSE),
        stewards=form.people(SettingsField.STEWARDS),
        counts_guests=COUNTED in form.checked(SettingsField.GUESTS),
    )


def _purpose(form: FormState, field: str) -> str:
    purpose = clean_line(form.text(field))
    if not has_visible(purpose):
        raise Invalid(field, "A few words are enough: what do you want to reach together?")
    if len(purpose) > PURPOSE:
        raise Invalid(field, f"Please keep it within {PURPOSE} characters; a sentence or two is best.")
    return purpose


def _place(carrying: str) -> Mapping[str, object]:
    try:
        found = json.loads(carrying)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
