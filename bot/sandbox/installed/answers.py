"""What the app says back to a command or a click, through the response itself or a response_url."""

from bot.sandbox.json_values import Json, as_objects, as_text
from bot.sandbox.payload_checks import check_message, check_pictures
from bot.sandbox.refusals import Refused
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.state.directory import Directory
from bot.sandbox.state.files import Files
from bot.sandbox.state.messages import Draft, Message
from bot.sandbox.state.messaging import Messaging
from bot.sandbox.state.response_urls import Address


class Answers:
    """Shows the app's answers: to one person unless the app says in_channel, anew unless it replaces or deletes."""

    def __init__(self, directory: Directory, messaging: Messaging, files: Files) -> None:
        self._directory = directory
        self._messaging = messaging
        self._files = files

    def show(self, place: Conversation, user: str, payload: Json) -> None:
        """Post an answer. Raises Refused no_text or whatever the payload breaks."""
        self._check(payload)
        openly = payload.get("response_type") == "in_channel"
        draft = Draft(
            user=self._directory.bot.id,
            text=as_text(payload.get("text")),
            blocks=as_objects(payload.get("blocks")) or None,
            attachments=as_objects(payload.get("attachments")) or None,
            thread_ts=as_text(payload.get("thread_ts")) or None,
            only_for=None if openly else user,
            bot_id=self._directory.bot_id,
            app_id=self._directory.app_id,
        )
        if openly:
            self._messaging.post(place, draft)
        else:
            self._messaging.whisper(place, draft)

    def respond(self, address: Address, payload: Json) -> None:
        """Do what was posted to a response_url. Raises Refused message_not_found and as `show` does."""
        if _is_set(payload, "delete_original"):
            self._messaging.delete(address.place, self._source(address))
        elif _is_set(payload, "replace_original"):
            self._check(payload)
            if not payload.keys() & {"text", "blocks", "attachments"}:
                raise Refused("no_text")
            self._messaging.edit(address.place, self._source(address), payload)
        else:
            self.show(address.place, address.user, payload)

    def _check(self, payload: Json) -> None:
        check_message(payload)
        check_pictures(payload, self._files.is_picture)

    def _source(self, address: Address) -> Message:
        message = address.place.seen_message(address.source_ts or "", address.user)
        if message.user != self._directory.bot.id:
            raise Refused("message_not_found")
        return message


def _is_set(payload: Json, key: str) -> bool:
    return payload.get(key) in (True, "true")
