"""Where the rules are tried: a sandbox on a real port, with a bit of everything in it, and names for it."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

import httpx

from bot.sandbox.json_values import Json, as_object, as_text, parse_object
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Channel, FirstMessage, sample_workspace
from tests.sandbox.serving import free_socket, serving
from tests.sandbox.stand_ins import (
    ALL_SCOPES,
    ARCHIVE,
    BOT,
    BOT_TOKEN,
    GARDEN,
    GENERAL,
    LENA,
    MANIFEST,
    SIGNING_SECRET,
    STEERING,
    ListeningApp,
    modal,
)

Call = tuple[str, Json]
"""A method and its arguments; a text that begins with a dollar stands for something in the scene."""

APP_TOKEN = "xapp-sandbox"
SCOPES = {"bot": [*ALL_SCOPES, "users:read.email"]}


@dataclass
class Scene:
    """A sandbox and what in it has a name: messages, a view, triggers, a file."""

    sandbox: Sandbox
    app: ListeningApp
    http: httpx.AsyncClient
    names: dict[str, str] = field(default_factory=dict)

    async def call(self, call: Call, token: str = BOT_TOKEN) -> Json:
        """Make a call over HTTP, as JSON, and return the answer."""
        method, arguments = call
        if "$trigger" in json.dumps(arguments):
            self.names["$trigger"] = await self.trigger()
        given = await self._named(arguments)
        headers = {"authorization": f"Bearer {token}"}
        response = await self.http.post(f"/api/{method}", json=given, headers=headers)
        return parse_object(response.content)

    async def trigger(self, user: str = LENA) -> str:
        """Return a fresh trigger id: someone has just run a command."""
        return await fresh_trigger(self.sandbox, self.app, user)

    async def _named(self, value: Json) -> Json:
        text = json.dumps(value)
        for name, meant in sorted(self.names.items(), reverse=True):
            text = text.replace(json.dumps(name), json.dumps(meant))
        return parse_object(text)


async def fresh_trigger(sandbox: Sandbox, app: ListeningApp, user: str = LENA) -> str:
    """Return the trigger id of a command that someone runs now; events may be heard after it."""
    await sandbox.run_command(user, GENERAL, "/stone")
    heard = (as_text(each.payload.get("trigger_id")) for each in reversed(app.heard))
    return next(trigger for trigger in heard if trigger)


@asynccontextmanager
async def scene(scopes: Mapping[str, list[str]] = SCOPES) -> AsyncIterator[Scene]:
    """Serve a sandbox, and lay out what the rules speak of."""
    app = ListeningApp()
    seed = sample_workspace()
    archive = Channel(ARCHIVE, "archive", (LENA, BOT), is_archived=True)
    old = FirstMessage(ARCHIVE, LENA, "An old word", timedelta(days=900))
    with free_socket() as (bound, address):
        sandbox = Sandbox(
            replace(seed, channels=(*seed.channels, archive), messages=(*seed.messages, old)),
            {**MANIFEST, "oauth_config": {"scopes": scopes}},
            SIGNING_SECRET,
            BOT_TOKEN,
            "http://app.test/slack/events",
            transport=httpx.ASGITransport(app),
            base_url=address,
            app_token=APP_TOKEN,
        )
        async with serving(sandbox.asgi, bound), httpx.AsyncClient(base_url=address) as http:
            laid = Scene(sandbox, app, http)
            await _lay(laid)
            yield laid


async def _lay(scene: Scene) -> None:
    sandbox = scene.sandbox
    await sandbox.invite(LENA, GENERAL, BOT)
    old, *_ = sandbox.messages(LENA, ARCHIVE)
    scene.names |= {
        "$general": GENERAL,
        "$garden": GARDEN,
        "$steering": STEERING,
        "$archive": ARCHIVE,
        "$lena": LENA,
        "$diego": "U0DIEGO001",
        "$bot": BOT,
        "$theirs": await sandbox.say(LENA, GENERAL, "Theirs"),
        "$old": str(old["ts"]),
        "$group": sandbox.make_usergroup("Gardeners", "gardeners", [LENA]),
    }
    scene.names["$reply"] = await sandbox.say(LENA, GENERAL, "A reply", scene.names["$theirs"])
    posted = await scene.call(("chat.postMessage", {"channel": GENERAL, "text": "Ours"}))
    scene.names["$ours"] = str(posted["ts"])
    rich: Json = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
    posted = await scene.call(("chat.postMessage", {"channel": GENERAL, "text": "Rich", "blocks": [rich]}))
    scene.names["$rich"] = str(posted["ts"])
    dm = await scene.call(("conversations.open", {"users": LENA}))
    scene.names["$dm"] = str(as_object(dm["channel"])["id"])
    made = await scene.call(("conversations.create", {"name": "ours"}))
    scene.names["$made"] = str(as_object(made["channel"])["id"])
    opened = await scene.call(("views.open", {"trigger_id": "$trigger", "view": modal(external_id="kept")}))
    scene.names |= {
        "$view": str(as_object(opened["view"])["id"]),
        "$hash": str(as_object(opened["view"])["hash"]),
    }
    await _lay_file(scene)
    await sandbox.deactivate(LENA, "U0MEI00001")
    scene.names["$gone"] = "U0MEI00001"


async def _lay_file(scene: Scene) -> None:
    asked = await scene.call(("files.getUploadURLExternal", {"filename": "map.png", "length": 3}))
    await scene.http.post(str(asked["upload_url"]), content=b"map")
    scene.names["$file"] = str(asked["file_id"])
    asked = await scene.call(("files.getUploadURLExternal", {"filename": "map.png", "length": 3}))
    scene.names["$unfinished"] = str(asked["file_id"])
