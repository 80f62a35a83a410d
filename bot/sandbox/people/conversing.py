"""What a person does among people: talk, react, come and go."""

from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.state.messages import Draft
from bot.sandbox.state.reading import mark_read


class Conversing:
    """A person's verbs; each raises Refused where Slack's client would not let them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def say(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> str:
        """Post text (mrkdwn, already escaped) as this person, in a thread when thread_ts names one; return its ts."""
        place = self._parts.directory.own_place(channel, user)
        return self._parts.messaging.post(place, Draft(user, text, thread_ts=thread_ts)).ts

    async def edit(self, user: str, channel: str, ts: str, text: str) -> None:
        """Put what this person said in other words (mrkdwn, already escaped). Raises Refused cant_update_message."""
        place = self._parts.directory.own_place(channel, user)
        message = place.message(ts)
        if message.user != user:
            raise Refused("cant_update_message")
        self._parts.messaging.reword(place, message, text)

    async def delete(self, user: str, channel: str, ts: str) -> None:
        """Take back what this person said, or wave away what only they see; the app's posts too, as an admin may."""
        place = self._parts.directory.own_place(channel, user)
        message = place.seen_message(ts, user)
        if message.user not in (user, self._parts.directory.bot.id):
            raise Refused("cant_delete_message")
        self._parts.messaging.delete(place, message)

    async def read_up_to(self, user: str, channel: str, ts: str) -> None:
        """Note that this person has read a place up to ts; their other windows hear of it."""
        place = self._parts.directory.place(channel, user)
        if mark_read(place, user, ts):
            self._parts.hints.send({"what": "read"}, {user})

    async def react(self, user: str, channel: str, ts: str, name: str) -> None:
        """Add a reaction, such as "fire", as this person."""
        place = self._parts.directory.own_place(channel, user)
        self._parts.reactions.add(place, place.message(ts), user, name)

    async def unreact(self, user: str, channel: str, ts: str, name: str) -> None:
        """Take this person's reaction back."""
        place = self._parts.directory.own_place(channel, user)
        self._parts.reactions.remove(place, place.message(ts), user, name)

    async def join(self, user: str, channel: str) -> None:
        """Join a public channel."""
        self._parts.directory.join(channel, user)

    async def leave(self, user: str, channel: str) -> None:
        """Leave a channel. Raises Refused cant_leave_general."""
        if self._parts.directory.own_place(channel, user).is_general:
            raise Refused("cant_leave_general")
        self._parts.directory.leave(channel, user)

    async def invite(self, user: str, channel: str, invited: str) -> None:
        """Bring someone, or the app's bot, into a channel this person is in."""
        self._parts.directory.invite(channel, invited, user)

    async def remove(self, user: str, channel: str, removed: str) -> None:
        """Take someone, or the app's bot, out of a channel this person is in.

        Raises Refused user_is_restricted for a visitor; of #general cant_kick_from_general, save for the app's bot.
        """
        self._parts.directory.check_member(user)
        place = self._parts.directory.own_place(channel, user)
        if place.is_general and removed != self._parts.directory.bot.id:
            raise Refused("cant_kick_from_general")
        self._parts.directory.leave(channel, removed)

    async def open_dm(self, user: str, other: str) -> str:
        """Open the direct message with someone and return its channel id; the app's is its Messages tab."""
        place = self._parts.directory.direct_message(user, other)
        if other == self._parts.directory.bot.id:
            self._tell_opened(user, place, "messages")
        return place.id

    async def open_home(self, user: str) -> None:
        """Open the app's Home. Raises Refused not_enabled when the manifest has none."""
        if not self._parts.app.has_home:
            raise Refused("not_enabled")
        place = self._parts.directory.direct_message(user, self._parts.directory.bot.id)
        self._tell_opened(user, place, "home")

    def _tell_opened(self, user: str, place: Conversation, tab: str) -> None:
        view = self._parts.homes.of(user) if tab == "home" else None
        event: Json = {
            "type": "app_home_opened",
            "user": user,
            "channel": place.id,
            "tab": tab,
            "event_ts": self._parts.stamps.next(),
        }
        shown: Json = {"view": self._parts.payloads.view(view)} if view else {}
        self._parts.events.offer(event | shown, None)
