"""A snapshot's form: what a file must hold to be put back, all of it checked before anything changes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, pairwise
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Base64Bytes, Field, TypeAdapter, ValidationError

from bot.sandbox.clock import FURTHEST, LONGEST_MOVE
from bot.sandbox.json_values import parse_object
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import stamp_number, stamp_of
from bot.sandbox.state.bookmarks import Bookmark
from bot.sandbox.state.conversations import GENERAL, Conversation, Kind
from bot.sandbox.state.files import File
from bot.sandbox.state.messages import SLACKBOT, Draft, Message
from bot.sandbox.state.profiles import Pause, Status
from bot.sandbox.state.usergroups import UserGroup
from bot.sandbox.state.views import View
from bot.sandbox.workspace import Person

_STAMP = re.compile(r"[0-9]{1,12}\.[0-9]{6}")


@dataclass(frozen=True, slots=True)
class Later:
    """A message that is to be posted later."""

    id: str
    channel: str
    draft: Draft
    at: AwareDatetime
    created: AwareDatetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that stands in a workspace; modals that were open, and what is on its way, are not in it.

    ahead: how far the clock was moved. last_stamp: the last timestamp given out, in microseconds since 1970.
    contents: the bytes of files by their ids.
    """

    format: Literal[1]
    team_id: str
    bot_user_id: str
    ahead: Annotated[timedelta, Field(ge=timedelta(), le=FURTHEST)]
    last_stamp: Annotated[int, Field(ge=0)]
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


def written(snapshot: Snapshot) -> bytes:
    """Return a snapshot as JSON."""
    return _SNAPSHOTS.dump_json(snapshot, indent=1, exclude=_BESIDE)


def read(given: bytes, now: datetime) -> Snapshot:
    """Return the snapshot that a file holds. Raises Refused not_a_snapshot with the first problem that is found.

    now: the machine's time; what came long after it can't have happened yet.
    """
    try:
        parse_object(given)
        snapshot = _SNAPSHOTS.validate_json(given)
    except ValidationError as error:
        raise Refused("not_a_snapshot", problem=str(error.errors()[0]["msg"])) from error
    except ValueError as error:
        raise Refused("not_a_snapshot", problem=str(error)) from error
    problem = next(_problems(snapshot, now), None)
    if problem is not None:
        raise Refused("not_a_snapshot", problem=problem)
    _mark_general(snapshot.conversations)
    return snapshot


def _mark_general(places: Iterable[Conversation]) -> None:
    """Of a file from before #general was marked, mark the channel of that name."""
    if not any(place.is_general for place in places):
        for place in places:
            place.is_general = place.name == GENERAL and place.kind is Kind.PUBLIC


def _problems(snapshot: Snapshot, now: datetime) -> Iterator[str]:
    yield from _problems_of_people(snapshot)
    latest = stamp_number(stamp_of(now + snapshot.ahead + LONGEST_MOVE)) or 0
    if snapshot.last_stamp > latest:
        yield "the last timestamp is far ahead of the clock"
    if any(moment.tzinfo is None for moment in _moments(snapshot)):
        yield "a moment is without its zone"
    if not all(_is_whole(file, snapshot.contents) for file in snapshot.files):
        yield "a file is without its content"
    if _repeat(each.id for each in snapshot.conversations):
        yield "a channel is doubled"
    known = _known(snapshot)
    for place in snapshot.conversations:
        yield from _problems_of(place, known, snapshot.last_stamp)


def _problems_of_people(snapshot: Snapshot) -> Iterator[str]:
    if _repeat(each.id for each in snapshot.people):
        yield "somebody is doubled"
    if all(each.is_bot or each.deleted for each in snapshot.people):
        yield "nobody is there who could act"
    if not all(_is_zone(each.tz) for each in snapshot.people):
        yield "a time zone is unknown"
    if not _known(snapshot).issuperset(_people_of(snapshot)):
        yield "somebody is named who isn't there"


def _problems_of(place: Conversation, known: set[str], last_stamp: int) -> Iterator[str]:
    if not set(place.members).union(place.read_up_to) <= known:
        yield f"{place.id} has a member who isn't there"
    for kept in (place.messages, place.whispers):
        if not all(ts == each.ts and _STAMP.fullmatch(ts) for ts, each in kept.items()):
            yield f"{place.id} has a message without a timestamp"
        numbers = [stamp_number(ts) or 0 for ts in kept]
        if (
            any(later <= earlier for earlier, later in pairwise(numbers))
            or max(numbers, default=0) > last_stamp
        ):
            yield f"{place.id} has messages out of order"
        if not all(_refers_well(each, place, known) for each in kept.values()):
            yield f"{place.id} has a message that refers to what isn't there"


def _refers_well(message: Message, place: Conversation, known: set[str]) -> bool:
    people = chain([message.user, message.only_for or message.user], *message.reactions.values())
    return set(people) <= known | {SLACKBOT} and place.messages.keys() >= set(message.replies)


def _known(snapshot: Snapshot) -> set[str]:
    return {each.id for each in snapshot.people} | {snapshot.bot_user_id}


def _people_of(snapshot: Snapshot) -> Iterator[str]:
    yield from chain(snapshot.statuses, snapshot.pauses, snapshot.homes)
    yield from (view.user for view in snapshot.homes.values())
    yield from (file.user for file in snapshot.files)
    yield from (later.draft.user for later in snapshot.scheduled)
    yield from chain.from_iterable(group.users for group in snapshot.usergroups)


def _moments(snapshot: Snapshot) -> Iterator[datetime]:
    yield from (each.until for each in snapshot.statuses.values() if each.until is not None)
    for pause in snapshot.pauses.values():
        yield from (pause.start, pause.end)


def _is_whole(file: File, contents: dict[str, bytes]) -> bool:
    content = contents.get(file.id)
    return not file.completed if content is None else len(content) == file.length


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _repeat(ids: Iterable[str]) -> bool:
    listed = list(ids)
    return len(set(listed)) < len(listed)
