"""What the Web API's refusals mean for another try."""

from datetime import timedelta

from slack_sdk.errors import SlackApiError

from bot.delivery.gateway import GatewayError, Held, MessageGone, Rejected, Unclear
from bot.slack.payloads import Json, mapping_at, text_at

TOO_MANY_REQUESTS = 429
SERVER_ERROR = 500
OK = 200
DEFAULT_WAIT = timedelta(seconds=30)  # where a 429 doesn't say
TOKEN_WAIT = timedelta(minutes=5)  # a token may be put right by reinstalling; until then nothing is lost
NOT_INSTALLED = ("not_installed", TOKEN_WAIT)

RATE_LIMITED = frozenset({"ratelimited", "rate_limited"})
TOKEN_DEAD = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "team_added_to_org",
        "token_expired",
        "token_revoked",
    }
)
PERHAPS_DONE = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
GONE = frozenset({"message_not_found", "thread_not_found"})


def meaning(error: SlackApiError) -> GatewayError:
    """Which of delivery's errors an unsuccessful answer is."""
    status, code = _status(error), code_of(error)
    if status == TOO_MANY_REQUESTS or code in RATE_LIMITED:
        return Held(code or "ratelimited", _retry_after(error))
    if code in TOKEN_DEAD:
        return Held(code, TOKEN_WAIT)
    if status >= SERVER_ERROR or code in PERHAPS_DONE or (status == OK and not code):
        return Unclear(f"status {status} {code}".strip())
    if code in GONE:
        return MessageGone(code)
    return Rejected(code or f"status {status}", _detail(_body(error)))


def is_refusal(error: SlackApiError) -> bool:
    """Whether Slack said no, so that asking again just now changes nothing; otherwise it is busy or broken."""
    return code_of(error) in TOKEN_DEAD or isinstance(meaning(error), Rejected)


def code_of(error: SlackApiError) -> str:
    """Slack's word for it; empty where a proxy or a broken server answered instead."""
    return text_at(_body(error), "error")


def _status(error: SlackApiError) -> int:
    """The SDK hands over aiohttp's own response, with another name for it, when the body was no JSON."""
    response = error.response
    status: int = response.status_code if hasattr(response, "status_code") else response.status
    return status


def _body(error: SlackApiError) -> Json:
    data = getattr(error.response, "data", None)
    return data if isinstance(data, dict) else {}


def _retry_after(error: SlackApiError) -> timedelta:
    text = (getattr(error.response, "headers", None) or {}).get("Retry-After", "")
    return timedelta(seconds=int(text)) if text.isdigit() else DEFAULT_WAIT


def _detail(body: Json) -> str:
    """What Slack says beside the code: which block is invalid, which scope is missing."""
    messages = mapping_at(body, "response_metadata").get("messages")
    said = [text for text in messages if isinstance(text, str)] if isinstance(messages, list) else []
    return " ".join([*said, text_at(body, "needed")]).strip()
