"""Bookmarks: the links above a channel."""

from dataclasses import dataclass

from bot.sandbox.json_values import Json
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Clock, new_id

MOST_BOOKMARKS = 100


@dataclass(slots=True, eq=False)
class Bookmark:
    """A link with a title, and an emoji before it when it has one."""

    id: str
    channel: str
    title: str
    link: str
    emoji: str
    created: int
    updated: int = 0

    def written(self) -> Json:
        """Return the bookmark as Slack writes it."""
        return {
            "id": self.id,
            "channel_id": self.channel,
            "title": self.title,
            "link": self.link,
            "emoji": self.emoji,
            "type": "link",
            "date_created": self.created,
            "date_updated": self.updated,
        }


class Bookmarks:
    """Each channel's bookmarks, the first added first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.by_channel: dict[str, list[Bookmark]] = {}

    def of(self, channel: str) -> list[Bookmark]:
        """Return a channel's bookmarks."""
        return list(self.by_channel.get(channel, ()))

    def add(self, channel: str, title: str, link: str, emoji: str) -> Bookmark:
        """Add a link. Raises Refused invalid_link or too_many_bookmarks."""
        _check_link(link)
        held = self.by_channel.setdefault(channel, [])
        if len(held) >= MOST_BOOKMARKS:
            raise Refused("too_many_bookmarks")
        held.append(Bookmark(new_id("Bk"), channel, title, link, emoji, self._now()))
        return held[-1]

    def find(self, channel: str, bookmark_id: str) -> Bookmark:
        """Return one of a channel's bookmarks. Raises Refused not_found."""
        for bookmark in self.by_channel.get(channel, ()):
            if bookmark.id == bookmark_id:
                return bookmark
        raise Refused("not_found")

    def edit(self, bookmark: Bookmark, *, title: str, link: str, emoji: str) -> None:
        """Change what is given, keep what is empty. Raises Refused invalid_link."""
        if link:
            _check_link(link)
        bookmark.title = title or bookmark.title
        bookmark.link = link or bookmark.link
        bookmark.emoji = emoji or bookmark.emoji
        bookmark.updated = self._now()

    def remove(self, bookmark: Bookmark) -> None:
        """Take a bookmark away."""
        self.by_channel[bookmark.channel].remove(bookmark)

    def _now(self) -> int:
        return int(self._clock().timestamp())


def _check_link(link: str) -> None:
    if not link.startswith(("http://", "https://")):
        raise Refused("invalid_link")
