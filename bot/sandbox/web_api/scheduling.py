"""chat.scheduleMessage and what is kept of it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.state.messages import message_json, posted
from bot.sandbox.state.rates import TIER_3
from bot.sandbox.state.scheduled import Scheduled
from bot.sandbox.web_api.chat import addressed, checked_payload, draft_of
from bot.sandbox.web_api.method import Method, bot_place
from bot.sandbox.web_api.pages import page_of


def schedule_message(parts: Parts, arguments: Arguments) -> Json:
    """Keep a message until `post_at`. Raises Refused invalid_time, and as posting and the schedule do."""
    place = addressed(parts, arguments.text("channel"))
    checked_payload(parts, arguments)
    draft = draft_of(parts, arguments)
    parts.messaging.check(place, draft)
    scheduled = parts.schedule.add(place, draft, _moment(arguments))
    parts.scheduler.look()
    written = message_json(posted(draft, ""), parts.directory.team_id)
    return {
        "channel": place.id,
        "scheduled_message_id": scheduled.id,
        "post_at": _seconds(scheduled.at),
        "message": {key: value for key, value in written.items() if key != "ts"},
    }


def list_scheduled(parts: Parts, arguments: Arguments) -> Json:
    """List what still waits, in one channel or in all, the next first."""
    place = bot_place(parts, arguments) if arguments.has("channel") else None
    oldest, latest = arguments.number("oldest", 0), arguments.number("latest", 0)
    waiting = [
        each
        for each in parts.schedule.waiting(place)
        if _seconds(each.at) >= oldest and (not latest or _seconds(each.at) <= latest)
    ]
    page, paging = page_of(enumerate(waiting), arguments)
    return {
        "scheduled_messages": [_written(each) for each in page],
        "response_metadata": paging["response_metadata"],
    }


def delete_scheduled(parts: Parts, arguments: Arguments) -> Json:
    """Post one of them never. Raises Refused invalid_scheduled_message_id."""
    parts.schedule.cancel(bot_place(parts, arguments), arguments.text("scheduled_message_id"))
    return {}


METHODS: Mapping[str, Method] = {
    "chat.scheduleMessage": Method(schedule_message, "chat:write", TIER_3),
    "chat.scheduledMessages.list": Method(list_scheduled, tier=TIER_3),
    "chat.deleteScheduledMessage": Method(delete_scheduled, "chat:write", TIER_3),
}


def _moment(arguments: Arguments) -> datetime:
    seconds = arguments.text("post_at")
    if not seconds.isdecimal():
        raise Refused("invalid_time")
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (OverflowError, ValueError, OSError):
        raise Refused("time_too_far") from None


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _written(scheduled: Scheduled) -> Json:
    return {
        "id": scheduled.id,
        "channel_id": scheduled.place.id,
        "post_at": _seconds(scheduled.at),
        "date_created": _seconds(scheduled.created),
        "text": scheduled.draft.text,
    }
