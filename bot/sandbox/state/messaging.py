"""Posting, editing, deleting, whispering and pinning, with Slack's rules of who may do it where."""

from dataclasses import replace

from bot.sandbox.json_values import Json, as_object, as_objects
from bot.sandbox.manifest import InstalledApp
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Stamps
from bot.sandbox.state.announcements import Announcer
from bot.sandbox.state.conversations import Conversation, Kind
from bot.sandbox.state.directory import Directory
from bot.sandbox.state.messages import Draft, Message, message_json, posted, with_block_ids

_LONGEST_TEXT = 40_000
MOST_PINS = 100


class Messaging:
    """Everything that changes the messages of a place; reactions are apart."""

    def __init__(self, directory: Directory, app: InstalledApp, stamps: Stamps, announcer: Announcer) -> None:
        self._directory = directory
        self._app = app
        self._stamps = stamps
        self._announcer = announcer

    def post(self, place: Conversation, draft: Draft) -> Message:
        """Post a draft, cutting its text at Slack's 40,000 characters.

        Raises Refused is_archived, no_text, messages_tab_disabled, restricted_action or thread_not_found.
        """
        message = posted(self._checked(place, draft), self._stamps.next())
        place.messages[message.ts] = message
        written = message_json(message, self._directory.team_id, with_metadata=False)
        if message.thread_ts is not None:
            parent = place.messages[message.thread_ts]
            parent.replies.append(message.ts)
            written["parent_user_id"] = parent.user
        self._announce(place, message, written)
        return message

    def takes_app(self, place: Conversation) -> bool:
        """Tell whether the app may post in a place: where its bot is, and in public channels with chat:write.public."""
        uninvited = place.kind is Kind.PUBLIC and "chat:write.public" in self._app.scopes
        return uninvited or self._directory.bot.id in place.members

    def check(self, place: Conversation, draft: Draft) -> None:
        """Raise Refused as `post` would."""
        self._checked(place, draft)

    def whisper(self, place: Conversation, draft: Draft) -> Message:
        """Show a draft to one person only, in a place. Raises Refused as `post` does."""
        message = posted(self._checked(place, draft), self._stamps.next())
        place.whispers[message.ts] = message
        self._hint(place, message)
        return message

    def reword(self, place: Conversation, message: Message, text: str) -> None:
        """Give a message other words, as its author does; the same words change nothing. Raises Refused as `post` does."""
        worded = self._checked(place, Draft(message.user, text)).text
        if worded != message.text:
            self.edit(place, message, {"text": worded})

    def edit(self, place: Conversation, message: Message, changes: Json) -> None:
        """Apply chat.update's arguments: a text alone removes blocks, what else is left out is kept."""
        before = message_json(message, self._directory.team_id, with_metadata=False)
        if "text" in changes or "blocks" in changes:
            message.text = str(changes.get("text") or "")
            message.blocks = with_block_ids(as_objects(changes.get("blocks")))
        if "attachments" in changes:
            message.attachments = as_objects(changes["attachments"]) or None
        if "metadata" in changes:
            message.metadata = as_object(changes["metadata"]) or None
        message.edited_ts = self._stamps.next()
        if message.only_for is not None:
            self._hint(place, message)
            return
        self._announce_change(place, message, before, message.edited_ts)

    def delete(self, place: Conversation, message: Message) -> None:
        """Take a message away, or what was whispered. Where it has replies they stay, and a tombstone stands in its place.

        Slack tells of that as of a change; a tombstone goes, as a deleted message, with the last of its replies.
        """
        if message.only_for is not None:
            place.whispers.pop(message.ts, None)
            self._hint(place, message)
            return
        before = message_json(message, self._directory.team_id, with_metadata=False)
        if message.replies:
            message.bury()
            self._announce_change(place, message, before, self._stamps.next())
            return
        del place.messages[message.ts]
        parts: Json = {"subtype": "message_deleted", "deleted_ts": message.ts, "previous_message": before}
        self._announce(place, message, parts, event_ts=self._stamps.next())
        parent = place.messages.get(message.thread_ts or "")
        if parent is not None:
            self._forget_reply(place, parent, message)

    def pin(self, place: Conversation, message: Message, user: str) -> None:
        """Pin a message. Raises Refused already_pinned or too_many_pins."""
        if message.pinned:
            raise Refused("already_pinned")
        if sum(each.pinned for each in place.messages.values()) >= MOST_PINS:
            raise Refused("too_many_pins")
        message.pinned = True
        self._announce_pin("pin_added", place, message, user)

    def unpin(self, place: Conversation, message: Message, user: str) -> None:
        """Take a pin off a message. Raises Refused no_pin."""
        if not message.pinned:
            raise Refused("no_pin")
        message.pinned = False
        self._announce_pin("pin_removed", place, message, user)

    def _check_open(self, place: Conversation, draft: Draft) -> None:
        if place.is_archived:
            raise Refused("is_archived")
        if place.kind is not Kind.DIRECT or self._directory.bot.id not in place.members:
            return
        if not self._app.has_messages_tab:
            raise Refused("messages_tab_disabled")
        if self._app.messages_read_only and draft.user != self._directory.bot.id:
            raise Refused("restricted_action")

    def _checked(self, place: Conversation, draft: Draft) -> Draft:
        self._check_open(place, draft)
        if draft.files is None and not (draft.text.strip() or draft.blocks or draft.attachments):
            raise Refused("no_text")
        thread_ts = draft.thread_ts
        if thread_ts is not None:
            parent = place.messages.get(thread_ts)
            if parent is None:
                raise Refused("thread_not_found")
            thread_ts = parent.thread_ts or parent.ts
        broadcast = draft.broadcast and thread_ts is not None
        return replace(draft, text=draft.text[:_LONGEST_TEXT], thread_ts=thread_ts, broadcast=broadcast)

    def _forget_reply(self, place: Conversation, parent: Message, reply: Message) -> None:
        parent.replies.remove(reply.ts)
        if parent.is_tombstone and not parent.replies:
            self.delete(place, parent)

    def _announce_change(self, place: Conversation, message: Message, before: Json, event_ts: str) -> None:
        after = message_json(message, self._directory.team_id, with_metadata=False)
        parts: Json = {"subtype": "message_changed", "message": after, "previous_message": before}
        self._announce(place, message, parts, event_ts=event_ts)

    def _announce(
        self, place: Conversation, message: Message, parts: Json, event_ts: str | None = None
    ) -> None:
        event: Json = {
            "type": "message",
            **parts,
            "channel": place.id,
            "channel_type": place.channel_type,
            "event_ts": event_ts or message.ts,
        }
        if event_ts is not None:
            event |= {"hidden": True, "ts": event_ts}
        self._announcer.happened(event, place)
        self._hint(place, message)

    def _announce_pin(self, kind: str, place: Conversation, message: Message, user: str) -> None:
        item: Json = {"type": "message", "channel": place.id, "message": {"ts": message.ts}}
        event: Json = {"type": kind, "user": user, "channel_id": place.id, "item": item}
        self._announcer.happened(event | {"event_ts": self._stamps.next()}, place)
        self._hint(place, message)

    def _hint(self, place: Conversation, message: Message) -> None:
        hint: Json = {"what": "messages", "channel": place.id}
        if message.thread_ts is not None:
            hint["thread_ts"] = message.thread_ts
        self._announcer.changed(
            hint, [message.only_for] if message.only_for else self._directory.readers(place)
        )
