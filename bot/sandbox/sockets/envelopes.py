"""What is said over a connection, in the shapes Slack uses."""

from uuid import uuid4

from bot.sandbox.installed.errands import Errand, Retry
from bot.sandbox.json_values import Json, as_text

_TYPES = {Errand.EVENT: "events_api", Errand.COMMAND: "slash_commands", Errand.INTERACTION: "interactive"}
_ANSWERED = frozenset({"view_submission", "block_suggestion"})
_REASONS = {"http_timeout": "timeout"}
HOST = "applink-sandbox"


def hello(app_id: str, connections: int, lifetime: float) -> Json:
    """Greet a connection. connections: how many there are with it. lifetime: seconds until it will be refreshed."""
    return {
        "type": "hello",
        "num_connections": connections,
        "connection_info": {"app_id": app_id},
        "debug_info": {"host": HOST, "build_number": 1, "approximate_connection_time": round(lifetime)},
    }


def disconnect(reason: str) -> Json:
    """Say that a connection ends: warning, refresh_requested, link_disabled or too_many_websockets."""
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}}


def envelope(errand: Errand, payload: Json, retry: Retry | None) -> Json:
    """Wrap a payload under an id of its own; events say for which time they come, and why."""
    written: Json = {
        "envelope_id": str(uuid4()),
        "type": _TYPES[errand],
        "accepts_response_payload": errand is Errand.COMMAND or payload.get("type") in _ANSWERED,
        "payload": payload,
    }
    if errand is not Errand.EVENT:
        return written
    reason = _REASONS.get(retry.reason, retry.reason) if retry else ""
    return written | {"retry_attempt": retry.number if retry else 0, "retry_reason": as_text(reason)}
