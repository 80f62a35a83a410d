"""The Web API's door: reads a request, checks token, scope and rate, runs the method."""

from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json, parse_object
from bot.sandbox.refusals import RateLimited, Refused
from bot.sandbox.web_api import (
    bookmarks,
    channels,
    chat,
    conversations,
    dnd,
    files,
    groups,
    marks,
    people,
    scheduling,
    sockets,
    views,
)
from bot.sandbox.web_api.grants import Grants
from bot.sandbox.web_api.method import Method, require_scope

METHODS: Mapping[str, Method] = {
    **bookmarks.METHODS,
    **channels.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **dnd.METHODS,
    **files.METHODS,
    **groups.METHODS,
    **marks.METHODS,
    **people.METHODS,
    **scheduling.METHODS,
    **sockets.METHODS,
    **views.METHODS,
}

OpenMethod = Callable[[Arguments], Json]
"""A method that needs no token; credentials of HTTP Basic reach it as client_id and client_secret."""

SECRETS = frozenset({"token", "client_secret"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call is answered with."""

    body: Json
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class WebApi:
    """Answers like Slack: 200 unless too often, `ok` tells, refusals carry Slack's error names.

    grants: which token opens which workspace. open_methods: what is answered without one, beside api.test.
    """

    def __init__(self, grants: Grants, open_methods: Mapping[str, OpenMethod] | None = None) -> None:
        self._grants = grants
        self._open_methods = {"api.test": say_back, **(open_methods or {})}

    async def answer(self, request: Request) -> Response:
        """Answer `POST /api/<method>` and its GET form."""
        name = request.path_params["method"]
        try:
            given = await given_to(request)
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_json"})
        answer = self._answer(name, token_of(request, given), given)
        return JSONResponse(answer.body, answer.status, answer.headers)

    def _answer(self, name: str, token: str, given: Json) -> Answer:
        headers: dict[str, str] = {}
        try:
            return Answer({"ok": True, **self._run(name, token, given, headers)}, headers=headers)
        except RateLimited as limited:
            waiting = {**headers, "retry-after": str(limited.retry_after)}
            return Answer({"ok": False, "error": limited.code}, 429, waiting)
        except Refused as refused:
            return Answer({"ok": False, "error": refused.code, **refused.details}, headers=headers)

    def _run(self, name: str, token: str, given: Json, headers: dict[str, str]) -> Json:
        if name in self._open_methods:
            return self._open_methods[name](Arguments(given))
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        grant = self._grants.of(token)
        headers["x-oauth-scopes"] = ",".join(sorted(grant.parts.app.scopes))
        headers["x-accepted-oauth-scopes"] = method.scope
        if grant.kind is not method.token:
            raise Refused("not_allowed_token_type")
        grant.parts.rates.count(name, method.tier, given)
        require_scope(grant.parts.app, method.scope)
        arguments = {key: value for key, value in given.items() if key != "token"}
        return method.run(grant.parts, Arguments(arguments))


def say_back(arguments: Arguments) -> Json:
    """Answer api.test: say the arguments back. Raises Refused with the `error` that was asked for."""
    told = {name: value for name, value in arguments.given.items() if name not in SECRETS}
    if arguments.optional_text("error"):
        raise Refused(arguments.optional_text("error"), args=told)
    return {"args": told}


async def given_to(request: Request) -> Json:
    """Return a call's arguments, whichever way they came, credentials included. Raises ValueError for malformed ones."""
    given: Json = {**dict(request.query_params), **_basic(request)}
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return given | parse_object(await request.body() or b"{}")
    return given | dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))


def _basic(request: Request) -> Json:
    scheme, _, coded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return {}
    client_id, _, client_secret = b64decode(coded).decode().partition(":")
    return {"client_id": client_id, "client_secret": client_secret}


def token_of(request: Request, given: Json) -> str:
    """Return the token a call came with, empty when it came without."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else str(given.get("token") or "")
