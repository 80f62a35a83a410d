"""The one error handler: a sentence for the person, an entry with a reference in the log."""

from secrets import token_hex
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Conflict, Invalid, NotAllowed, NotFound, UserFacing
from bot.slack.answers import Outlet
from bot.slack.payloads import mapping_at, text_at
from bot.slack.visits import FieldErrors
from bot.slack.wording import sorry

REFUSED = (NotFound, NotAllowed, Conflict)  # sent once more, it would be refused again
log = structlog.get_logger(__name__)


async def on_error(
    error: Exception, body: dict[str, Any], ack: AsyncAck, respond: AsyncRespond, client: AsyncWebClient
) -> BoltResponse:
    """Answer according to the payload.

    An event has nobody to read why it was refused: it is logged and answers 500, so that Slack sends it again, three
    times at most.
    """
    if text_at(body, "type") == "event_callback":
        _fault(error, body)
        return BoltResponse(status=500)
    words = error.sentence if isinstance(error, UserFacing) else _fault(error, body)
    outlet = Outlet(body, ack, respond, client)
    if text_at(body, "command"):
        await outlet.complain_to_command(words)
    elif text_at(body, "type") == "view_submission":
        await _at_form(outlet, error, words)
    elif text_at(body, "type") in {"block_actions", "shortcut", "message_action"}:
        await outlet.complain_at_press(words)
    return ack.response or BoltResponse(status=500)


async def _at_form(outlet: Outlet, error: Exception, words: str) -> None:
    if isinstance(error, Invalid) and error.field:
        await outlet.to_submission(FieldErrors({error.field: error.sentence}))
    else:
        await outlet.complain_in_form(words, is_refused=isinstance(error, REFUSED))


def _fault(error: Exception, body: dict[str, Any]) -> str:
    reference = token_hex(4)
    event = mapping_at(body, "event")
    log.error(
        "request failed",
        reference=reference,
        payload=text_at(body, "type") or text_at(body, "command"),
        about=text_at(event, "type"),
        event_id=text_at(body, "event_id"),
        exc_info=error,
    )
    return sorry(reference)
