"""Decides which events the app is told of, and wraps them as the Events API does."""

from collections.abc import Callable

from bot.sandbox.installed.ceiling import Ceiling
from bot.sandbox.json_values import Json, as_text
from bot.sandbox.manifest import InstalledApp
from bot.sandbox.stamps import new_id
from bot.sandbox.state.conversations import Conversation, Kind
from bot.sandbox.state.directory import Directory

_SCOPES = {
    "channel_created": "channels:read",
    "emoji_changed": "emoji:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "app_mention": "app_mentions:read",
    "dnd_updated_user": "dnd:read",
    "team_join": "users:read",
    "user_change": "users:read",
}


_LEFT = {Kind.PUBLIC: "channel_left", Kind.PRIVATE: "group_left"}


class EventFeed:
    """Passes on the events that the manifest subscribes to, has the scope for, and whose place the bot is in."""

    def __init__(
        self, directory: Directory, app: InstalledApp, send: Callable[[Json], None], ceiling: Ceiling
    ) -> None:
        self._directory = directory
        self._app = app
        self._send = send
        self._ceiling = ceiling

    def offer(self, event: Json, place: Conversation | None) -> None:
        """Deliver an event, and what it means to the app by itself, when the app is to hear of it."""
        also = () if place is None else self._also(event, place)
        for each in (event, *also):
            if self._told(each, place):
                self._deliver(each, place)

    def _deliver(self, event: Json, place: Conversation | None) -> None:
        """Send an event, or once a minute that there are too many of them, which needs no subscription."""
        if self._ceiling.admits():
            self._send(self._envelope(event, place))
            return
        minute = self._ceiling.minute_to_tell()
        if minute is not None:
            self._send(
                {
                    "type": "app_rate_limited",
                    "token": "deprecated",
                    "team_id": self._directory.team_id,
                    "minute_rate_limited": minute,
                    "api_app_id": self._directory.app_id,
                }
            )

    def _told(self, event: Json, place: Conversation | None) -> bool:
        bot = self._directory.bot.id
        subscription = _subscription(event, place)
        scope = _scope(subscription, place)
        here = place is None or bot in place.members or self._is_farewell(event)
        return subscription in self._app.events and here and (scope is None or scope in self._app.scopes)

    def _also(self, event: Json, place: Conversation) -> tuple[Json, ...]:
        """Return what else an event says: that the app was mentioned, or that it is out of a channel."""
        if self._mentions_app(event, place):
            said = {key: value for key, value in event.items() if key != "channel_type"}
            return ({**said, "type": "app_mention"},)
        if self._is_farewell(event) and place.kind in _LEFT:
            left = _LEFT[place.kind]
            return ({"type": left, "channel": place.id, "event_ts": event.get("event_ts")},)
        return ()

    def _is_farewell(self, event: Json) -> bool:
        kind = event.get("type")
        left = kind == "member_left_channel" and event.get("user") == self._directory.bot.id
        return left or kind in _LEFT.values()

    def _mentions_app(self, event: Json, place: Conversation) -> bool:
        bot = self._directory.bot.id
        is_post = event.get("type") == "message" and "subtype" not in event and event.get("user") != bot
        return is_post and place.kind is not Kind.DIRECT and f"<@{bot}>" in as_text(event.get("text"))

    def _envelope(self, event: Json, place: Conversation | None) -> Json:
        team_id = self._directory.team_id
        return {
            "type": "event_callback",
            "token": "deprecated",
            "team_id": team_id,
            "context_team_id": team_id,
            "context_enterprise_id": None,
            "api_app_id": self._directory.app_id,
            "event": event,
            "event_id": new_id("Ev"),
            "event_time": int(float(as_text(event.get("event_ts")))),
            "event_context": f"4-{new_id('')}",
            "is_ext_shared_channel": place is not None and place.is_ext_shared,
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": team_id,
                    "user_id": self._directory.bot.id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
        }


def _subscription(event: Json, place: Conversation | None) -> str:
    kind = as_text(event.get("type"))
    return f"message.{place.kind.value}" if kind == "message" and place is not None else kind


def _scope(subscription: str, place: Conversation | None) -> str | None:
    if place is not None and subscription.startswith("message."):
        return f"{place.kind.value}:history"
    if place is not None and subscription.startswith(("member_", "channel_", "group_")):
        return f"{place.kind.value}:read"
    return _SCOPES.get(subscription)
