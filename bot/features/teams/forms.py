"""The form that starts a team, from its fields to a draft."""

import json
from collections.abc import Mapping

from bot.errors import Invalid
from bot.features.teams.values import PURPOSE, StartDraft
from bot.slack.payloads import FormState, text_at
from bot.text import clean_line, has_visible

PURPOSE_FIELD = "teams.start.purpose"
PEOPLE_FIELD = "teams.start.people"
PRIVATE, DIRECT, GROUP = "privategroup", "directmessage", "mpdm-"


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
    purpose = clean_line(form.text(PURPOSE_FIELD))
    if not has_visible(purpose):
        raise Invalid(PURPOSE_FIELD, "A few words are enough: what do you want to reach together?")
    if len(purpose) > PURPOSE:
        raise Invalid(
            PURPOSE_FIELD, f"Please keep it within {PURPOSE} characters; a sentence or two is best."
        )
    return StartDraft(
        channel=text_at(place, "channel"),
        channel_name="" if name == PRIVATE else name,
        is_private=name == PRIVATE,
        purpose=purpose,
        chosen=form.people(PEOPLE_FIELD),
    )


def _place(carrying: str) -> Mapping[str, object]:
    try:
        found = json.loads(carrying)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
