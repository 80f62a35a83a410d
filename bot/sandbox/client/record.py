"""The record as the inspector and scripts read it: `GET /client/record` and `GET /client/record.jsonl`, no secrets in it."""

import json
import re
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.sandbox.arguments import Arguments
from bot.sandbox.client.errors import refusal_response
from bot.sandbox.json_values import Json, as_object, as_texts
from bot.sandbox.recording import Direction, Entry, Record
from bot.sandbox.refusals import Refused

_MOST_AT_ONCE = 500
_KEPT_BACK = frozenset({"token", "access_token", "refresh_token", "client_secret", "code", "code_verifier"})
_SECRET = re.compile(
    r"\bx(?:ox[a-z]|app)-[\w.\-]+|(?<=[?&]ticket=)[^&\s\"]+|(?<=/response/)[\w/]+|(?<=/upload/)\w+"
)
_HIDDEN = "…"
_OFFENDING = re.compile(r"\[json-pointer:(?P<pointer>[^\]]*)\](?: \[rule:(?P<rule>[^\]]*)\])?")


def record_routes(record: Record) -> list[Route]:
    """Return `GET /client/record?after=…&kind=…&limit=…`, and the whole record as JSON lines."""

    async def page(request: Request) -> Response:
        asked = Arguments(dict(request.query_params))
        try:
            after = asked.number("after", 0) if asked.has("after") else None
            limit = min(asked.number("limit", 100), _MOST_AT_ONCE)
            found, more = record.page(after, asked.optional_text("kind"), limit)
        except Refused as refused:
            return refusal_response(refused)
        written = [entry_json(each) for each in found]
        return JSONResponse({"entries": written, "has_more": more, "last": record.last})

    async def export(_request: Request) -> Response:
        headers = {"content-disposition": 'attachment; filename="record.jsonl"'}
        return StreamingResponse(json_lines(record), media_type="application/jsonl", headers=headers)

    return [
        Route("/client/record", page, methods=["GET"]),
        Route("/client/record.jsonl", export, methods=["GET"]),
    ]


def json_lines(record: Record) -> Iterator[str]:
    """Yield each entry as a line of JSON, the oldest first."""
    return (json.dumps(entry_json(entry), ensure_ascii=False) + "\n" for entry in record.entries)


def entry_json(entry: Entry) -> Json:
    """Write an entry; what was refused names the offending part and the rule, as Slack's answer does."""
    about = entry.about
    return {
        "id": entry.id,
        "at": about.at.isoformat(),
        "team_id": about.team_id,
        "direction": about.direction.value,
        "method" if about.direction is Direction.CALL else "type": about.name,
        "attempt": about.attempt,
        "verdict": about.verdict,
        "status": about.status,
        "duration_ms": round(about.seconds * 1000, 1),
        "request": without_secrets(about.request),
        "response": without_secrets(about.response),
        **_offending(about.response),
    }


def without_secrets(value: object) -> object:
    """Return a copy without what would let its reader act as the app."""
    if isinstance(value, dict):
        return {
            key: _HIDDEN if key in _KEPT_BACK and isinstance(inner, str) else without_secrets(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [without_secrets(each) for each in value]
    return _SECRET.sub(_HIDDEN, value) if isinstance(value, str) else value


def _offending(response: object) -> Json:
    messages = as_texts(as_object(as_object(response).get("response_metadata")).get("messages"))
    found = next((match for match in map(_OFFENDING.search, messages) if match), None)
    return {"pointer": found["pointer"], "rule": found["rule"]} if found else {}
