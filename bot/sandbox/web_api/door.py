"""The Web API's door: reads a request, checks token and scope, runs the method, records the call."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json, parse_object
from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.web_api import chat, conversations, dnd, marks, people, views
from bot.sandbox.web_api.method import Method, require_scope

METHODS: Mapping[str, Method] = {
    **chat.METHODS,
    **conversations.METHODS,
    **dnd.METHODS,
    **marks.METHODS,
    **people.METHODS,
    **views.METHODS,
}


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call of the Web API: what was asked (without the token) and answered."""

    method: str
    arguments: Json
    response: Json
    at: datetime


class WebApi:
    """Answers like Slack: always 200, `ok` tells, refusals carry Slack's error names."""

    def __init__(self, parts: Parts, bot_token: str) -> None:
        self._parts = parts
        self._bot_token = bot_token
        self.calls: list[CallRecord] = []

    async def answer(self, request: Request) -> Response:
        """Answer `POST /api/<method>` and its GET form."""
        name = request.path_params["method"]
        try:
            given = await _given(request)
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_json"})
        token = _token(request, given)
        arguments = {key: value for key, value in given.items() if key != "token"}
        response = self._response(name, token, Arguments(arguments))
        self.calls.append(CallRecord(name, arguments, response, self._parts.clock()))
        return JSONResponse(response, headers={"x-oauth-scopes": ",".join(sorted(self._parts.app.scopes))})

    def _response(self, name: str, token: str, arguments: Arguments) -> Json:
        try:
            return {"ok": True, **self._run(name, token, arguments)}
        except Refused as refused:
            return {"ok": False, "error": refused.code, **refused.details}

    def _run(self, name: str, token: str, arguments: Arguments) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        if not token:
            raise Refused("not_authed")
        if not compare_digest(token.encode(), self._bot_token.encode()):
            raise Refused("invalid_auth")
        require_scope(self._parts.app, method.scope)
        return method.run(self._parts, arguments)


async def _given(request: Request) -> Json:
    given: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        return given | parse_object(await request.body() or b"{}")
    return given | dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))


def _token(request: Request, given: Json) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else str(given.get("token") or "")
