"""The routes of the faults panel: what is to go wrong, and what has."""

from collections.abc import Awaitable, Callable
from enum import Enum
from math import isfinite
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.arguments import Arguments
from bot.sandbox.client.errors import refusal_response
from bot.sandbox.faults import POSSIBLE, Edge, Fault, Faults, Kind
from bot.sandbox.json_values import Json, parse_object
from bot.sandbox.refusals import Refused, refused_argument
from bot.sandbox.sockets.sockets import Sockets

Choice = TypeVar("Choice", bound=Enum)
Verb = Callable[[Faults, Sockets, Arguments], Awaitable[Json]]
WITHOUT_END = "always"


def fault_routes(faults: Faults, sockets: Sockets) -> list[Route]:
    """Return `GET /client/faults`, and as POST `/client/faults` (kind, edge, matches, times, probability, seconds),
    `…/remove` (id; without one all) and `…/disconnect` (how: "cut", "refresh" or "warning").

    times: a number, or "always". Each answers with what is then to go wrong.
    """

    async def show(_request: Request) -> Response:
        return JSONResponse(_shown(faults, sockets))

    def doer(verb: Verb) -> Callable[[Request], Awaitable[Response]]:
        async def do(request: Request) -> Response:
            try:
                done = await verb(faults, sockets, Arguments(parse_object(await request.body())))
            except ValueError:
                return refusal_response(Refused("invalid_arguments"))
            except Refused as refused:
                return refusal_response(refused)
            return JSONResponse({"ok": True, **done, **_shown(faults, sockets)})

        return do

    return [
        Route("/client/faults", show, methods=["GET"]),
        Route("/client/faults", doer(_add), methods=["POST"]),
        Route("/client/faults/remove", doer(_remove), methods=["POST"]),
        Route("/client/faults/disconnect", doer(_disconnect), methods=["POST"]),
    ]


async def _add(faults: Faults, _sockets: Sockets, asked: Arguments) -> Json:
    return {"id": faults.add(_fault(asked))}


async def _remove(faults: Faults, _sockets: Sockets, asked: Arguments) -> Json:
    fault_id = asked.optional_text("id")
    if fault_id:
        faults.remove(fault_id)
    else:
        faults.clear()
    return {}


async def _disconnect(_faults: Faults, sockets: Sockets, asked: Arguments) -> Json:
    match asked.text("how"):
        case "cut":
            sockets.cut()
        case "refresh":
            await sockets.refresh()
        case "warning":
            await sockets.refresh(warning=True)
        case _:
            raise refused_argument("how", "must be cut, refresh or warning")
    return {}


def _shown(faults: Faults, sockets: Sockets) -> Json:
    return {
        "faults": [
            {
                "id": fault_id,
                "kind": fault.kind.value,
                "edge": fault.edge.value,
                "matches": fault.matches,
                "times": fault.times or WITHOUT_END,
                "probability": fault.probability,
                "seconds": fault.seconds,
                "happened": faults.happened[fault_id],
            }
            for fault_id, fault in faults.standing.items()
        ],
        "possible": {edge.value: sorted(kind.value for kind in kinds) for edge, kinds in POSSIBLE.items()},
        "connections": len(sockets),
    }


def _fault(asked: Arguments) -> Fault:
    always = asked.optional_text("times") == WITHOUT_END
    return Fault(
        kind=_choice(Kind, asked, "kind"),
        edge=_choice(Edge, asked, "edge"),
        matches=asked.optional_text("matches") or "*",
        times=None if always else asked.number("times", 1),
        probability=_decimal(asked, "probability", 1.0),
        seconds=_decimal(asked, "seconds", 0.0),
    )


def _choice(choices: type[Choice], asked: Arguments, name: str) -> Choice:
    given = asked.text(name)
    try:
        return choices(given)
    except ValueError:
        known = ", ".join(str(choice.value) for choice in choices)
        raise refused_argument(name, f"must be one of {known}") from None


def _decimal(asked: Arguments, name: str, default: float) -> float:
    given = asked.optional_text(name)
    try:
        number = float(given) if given else default
    except ValueError:
        raise refused_argument(name, "must be a number") from None
    if not isfinite(number):
        raise refused_argument(name, "must be a number")
    return number
