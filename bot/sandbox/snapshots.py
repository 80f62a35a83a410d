"""A whole workspace in one file: taken at a moment, and put back later or elsewhere."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.state.profiles import Pause, Status
from bot.sandbox.state.views import View
from bot.sandbox.workspace import Person


@dataclass(frozen=True, slots=True)
class Snapshot:
    """People, places with all that stands in them, and Homes; modals that were open and what is on its way are not in it.

    ahead: how far the clock was moved. last_stamp: the last timestamp given out, in microseconds since 1970.
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


_SNAPSHOTS = TypeAdapter(Snapshot)


def taken(parts: Parts) -> bytes:
    """Return the workspace as it is now, as JSON."""
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
    )
    return _SNAPSHOTS.dump_json(snapshot, indent=1)


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
    parts.modals.clear()
    parts.response_urls.forget()
    _refresh(parts)


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
