"""The routes of the browser client: thin over what a person can see and do."""

from collections.abc import AsyncIterator, Awaitable, Callable

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.arguments import Arguments
from bot.sandbox.client.errors import refusal_response
from bot.sandbox.client.reads import READS, Read
from bot.sandbox.client.teams import Teams
from bot.sandbox.client.verbs import VERBS, Verb
from bot.sandbox.hints import Subscription
from bot.sandbox.json_values import Json, parse_object
from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.workspace import Person

_PING_SECONDS = 15
Endpoint = Callable[[Request], Awaitable[Response]]


def client_routes(teams: Teams) -> list[Route]:
    """Return the routes under /client; `team` names a workspace, the first one is meant when none is named."""
    return [
        Route("/client/events", _hints(teams)),
        *(Route(f"/client/{name}", _reader(teams, read), methods=["GET"]) for name, read in READS.items()),
        *(Route(f"/client/{name}", _doer(teams, verb), methods=["POST"]) for name, verb in VERBS.items()),
    ]


def _reader(teams: Teams, read: Read) -> Endpoint:
    async def show(request: Request) -> Response:
        asked: Json = dict(request.query_params)
        try:
            parts = teams.of(asked).parts
            user = _person(parts, {"as": _newcomer(parts), **asked})
            return JSONResponse(read(parts, user, Arguments(asked)))
        except Refused as refused:
            return refusal_response(refused)

    return show


def _doer(teams: Teams, verb: Verb) -> Endpoint:
    async def do(request: Request) -> Response:
        try:
            asked = parse_object(await request.body())
            team = teams.of(asked)
            return JSONResponse(
                {"ok": True, **await verb(team, _person(team.parts, asked), Arguments(asked))}
            )
        except ValueError:
            return refusal_response(Refused("invalid_arguments"))
        except Refused as refused:
            return refusal_response(refused)

    return do


def _hints(teams: Teams) -> Endpoint:
    async def follow(request: Request) -> Response:
        try:
            asked: Json = dict(request.query_params)
            parts = teams.of(asked).parts
            user = _person(parts, asked)
        except Refused as refused:
            return refusal_response(refused)
        changes = _changes(parts.hints.subscribe(user))
        return EventSourceResponse(changes, ping=_PING_SECONDS, headers={"Cache-Control": "no-store"})

    return follow


async def _changes(subscription: Subscription) -> AsyncIterator[ServerSentEvent]:
    async for hint in subscription.hints():
        yield ServerSentEvent(hint, event="changed")


def _newcomer(parts: Parts) -> str:
    """Whom somebody acts as who has not chosen yet."""
    return next((each.id for each in parts.directory.people.values() if _can_act(each)), "")


def _can_act(person: Person) -> bool:
    return not (person.is_bot or person.deleted)


def _person(parts: Parts, asked: Json) -> str:
    user = str(asked.get("as") or "")
    person = parts.directory.people.get(user)
    if person is None or not _can_act(person):
        raise Refused("unknown_person")
    return user
