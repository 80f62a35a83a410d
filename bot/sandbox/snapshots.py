"""A whole workspace in one file: taken at a moment, and put back later or elsewhere."""

from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.snapshot_form import Later, Snapshot, read, written
from bot.sandbox.state.scheduled import Scheduled


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
    return written(snapshot)


def put_back(parts: Parts, given: bytes) -> None:
    """Make the workspace what it was, and tell browsers; the app is told nothing, and time only goes forward.

    Raises Refused not_a_snapshot, or snapshot_of_another_workspace; nothing has changed then.
    """
    snapshot = read(given, parts.clock.machine())
    if (snapshot.team_id, snapshot.bot_user_id) != (parts.directory.team_id, parts.directory.bot.id):
        raise Refused("snapshot_of_another_workspace")
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
        if each.channel in places and parts.app.is_installed
    }
    parts.clock.catch_up(snapshot.ahead)
    parts.scheduler.look()


def _refresh(parts: Parts) -> None:
    directory, everybody = parts.directory, parts.directory.people
    for what in ("state", "home"):
        parts.hints.send({"what": what}, everybody)
    for place in directory.conversations.values():
        parts.hints.send({"what": "messages", "channel": place.id}, directory.readers(place))
