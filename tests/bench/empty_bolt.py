"""What Cairn is measured against: a Bolt app whose one listener does nothing, on the same server and loop.

Run as `python -m tests.bench.empty_bolt PORT`.
"""

import sys

import uvicorn
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from starlette.types import Receive, Scope, Send

from tests.slack.signed import BOT, SECRET


async def authorize(team_id: str) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None, team_id=team_id, bot_token="xoxb-1", bot_id="B1", bot_user_id=BOT
    )


async def nothing() -> None:
    return None


def main() -> None:
    bolt = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)
    bolt.event("reaction_added")(nothing)

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            part = await receive()
            body, more = body + part["body"], part["more_body"]
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        answer = await bolt.async_dispatch(AsyncBoltRequest(body=body.decode(), headers=headers))
        length = str(len(answer.body)).encode()
        await send(
            {
                "type": "http.response.start",
                "status": answer.status,
                "headers": [(b"content-length", length)],
            }
        )
        await send({"type": "http.response.body", "body": answer.body.encode()})

    uvicorn.run(asgi, port=int(sys.argv[1]), log_config=None, access_log=False, lifespan="off")


if __name__ == "__main__":
    main()
