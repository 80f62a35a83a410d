"""A Web API on loopback whose answers a test puts down beforehand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.test_utils import TestServer

HANG_UP = None


@dataclass
class WebApi:
    """Answers in turn, the last one again and again; HANG_UP closes the connection instead."""

    url: str = ""
    answers: list[web.Response | dict[str, object] | None] = field(default_factory=lambda: [{"ok": True}])
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    async def answer(self, request: web.Request) -> web.Response:
        given = {**request.query, **await request.post()}
        arguments = {name: str(value) for name, value in given.items()}
        self.asked.append((request.match_info["method"], arguments))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer is HANG_UP:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return answer if isinstance(answer, web.Response) else web.json_response(answer, headers=self.headers)


@asynccontextmanager
async def running_web_api() -> AsyncIterator[WebApi]:
    api = WebApi()
    app = web.Application()
    app.router.add_route("*", "/api/{method}", api.answer)
    async with TestServer(app) as server:
        api.url = str(server.make_url("/api/"))
        yield api
