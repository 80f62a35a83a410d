"""The payloads of slash commands and interactions, in the shapes Slack sends them."""

from dataclasses import dataclass

from bot.sandbox.json_values import Json, as_object, as_text
from bot.sandbox.stamps import Stamps
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.state.directory import Directory
from bot.sandbox.state.messages import Message, message_json
from bot.sandbox.state.response_urls import ResponseUrls
from bot.sandbox.state.triggers import Triggers
from bot.sandbox.state.views import View, view_json

_TOKEN = "deprecated"  # noqa: S105 -- the verification token that nobody may rely on any more


@dataclass(frozen=True, slots=True)
class Payloads:
    """Writes payloads; each gets a trigger id, and a response_url where Slack gives one."""

    directory: Directory
    triggers: Triggers
    response_urls: ResponseUrls
    stamps: Stamps

    def command(self, place: Conversation, user: str, command: str, text: str) -> Json:
        """Write a slash command's form fields."""
        return {
            "token": _TOKEN,
            "team_id": self.directory.team_id,
            "team_domain": self.directory.domain,
            "channel_id": place.id,
            "channel_name": place.command_name,
            "user_id": user,
            "user_name": self.directory.person(user).name,
            "command": command,
            "text": text,
            "api_app_id": self.directory.app_id,
            "is_enterprise_install": "false",
            "response_url": self.response_urls.issue(place, user),
            "trigger_id": self.triggers.issue(user),
        }

    def message_action(
        self, place: Conversation, message: Message, user: str, action: Json, values: Json
    ) -> Json:
        """Write the block_actions of a click in a message."""
        return {
            **self._interaction("block_actions", user),
            **self._in_message(place, message),
            "state": {"values": values},
            "actions": [{**action, "action_ts": self.stamps.next()}],
            "response_url": self.response_urls.issue(place, user, message.ts),
        }

    def view_action(self, view: View, user: str, action: Json) -> Json:
        """Write the block_actions of a click in a modal or on Home."""
        return {
            **self._interaction("block_actions", user),
            **self._in_view(view),
            "actions": [{**action, "action_ts": self.stamps.next()}],
        }

    def suggestion(self, where: tuple[Conversation, Message] | View, user: str, asked: Json) -> Json:
        """Write the block_suggestion of someone who types in a select; it carries no trigger id."""
        written = self._interaction("block_suggestion", user)
        del written["trigger_id"]
        place = self._in_view(where) if isinstance(where, View) else self._in_message(*where)
        return {**written, **place, **asked}

    def message_shortcut(self, place: Conversation, message: Message, user: str, callback_id: str) -> Json:
        """Write the message_action of a message shortcut."""
        return {
            **self._interaction("message_action", user),
            "callback_id": callback_id,
            "action_ts": self.stamps.next(),
            "channel": {"id": place.id, "name": place.command_name},
            "message_ts": message.ts,
            "message": message_json(message, self.directory.team_id),
            "response_url": self.response_urls.issue(place, user, message.ts),
        }

    def global_shortcut(self, user: str, callback_id: str) -> Json:
        """Write a global shortcut."""
        written = self._interaction("shortcut", user)
        return {**written, "callback_id": callback_id, "action_ts": self.stamps.next()}

    def submission(self, view: View) -> Json:
        """Write the view_submission of a modal."""
        written = self._interaction("view_submission", view.user)
        return {**written, "view": self.view(view), "response_urls": self._response_urls(view)}

    def closed(self, view: View, *, is_cleared: bool) -> Json:
        """Write the view_closed of a modal; it carries no trigger id."""
        written = self._interaction("view_closed", view.user)
        del written["trigger_id"]
        return {**written, "view": self.view(view), "is_cleared": is_cleared}

    def view(self, view: View) -> Json:
        """Write a view object."""
        directory = self.directory
        return view_json(view, team_id=directory.team_id, app_id=directory.app_id, bot_id=directory.bot_id)

    def _response_urls(self, view: View) -> list[Json]:
        """Write a response_url for each chosen conversation whose select asks for it, the only ones modals get."""
        urls: list[Json] = []
        for block in view.blocks:
            element = as_object(block.get("element"))
            block_id, action_id = as_text(block.get("block_id")), as_text(element.get("action_id"))
            held = as_object(as_object(view.values.get(block_id)).get(action_id))
            chosen = as_text(held.get("selected_conversation") or held.get("selected_channel"))
            place = self.directory.conversations.get(chosen)
            if place is not None and element.get("response_url_enabled") is True:
                url = self.response_urls.issue(place, view.user)
                named: Json = {"block_id": block_id, "action_id": action_id, "channel_id": place.id}
                urls.append({**named, "response_url": url})
        return urls

    def _in_message(self, place: Conversation, message: Message) -> Json:
        whispered = message.only_for is not None
        container: Json = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": place.id,
            "is_ephemeral": whispered,
        }
        if message.thread_ts is not None:
            container["thread_ts"] = message.thread_ts
        written: Json = {
            "container": container,
            "channel": {"id": place.id, "name": place.command_name},
        }
        return written if whispered else written | {"message": message_json(message, self.directory.team_id)}

    def _in_view(self, view: View) -> Json:
        return {"container": {"type": "view", "view_id": view.id}, "view": self.view(view)}

    def _interaction(self, kind: str, user: str) -> Json:
        name = self.directory.person(user).name
        return {
            "type": kind,
            "token": _TOKEN,
            "team": self.directory.team_json,
            "enterprise": None,
            "is_enterprise_install": False,
            "user": {"id": user, "username": name, "name": name, "team_id": self.directory.team_of(user)},
            "api_app_id": self.directory.app_id,
            "trigger_id": self.triggers.issue(user),
        }
