"""What a person settles for themselves or for a channel they are in."""

from datetime import datetime

from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.state.profiles import Status


class Settling:
    """A person's verbs; each raises Refused where Slack's client would not let them.

    What concerns others or a channel is for the workspace's own members: to visitors it is user_is_restricted.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def set_zone(self, user: str, tz: str) -> None:
        """Travel to another IANA zone. Raises Refused unknown_zone."""
        self._parts.profiles.set_zone(user, tz)

    async def set_status(
        self, user: str, text: str = "", emoji: str = "", until: datetime | None = None
    ) -> None:
        """Set one's status, such as ("On holiday", ":palm_tree:"); without words and emoji it is cleared."""
        self._parts.profiles.set_status(user, Status(text, emoji, until))

    async def pause_notifications(self, user: str, until: datetime | None) -> None:
        """Be in do-not-disturb until a moment, or with None no longer."""
        self._parts.profiles.pause(user, until)

    async def welcome(self, user: str, name: str, real_name: str, tz: str) -> str:
        """Let somebody new into the workspace and its #general, as an admin does, and return their id.

        name: their handle. tz: an IANA zone. Raises Refused name_taken or unknown_zone.
        """
        self._parts.directory.check_member(user)
        newcomer = self._parts.profiles.welcome(name, real_name, tz).id
        self._parts.directory.join_general(newcomer)
        return newcomer

    async def deactivate(self, user: str, other: str) -> None:
        """Switch another person's account off, as an admin does; what they had open closes. Raises Refused user_not_found or cant_deactivate."""
        self._parts.directory.check_member(user)
        if other in (user, self._parts.directory.bot.id):
            raise Refused("cant_deactivate")
        self._parts.profiles.deactivate(other)
        self._parts.modals.close_all(other)

    async def create_channel(self, user: str, name: str, *, is_private: bool = False) -> str:
        """Open a channel and return its id. Raises Refused name_taken, or what else a name is refused for."""
        self._parts.directory.check_member(user)
        return self._parts.channels.create(name, user, is_private=is_private).id

    async def delete_channel(self, user: str, channel: str) -> None:
        """Take a channel this person is in away, with all that stands in it; never #general."""
        self._parts.directory.check_member(user)
        self._parts.channels.delete(self._parts.directory.own_place(channel, user), user)

    async def rename(self, user: str, channel: str, name: str) -> None:
        """Rename a channel this person is in."""
        self._parts.directory.check_member(user)
        self._parts.channels.rename(self._parts.directory.own_place(channel, user), name)

    async def archive(self, user: str, channel: str) -> None:
        """Archive a channel this person is in. Raises Refused cant_archive_general."""
        self._parts.directory.check_member(user)
        self._parts.channels.archive(self._parts.directory.own_place(channel, user), user)

    async def unarchive(self, user: str, channel: str) -> None:
        """Bring an archived channel back."""
        self._parts.directory.check_member(user)
        self._parts.channels.unarchive(self._parts.directory.own_place(channel, user), user)

    async def make_private(self, user: str, channel: str) -> None:
        """Make a public channel private; never #general."""
        self._parts.directory.check_member(user)
        self._parts.channels.make_private(self._parts.directory.own_place(channel, user), user)
