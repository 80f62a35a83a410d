"""What the browser client is shown, as one of the people sees it."""

from collections.abc import Iterator
from heapq import merge
from itertools import islice, takewhile

from bot.sandbox.client.pictures import shown_blocks, with_addresses
from bot.sandbox.json_values import Json, as_object
from bot.sandbox.parts import Parts
from bot.sandbox.stamps import stamp_number
from bot.sandbox.state.conversations import Conversation, Kind
from bot.sandbox.state.messages import Message, reactions_json
from bot.sandbox.state.reading import unread
from bot.sandbox.state.views import View
from bot.sandbox.workspace import Person


def state_json(parts: Parts, user: str) -> Json:
    """Describe the workspace: people, places this person may see, what the app offers."""
    directory, app = parts.directory, parts.app
    is_outside = directory.person(user).is_outside
    places = [place for place in directory.conversations.values() if directory.sees(user, place)]
    return {
        "now": parts.clock().timestamp(),
        "team": {"id": directory.team_id, "name": directory.team_name, "domain": directory.domain},
        "me": _person(parts, directory.person(user)),
        "people": [
            {
                **_person(parts, person),
                "is_known": directory.may_meet(user, person.id),
                "is_offered": directory.is_offered(user, person.id),
            }
            for person in directory.people.values()
        ],
        "app": {
            "name": app.name,
            "bot_user_id": directory.bot.id,
            "has_home": app.has_home and not is_outside,
            "is_here": app.is_installed and not is_outside,
        },
        "channels": [_channel(parts, place, user) for place in places if place.kind is not Kind.DIRECT],
        "dms": [
            {"id": place.id, "with": _other(place, user), **_unread(place, user)}
            for place in places
            if place.kind is Kind.DIRECT
        ],
        "commands": [
            {"command": each.command, "description": each.description, "usage_hint": each.usage_hint}
            for each in app.commands
            if not is_outside
        ],
        "message_shortcuts": _shortcuts(parts, user, "message"),
        "global_shortcuts": _shortcuts(parts, user, "global"),
    }


def messages_json(
    place: Conversation,
    user: str,
    *,
    thread_ts: str | None = None,
    before: str | None = None,
    since: str | None = None,
    limit: int = 100,
) -> Json:
    """Return what this person sees in a place or a thread, oldest first: the last `limit` before `before`.

    With `since` the first `limit` from there on; `has_more` and `has_later` tell what stands outside.
    """
    newest_first = _newest_first(place, user, thread_ts)
    if since:
        seen, begin = list(newest_first), stamp_number(since) or 0
        reached = list(takewhile(lambda each: _number(each) >= begin, seen))[::-1]
        return _page(reached[:limit], has_more=len(reached) < len(seen), has_later=len(reached) > limit)
    end = stamp_number(before) if before else None
    found = list(islice((each for each in newest_first if end is None or _number(each) < end), limit + 1))
    return _page(found[:limit][::-1], has_more=len(found) > limit, has_later=False)


def _page(messages: list[Message], *, has_more: bool, has_later: bool) -> Json:
    return {
        "messages": [_message(each) for each in messages],
        "has_more": has_more,
        "has_later": has_later,
    }


def view_json(parts: Parts, view: View) -> Json:
    """Return a view with what was wrong when it was last submitted."""
    return as_object(with_addresses(parts.payloads.view(view))) | {"errors": dict(view.errors)}


def _newest_first(place: Conversation, user: str, thread_ts: str | None) -> Iterator[Message]:
    whispers = (
        each
        for each in reversed(place.whispers.values())
        if each.only_for == user and each.thread_ts == thread_ts
    )
    messages = place.timeline() if thread_ts is None else reversed(place.thread(thread_ts))
    return merge(messages, whispers, key=_number, reverse=True)


def _number(message: Message) -> int:
    return stamp_number(message.ts) or 0


def _message(message: Message) -> Json:
    shown: Json = {
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": shown_blocks(message),
        "reply_count": len(message.replies),
        "latest_reply": message.replies[-1] if message.replies else None,
        "reactions": reactions_json(message),
        "edited": message.edited_ts is not None,
        "pinned": message.pinned,
        "is_tombstone": message.is_tombstone,
        "ephemeral": message.only_for is not None,
        "is_bot": message.bot_id is not None,
    }
    return shown | ({"thread_ts": message.thread_ts} if message.thread_ts else {})


def _person(parts: Parts, person: Person) -> Json:
    status, paused_until = parts.profiles.status(person.id), parts.profiles.paused_until(person.id)
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name,
        "initials": person.initials,
        "tz": person.tz,
        "color": person.color,
        "is_bot": person.is_bot,
        "deleted": person.deleted,
        "is_guest": person.is_guest,
        "is_outside": person.is_outside,
        "status": {"text": status.text, "emoji": status.emoji},
        "paused_until": paused_until.isoformat() if paused_until else None,
    }


def _channel(parts: Parts, place: Conversation, user: str) -> Json:
    return {
        "id": place.id,
        "name": place.name,
        "is_private": place.kind is not Kind.PUBLIC,
        "is_general": place.is_general,
        "is_archived": place.is_archived,
        "is_ext_shared": place.is_ext_shared,
        "is_member": user in place.members,
        "topic": place.topic,
        "num_members": len(place.members),
        "bot_is_member": parts.directory.bot.id in place.members,
        "group_of": list(place.members) if place.kind is Kind.GROUP else None,
        **_unread(place, user),
    }


def _unread(place: Conversation, user: str) -> Json:
    waiting = unread(place, user)
    return {
        "unread": waiting.messages,
        "mentions": waiting.mentions,
        "read_up_to": place.read_up_to.get(user),
    }


def _other(place: Conversation, user: str) -> str:
    return next((member for member in place.members if member != user), user)


def _shortcuts(parts: Parts, user: str, kind: str) -> list[Json]:
    return [
        {"callback_id": each.callback_id, "name": each.name}
        for each in parts.app.shortcuts
        if each.type == kind and not parts.directory.person(user).is_outside
    ]
