"""A whole workspace in one file: taken at a moment, and put back later or elsewhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pydantic import Base64Bytes, TypeAdapter, ValidationError

from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.state.bookmarks import Bookmark
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.state.files import File
from bot.sandbox.state.messages import Draft
from bot.sandbox.state.profiles import Pause, Status
from bot.sandbox.state.scheduled import Scheduled
from bot.sandbox.state.usergroups import UserGroup
from bot.sandbox.state.views import View
from bot.sandbox.workspace import Person


@dataclass(frozen=True, slots=True)
class Later:
    """A message that is to be posted later."""

    id: str
    channel: str
    draft: Draft
    at: datetime
    created: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that stands in a workspace; modals that were open, and what is on its way, are not in it.

    ahead: how far the clock was moved. last_stamp: the last timestamp given out, in microseconds since 1970.
    contents: the bytes of files by their ids.
    """

    format: Literal[1]
    team_id: str
    bot_user_id: str
    ahead: timedelta
    last_stamp: int
    people: list[Person]
    conversations: list[Conversation]
    statuses: dict[str, Status]
    pauses: dict[str, Pause]
    homes: dict[str, View]
    files: list[File]
    contents: dict[str, Base64Bytes]
    bookmarks: dict[str, list[Bookmark]]
    usergroups: list[UserGroup]
    emoji: dict[str, str]
    scheduled: list[Later]


_SNAPSHOTS = TypeAdapter(Snapshot)
_BESIDE = {"files": {"__all__": {"content"}}}
"""What is written apart."""


def taken(parts: Parts) -> bytes:
    """Return the workspace as it is now, as JSON."""
    files = parts.files.by_id.values()
    snapshot = Snapshot(
        format=1,
        team_id=parts.directory.team_id,
        bot_user_id=parts.directory.bot.id,
        ahead=parts.clock.ahead,
        last_stamp=parts.stamps.last,
        people=list(parts.directory.people.values()),
        conversations=list(parts.directory.conversations.values()),
        statuses=parts.profiles.statuses,
        pauses=parts.profiles.pauses,
        homes=parts.homes.views,
        files=list(files),
        contents={each.id: each.content for each in files if each.content is not None},
        bookmarks=parts.bookmarks.by_channel,
        usergroups=parts.usergroups.all(),
        emoji=parts.emoji.pictures,
        scheduled=[
            Later(each.id, each.place.id, each.draft, each.at, each.created)
            for each in parts.schedule.waiting()
        ],
    )
    return _SNAPSHOTS.dump_json(snapshot, indent=1, exclude=_BESIDE)


def put_back(parts: Parts, written: bytes) -> None:
    """Make the workspace what it was, and tell browsers; the app is told nothing, and time only goes forward.

    Raises Refused not_a_snapshot, or snapshot_of_another_workspace; nothing has changed then.
    """
    snapshot = _read(written)
    if (snapshot.team_id, snapshot.bot_user_id) != (parts.directory.team_id, parts.directory.bot.id):
        raise Refused("snapshot_of_another_workspace")
    parts.clock.catch_up(snapshot.ahead)
    parts.stamps.go_on_after(snapshot.last_stamp)
    parts.directory.put_back(snapshot.people, snapshot.conversations)
    parts.profiles.statuses, parts.profiles.pauses = snapshot.statuses, snapshot.pauses
    parts.homes.views = snapshot.homes
    _put_back_things(parts, snapshot)
    parts.modals.clear()
    parts.response_urls.forget()
    _refresh(parts)


def _put_back_things(parts: Parts, snapshot: Snapshot) -> None:
    for file in snapshot.files:
        file.content = snapshot.contents.get(file.id)
    places = parts.directory.conversations
    parts.files.by_id = {each.id: each for each in snapshot.files}
    parts.bookmarks.by_channel = snapshot.bookmarks
    parts.usergroups.by_id = {each.id: each for each in snapshot.usergroups}
    parts.emoji.pictures = snapshot.emoji
    parts.schedule.by_id = {
        each.id: Scheduled(each.id, places[each.channel], each.draft, each.at, each.created)
        for each in snapshot.scheduled
        if each.channel in places
    }
    parts.scheduler.look()


def _read(written: bytes) -> Snapshot:
    try:
        snapshot = _SNAPSHOTS.validate_json(written)
    except ValidationError as error:
        raise Refused("not_a_snapshot", problem=str(error.errors()[0]["msg"])) from error
    if not snapshot.people or len({each.id for each in snapshot.conversations}) != len(
        snapshot.conversations
    ):
        raise Refused("not_a_snapshot", problem="people are missing, or channels doubled")
    return snapshot


def _refresh(parts: Parts) -> None:
    directory, everybody = parts.directory, parts.directory.people
    for what in ("state", "home"):
        parts.hints.send({"what": what}, everybody)
    for place in directory.conversations.values():
        parts.hints.send({"what": "messages", "channel": place.id}, directory.readers(place))
