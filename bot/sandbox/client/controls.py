"""The routes under /control: what the client's panels, and scripts, do to the sandbox as a whole."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.arguments import Arguments
from bot.sandbox.client.errors import refusal_response
from bot.sandbox.controlling import Controlling
from bot.sandbox.json_values import Json, parse_object
from bot.sandbox.refusals import Refused

NEXT = "next"
_MOST_SECONDS = 1_000_000_000  # beyond any move that is allowed, within what Python counts


def control_routes(controlling: Controlling) -> list[Route]:
    """Return `GET /control/clock`, and its POST with `by` (seconds) or `to` (a moment in ISO 8601, or "next")."""

    async def show(_request: Request) -> Response:
        return JSONResponse(await _clock(controlling))

    async def move(request: Request) -> Response:
        try:
            await _move(controlling, Arguments(parse_object(await request.body())))
        except ValueError:
            return refusal_response(Refused("invalid_arguments"))
        except Refused as refused:
            return refusal_response(refused)
        return JSONResponse(await _clock(controlling))

    return [
        Route("/control/clock", show, methods=["GET"]),
        Route("/control/clock", move, methods=["POST"]),
    ]


async def _move(controlling: Controlling, asked: Arguments) -> None:
    to = asked.optional_text("to")
    if to == NEXT:
        await controlling.skip_to_next()
    elif to:
        await controlling.move_clock(to=asked.date_and_time("to"))
    else:
        await controlling.move_clock(by=timedelta(seconds=min(asked.number("by", 0), _MOST_SECONDS)))


async def _clock(controlling: Controlling) -> Json:
    due = await controlling.next_due()
    return {
        "now": controlling.now().isoformat(),
        "ahead": controlling.ahead().total_seconds(),
        "next_due": due.at.isoformat() if due else None,
        "next_what": due.what if due else None,
    }
