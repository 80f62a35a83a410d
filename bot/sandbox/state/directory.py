"""Who is in the workspace, which places there are, and who is in which."""

from collections.abc import Sequence
from dataclasses import replace

from bot.sandbox.json_values import Json
from bot.sandbox.manifest import InstalledApp
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Stamps, new_id
from bot.sandbox.state import visitors
from bot.sandbox.state.announcements import Announcer
from bot.sandbox.state.conversations import GENERAL, Conversation, Kind
from bot.sandbox.workspace import Channel, Person, WorkspaceSeed

_BOT_COLOR = "4a5a52"


class Directory:
    """People, places and membership, with Slack's rules of who sees and joins what."""

    def __init__(self, seed: WorkspaceSeed, app: InstalledApp, stamps: Stamps, announcer: Announcer) -> None:
        handle = app.bot_name.lower().replace(" ", "-")
        self.bot = Person(seed.bot_user_id, handle, app.bot_name, "UTC", _BOT_COLOR, is_bot=True)
        everybody = (*seed.people, self.bot) if seed.has_app else seed.people
        self.people = {person.id: person for person in everybody}
        self.conversations = {channel.id: self._opened(channel) for channel in seed.channels}
        self.team_id, self.team_name, self.domain = seed.team_id, seed.team_name, seed.domain
        self.app_id, self.bot_id = seed.app_id, seed.bot_id
        self._stamps = stamps
        self._announcer = announcer

    def put_back(self, people: Sequence[Person], conversations: Sequence[Conversation]) -> None:
        """Have these people and places, and no others; the app's bot is in the workspace or not, as it is now."""
        here = self.people.get(self.bot.id)
        self.people = {person.id: person for person in people if person.id != self.bot.id}
        if here is not None:
            self.people[here.id] = here
        self.conversations = {place.id: place for place in conversations}
        if here is None or here.deleted:
            self._take_bot_out()

    @property
    def team_json(self) -> Json:
        """The workspace as interaction payloads name it."""
        return {"id": self.team_id, "domain": self.domain}

    def admit_bot(self) -> None:
        """Have the app's bot among the people, back if it had been here before."""
        self.bot = replace(self.bot, deleted=False)
        self.people[self.bot.id] = self.bot
        self._announcer.changed({"what": "state"}, self.people)

    def dismiss_bot(self) -> None:
        """Switch the app's bot off, and take it out of every channel; what it said stays."""
        self.bot = replace(self.bot, deleted=True)
        self.people[self.bot.id] = self.bot
        self._take_bot_out()
        self._announcer.changed({"what": "state"}, self.people)

    def person(self, user: str) -> Person:
        """Return a person by id. Raises Refused user_not_found."""
        if user not in self.people:
            raise Refused("user_not_found")
        return self.people[user]

    def check_member(self, user: str) -> None:
        """Raise Refused user_is_restricted for guests and people from outside, who change nothing for others."""
        if not self.person(user).is_own_member:
            raise Refused("user_is_restricted")

    def place(self, channel: str, seen_by: str) -> Conversation:
        """Return a place by id. Raises Refused channel_not_found, also when this person must not know of it."""
        place = self.conversations.get(channel)
        if place is None or not self.sees(seen_by, place):
            raise Refused("channel_not_found")
        return place

    def own_place(self, channel: str, user: str) -> Conversation:
        """Return a place this person is in. Raises Refused channel_not_found or not_in_channel."""
        place = self.place(channel, user)
        if user not in place.members:
            raise Refused("not_in_channel")
        return place

    def readers(self, place: Conversation) -> list[str]:
        """Return everybody who may see what stands in a place."""
        return [user for user in self.people if self.sees(user, place)]

    def sees(self, user: str, place: Conversation) -> bool:
        """Tell whether this person may know of a place: guests and outside people only of those they are in."""
        person = self.people.get(user)
        return place.seen_by(user) if person is None else visitors.sees(person, place)

    def may_meet(self, one: str, other: str) -> bool:
        """Tell whether two people see each other here. Raises Refused user_not_found."""
        return visitors.may_meet(self.person(one), self.person(other), self.conversations.values())

    def is_offered(self, one: str, other: str) -> bool:
        """Tell whether pickers of people offer the other to someone. Raises Refused user_not_found."""
        return visitors.is_offered(self.person(one), self.person(other), self.conversations.values())

    def is_stranger(self, user: str) -> bool:
        """Tell whether someone from outside is in no channel here any more."""
        return visitors.is_stranger(self.person(user), self.conversations.values())

    def team_of(self, user: str) -> str:
        """Return the organisation someone belongs to. Raises Refused user_not_found."""
        return self.person(user).team_id or self.team_id

    def join(self, channel: str, user: str) -> bool:
        """Let someone into a public channel; return whether they were in it already.

        Raises Refused channel_not_found, method_not_supported_for_channel_type or is_archived.
        """
        place = self.place(channel, user)
        if place.kind is not Kind.PUBLIC:
            raise Refused("method_not_supported_for_channel_type")
        return self._admit(place, user, inviter=None)

    def join_general(self, user: str) -> None:
        """Let someone into the channel of everybody, when there is one that is open."""
        for place in self.conversations.values():
            if place.is_general and not place.is_archived:
                self._admit(place, user, inviter=None)

    def invite(self, channel: str, user: str, inviter: str) -> None:
        """Let someone bring another person, or the app's bot, into a channel they are in.

        Raises Refused channel_not_found, not_in_channel, user_not_found, already_in_channel or is_archived; for visitors
        user_is_restricted, cant_invite or ura_max_channels.
        """
        place = self.own_place(channel, inviter)
        if not place.is_channel:
            raise Refused("method_not_supported_for_channel_type")
        self.check_invitation(place, user, inviter)
        if self._admit(place, user, inviter=inviter):
            raise Refused("already_in_channel")

    def check_invitation(self, place: Conversation, user: str, inviter: str) -> None:
        """Raise Refused user_not_found, user_is_restricted, cant_invite or ura_max_channels when they can't be brought in."""
        visitors.check_invitation(place, self.person(user), self.person(inviter), self.conversations.values())

    def leave(self, channel: str, user: str) -> None:
        """Take someone out of a channel. Raises Refused channel_not_found, not_in_channel or a refusal for DMs."""
        place = self.own_place(channel, user)
        if not place.is_channel:
            raise Refused("method_not_supported_for_channel_type")
        place.members.remove(user)
        self._announce_membership("member_left_channel", place, user, inviter=None)

    def direct_message(self, one: str, other: str) -> Conversation:
        """Return the DM of two people, opened now if it wasn't.

        Raises Refused user_not_found, or user_not_visible for a visitor who shares no channel with the other.
        """
        pair = {self.person(one).id, self.person(other).id}
        for place in self.conversations.values():
            if place.kind is Kind.DIRECT and set(place.members) == pair:
                return place
        if not self.may_meet(one, other):
            raise Refused("user_not_visible")
        opened = Conversation(new_id("D"), "", Kind.DIRECT, sorted(pair))
        self.conversations[opened.id] = opened
        self._announcer.changed({"what": "state"}, pair)
        return opened

    def group_message(self, users: Sequence[str]) -> Conversation:
        """Return the direct message of a few people, opened now if it wasn't. Raises Refused user_not_found."""
        everybody = {self.person(user).id for user in users}
        for place in self.conversations.values():
            if place.kind is Kind.GROUP and set(place.members) == everybody:
                return place
        handles = "--".join(sorted(self.people[user].name for user in everybody))
        opened = Conversation(new_id("G"), f"mpdm-{handles}-1", Kind.GROUP, sorted(everybody))
        self.conversations[opened.id] = opened
        self._announcer.changed({"what": "state"}, everybody)
        return opened

    def _take_bot_out(self) -> None:
        for place in self.conversations.values():
            if place.is_channel and self.bot.id in place.members:
                place.members.remove(self.bot.id)

    def _opened(self, channel: Channel) -> Conversation:
        return Conversation(
            id=channel.id,
            name=channel.name,
            kind=Kind.PRIVATE if channel.is_private else Kind.PUBLIC,
            members=list(channel.members),
            topic=channel.topic,
            is_general=channel.name == GENERAL and not channel.is_private,
            is_archived=channel.is_archived,
            is_ext_shared=any(
                self.people[each].is_outside for each in channel.members if each in self.people
            ),
        )

    def _admit(self, place: Conversation, user: str, inviter: str | None) -> bool:
        if place.is_archived:
            raise Refused("is_archived")
        if user in place.members:
            return True
        place.members.append(user)
        self._announce_membership("member_joined_channel", place, user, inviter)
        return False

    def _announce_membership(self, kind: str, place: Conversation, user: str, inviter: str | None) -> None:
        event: Json = {
            "type": kind,
            "user": user,
            "channel": place.id,
            "channel_type": place.id[:1],
            "team": self.team_id,
            "event_ts": self._stamps.next(),
        }
        self._announcer.happened(event | ({"inviter": inviter} if inviter else {}), place)
        self._announcer.changed({"what": "state"}, {user, *self.readers(place)})
