"""The routes of the browser client: thin over what a person can see and do."""

from collections.abc import AsyncIterator, Awaitable, Callable

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.arguments import Arguments
from bot.sandbox.client.errors import refusal_response
from bot.sandbox.client.reads import READS, Read
from bot.sandbox.client.verbs import VERBS, Verb
from bot.sandbox.hints import Subscription
from bot.sandbox.json_values import Json, parse_object
from bot.sandbox.parts import Parts
from bot.sandbox.people.acting import Acting
from bot.sandbox.refusals import Refused
from bot.sandbox.workspace import Person

_PING_SECONDS = 15
Endpoint = Callable[[Request], Awaitable[Response]]


def client_routes(parts: Parts, acting: Acting) -> list[Route]:
    """Return the routes under /client."""
    return [
        Route("/client/events", _hints(parts)),
        *(Route(f"/client/{name}", _reader(parts, read), methods=["GET"]) for name, read in READS.items()),
        *(
            Route(f"/client/{name}", _doer(parts, acting, verb), methods=["POST"])
            for name, verb in VERBS.items()
        ),
    ]


def _reader(parts: Parts, read: Read) -> Endpoint:
    async def show(request: Request) -> Response:
        asked: Json = dict(request.query_params)
        try:
            user = _person(parts, {"as": _newcomer(parts), **asked})
            return JSONResponse(read(parts, user, Arguments(asked)))
        except Refused as refused:
            return refusal_response(refused)

    return show


def _doer(parts: Parts, acting: Acting, verb: Verb) -> Endpoint:
    async def do(request: Request) -> Response:
        try:
            asked = parse_object(await request.body())
            return JSONResponse({"ok": True, **await verb(acting, _person(parts, asked), Arguments(asked))})
        except ValueError:
            return refusal_response(Refused("invalid_arguments"))
        except Refused as refused:
            return refusal_response(refused)

    return do


def _hints(parts: Parts) -> Endpoint:
    async def follow(request: Request) -> Response:
        try:
            user = _person(parts, dict(request.query_params))
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
