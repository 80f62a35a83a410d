"""Witnesses what goes in and out at the sandbox's edges, and puts it on record."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import perf_counter

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.sandbox.installed.errands import Answer, Carrier, Errand, Retry
from bot.sandbox.json_values import Json, as_object, as_text, parse_object, parse_value
from bot.sandbox.recording import Direction, Exchange, Record, weight
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Clock
from bot.sandbox.web_api.door import SECRETS, given_to, token_of
from bot.sandbox.web_api.grants import Grants

Endpoint = Callable[[Request], Awaitable[Response]]
_PLAIN_ANSWERS = frozenset({"ok", "invalid_payload"})  # of response URLs
_CLOSED = 499  # heard by nobody: the app has hung up


@dataclass(frozen=True, slots=True)
class _About:
    """What is put on record of a request by the app: how it is read, and whose workspace it concerns."""

    direction: Direction
    name: str
    read: Callable[[Request], Awaitable[Json]]
    team_id: Callable[[Request, Json], str]


class Witness:
    """Stands outside of whatever may go wrong, so that calls which were refused, slowed or cut off are on record too."""

    def __init__(self, record: Record, grants: Grants, clock: Clock) -> None:
        self._record = record
        self._grants = grants
        self._clock = clock

    def calls(self, answer: Endpoint) -> Endpoint:
        """Return the endpoint of Web API calls, with each of them put on record, its secrets left out."""

        async def witnessed(request: Request) -> Response:
            about = _About(Direction.CALL, request.path_params["method"], _given, self._team_of_call)
            return await self._witness(request, answer, about)

        return witnessed

    def responses(self, answer: Endpoint, team_id: Callable[[str], str]) -> Endpoint:
        """Return the endpoint of response URLs, with each post on record; team_id tells whose a URL's secret is."""

        async def witnessed(request: Request) -> Response:
            def team(request: Request, _: Json) -> str:
                return team_id(request.path_params["secret"])

            about = _About(Direction.RESPONSE, "response_url", _posted, team)
            return await self._witness(request, answer, about)

        return witnessed

    async def _witness(self, request: Request, answer: Endpoint, about: _About) -> Response:
        at, began = self._clock(), perf_counter()
        given: Json = {}
        size, response = 0, None
        try:
            # First of all: once the app has given up, what it sent can't be read any more.
            size = len(await request.body())
            given = await about.read(request)
            response = await answer(request)
        except ClientDisconnect:
            return Response(status_code=_CLOSED)
        finally:
            body = b"" if response is None else response.body
            answered = _parsed(body)
            self._record.add(
                Exchange(
                    at=at,
                    direction=about.direction,
                    name=about.name,
                    team_id=about.team_id(request, given),
                    status=None if response is None else response.status_code,
                    verdict=_verdict(answered),
                    seconds=perf_counter() - began,
                    request={name: value for name, value in given.items() if name not in SECRETS},
                    response=answered,
                    size=size + len(body),
                )
            )
        return response

    def deliveries(self, carrier: Carrier) -> Carrier:
        """Return the way to the app, with each request and its answer put on record."""
        return _Witnessed(carrier, self._record, self._clock)

    def _team_of_call(self, request: Request, given: Json) -> str:
        try:
            return self._grants.of(token_of(request, given)).parts.directory.team_id
        except Refused:
            return ""


class _Witnessed:
    """A way to the app that is looked at."""

    def __init__(self, carrier: Carrier, record: Record, clock: Clock) -> None:
        self._carrier = carrier
        self._record = record
        self._clock = clock

    async def carry(self, errand: Errand, payload: Json, retry: Retry | None) -> Answer:
        """Bring it there; when nobody waits for the answer any longer, that is on record."""
        at, began, answer = self._clock(), perf_counter(), Answer(None, failure="http_timeout")
        try:
            answer = await self._carrier.carry(errand, payload, retry)
        finally:
            self._record.add(
                Exchange(
                    at=at,
                    direction=Direction.DELIVERY,
                    name=_name(errand, payload),
                    team_id=as_text(payload.get("team_id"))
                    or as_text(as_object(payload.get("team")).get("id")),
                    status=answer.status,
                    verdict=answer.failure or "ok",
                    seconds=perf_counter() - began,
                    request=payload,
                    response=_parsed(answer.body.encode()),
                    attempt=retry.number if retry else 0,
                    size=weight(payload) + len(answer.body),
                )
            )
        return answer

    async def close(self) -> None:
        """Close the connections."""
        await self._carrier.close()


def _name(errand: Errand, payload: Json) -> str:
    told = (as_object(payload.get("event")) if errand is Errand.EVENT else {}) or payload
    return as_text(told.get("command")) or as_text(told.get("type"))


async def _given(request: Request) -> Json:
    try:
        return await given_to(request)
    except ValueError:
        return {}


async def _posted(request: Request) -> Json:
    try:
        return parse_object(await request.body())
    except ValueError:
        return {}


def _parsed(body: bytes | memoryview) -> object:
    try:
        return parse_value(bytes(body))
    except ValueError:
        return bytes(body).decode(errors="replace")


def _verdict(answered: object) -> str:
    if isinstance(answered, str) and answered in _PLAIN_ANSWERS:
        return answered
    told = as_object(answered)
    return "ok" if told.get("ok") is True else as_text(told.get("error")) or "no_answer"
