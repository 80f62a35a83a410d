"""How an app comes into a workspace and out of it: the page, the code, the token, and the last events."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.client.teams import Team
from bot.sandbox.clock import MovableClock
from bot.sandbox.json_values import Json, as_object, as_objects
from bot.sandbox.oauth import AppClient
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Channel, Person, WorkspaceSeed, sample_workspace
from tests.sandbox.serving import free_socket, serving
from tests.sandbox.stand_ins import (
    BASE_URL,
    BOT,
    BOT_TOKEN,
    GENERAL,
    LENA,
    MANIFEST,
    SIGNING_SECRET,
    HandMovedClock,
    ListeningApp,
    WebClient,
    refusing,
)

CLIENT = AppClient("111.222", "hush")
RETURN = "https://app.test/slack/oauth_redirect"
SECOND, PLAZA, JONAS, GUEST = "T0SECOND01", "C0PLAZA001", "U0JONAS001", "U0GUEST001"
SECOND_BOT = "U0BOT00002"
OTHER = WorkspaceSeed(
    SECOND,
    "Hilltop Choir",
    "hilltop",
    (
        Person(JONAS, "jonas", "Jonas Weber", "Europe/Berlin", "3f7d5b"),
        Person(GUEST, "gil", "Gil Amir", "Europe/Berlin", "8a5a2b", is_restricted=True),
    ),
    (Channel(PLAZA, "plaza", (JONAS, GUEST)),),
    bot_user_id=SECOND_BOT,
    bot_id="B0BOT00002",
)


def manifest() -> Json:
    oauth, settings = as_object(MANIFEST["oauth_config"]), as_object(MANIFEST["settings"])
    subscriptions = as_object(settings["event_subscriptions"])
    told = [*subscriptions["bot_events"], "app_uninstalled", "tokens_revoked"]  # type: ignore[misc]
    return {
        **MANIFEST,
        "oauth_config": {**oauth, "redirect_urls": ["https://app.test/slack", "http://127.0.0.1"]},
        "settings": {**settings, "event_subscriptions": {"bot_events": told}},
    }


@dataclass
class Town:
    """Two workspaces, the app in the first only."""

    sandbox: Sandbox
    second: Team
    app: ListeningApp
    clock: HandMovedClock
    call: WebClient

    async def question(self, **asked: str) -> httpx.Response:
        given = {"client_id": CLIENT.id, "scope": "chat:write,commands,channels:read", "state": "s1", **asked}
        return await self.call.http.get("/oauth/v2/authorize", params=given)

    async def code(self, answer: str = "allow", user: str = JONAS, **asked: str) -> httpx.Response:
        given = {
            "client_id": CLIENT.id,
            "scope": "chat:write,commands,channels:read,channels:join",
            "state": "s1",
            "team": SECOND,
            **asked,
        }
        return await self.call.http.post(
            "/oauth/v2/authorize", data={**given, "answer": answer, "user": user}
        )

    async def access(self, code: str, /, **given: str) -> Json:
        secret = {"client_id": CLIENT.id, "client_secret": CLIENT.secret, "code": code}
        return as_object((await self.call.http.post("/api/oauth.v2.access", data={**secret, **given})).json())

    async def installed(self, **asked: str) -> Json:
        return await self.access(sent_back(await self.code(**asked))["code"])


def sent_back(response: httpx.Response) -> dict[str, str]:
    assert response.status_code == 302
    return {
        name: values[0] for name, values in parse_qs(urlsplit(response.headers["location"]).query).items()
    }


@pytest.fixture
async def town(app: ListeningApp, clock: HandMovedClock) -> AsyncIterator[Town]:
    sandbox = Sandbox(
        sample_workspace(),
        manifest(),
        SIGNING_SECRET,
        BOT_TOKEN,
        "http://app.test/slack/events",
        clock=MovableClock(clock),
        transport=httpx.ASGITransport(app),
        base_url=BASE_URL,
        client=CLIENT,
    )
    call = WebClient(sandbox)
    yield Town(sandbox, sandbox.add_workspace(OTHER), app, clock, call)
    await call.http.aclose()
    await sandbox.close()


async def test_the_page_says_who_asks_for_what_and_where(town: Town) -> None:
    page = (await town.question(team=SECOND)).text
    assert "Pebble would like to come into Hilltop Choir" in page
    assert re.findall(r"<li><code>(.*?)</code>", page) == ["chat:write", "commands", "channels:read"]
    assert "Jonas Weber" in page
    assert "Gil Amir" not in page
    first = (await town.question()).text
    assert "Rivertown Commons" in first
    assert f"team={SECOND}" in unescape(first)


async def test_what_an_app_sends_is_never_markup(town: Town) -> None:
    page = (await town.question(state='"><script>alert(1)</script>')).text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"client_id": "9.9"}, "invalid_client_id"),
        ({"scope": ""}, "invalid_scope"),
        ({"scope": "chat:write,admin"}, "invalid_scope"),
        ({"user_scope": "chat:write"}, "invalid_scope"),
        ({"redirect_uri": "https://elsewhere.test/"}, "bad_redirect_uri"),
        ({"redirect_uri": "https://app.test/slackers"}, "bad_redirect_uri"),
        ({"team": "T0NOWHERE1"}, "team_not_found"),
    ],
)
async def test_what_the_manifest_does_not_allow_is_said_on_the_page(
    town: Town, asked: dict[str, str], code: str
) -> None:
    response = await town.question(**asked)
    assert response.status_code == 400
    assert code in response.text


async def test_cancelling_sends_people_back_with_nothing_installed(town: Town) -> None:
    assert sent_back(await town.code("cancel")) == {"error": "access_denied", "state": "s1"}
    assert town.second.parts.app.is_installed is False


async def test_a_guest_cant_let_an_app_in(town: Town) -> None:
    response = await town.code(user=GUEST)
    assert (response.status_code, "user_is_restricted" in response.text) == (400, True)


async def test_a_code_becomes_a_token_of_that_workspace(town: Town) -> None:
    back = sent_back(await town.code(redirect_uri=RETURN))
    assert back["state"] == "s1"
    answer = await town.access(back["code"], redirect_uri=RETURN)
    token = str(answer.pop("access_token"))
    assert answer == {
        "ok": True,
        "app_id": "A0SANDBOX1",
        "authed_user": {"id": JONAS},
        "scope": "channels:join,channels:read,chat:write,commands",
        "token_type": "bot",
        "bot_user_id": SECOND_BOT,
        "team": {"id": SECOND, "name": "Hilltop Choir"},
        "enterprise": None,
        "is_enterprise_install": False,
    }
    tested = await town.call("auth.test", token=token)
    assert (tested["team_id"], tested["user_id"], tested["bot_id"]) == (SECOND, SECOND_BOT, "B0BOT00002")
    assert (await town.call("auth.test"))["team_id"] == "T0SANDBOX1"


async def test_basic_credentials_do_as_well(town: Town) -> None:
    code = sent_back(await town.code())["code"]
    basic = httpx.BasicAuth(CLIENT.id, CLIENT.secret)
    response = await town.call.http.post("/api/oauth.v2.access", data={"code": code}, auth=basic)
    assert response.json()["ok"] is True


async def test_a_code_is_good_once(town: Town) -> None:
    code = sent_back(await town.code())["code"]
    assert [(await town.access(code)).get("error") for _ in range(2)] == [None, "code_already_used"]


@pytest.mark.parametrize(("seconds", "error"), [(600, None), (601, "invalid_code")])
async def test_a_code_is_good_for_ten_minutes(town: Town, seconds: int, error: str | None) -> None:
    code = sent_back(await town.code())["code"]
    town.clock.move(seconds)
    assert (await town.access(code)).get("error") == error


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"client_id": "9.9"}, "invalid_client_id"),
        ({"client_secret": "guess"}, "bad_client_secret"),
        ({"code": "guess"}, "invalid_code"),
        ({"redirect_uri": RETURN}, "bad_redirect_uri"),
    ],
)
async def test_a_wrong_exchange_is_refused_and_the_code_stays_good(
    town: Town, given: dict[str, str], error: str
) -> None:
    code = sent_back(await town.code())["code"]
    assert (await town.access(code, **given))["error"] == error
    assert (await town.access(code))["ok"] is True


async def test_only_what_was_granted_may_be_done(town: Town) -> None:
    token = str((await town.installed())["access_token"])
    assert (await town.call("users.list", token=token))["error"] == "missing_scope"
    assert (await town.call("conversations.join", channel=PLAZA, token=token))["ok"] is True


async def test_a_second_install_keeps_the_token_and_adds_scopes(town: Town) -> None:
    first = await town.installed()
    second = await town.installed(scope="users:read")
    assert second["access_token"] == first["access_token"]
    assert "users:read" in str(second["scope"]).split(",")
    assert "chat:write" in str(second["scope"]).split(",")


async def test_a_workspace_without_the_app_has_no_command_and_no_bot(town: Town) -> None:
    with refusing("unknown_command"):
        await town.second.run_command(JONAS, PLAZA, "/stone")
    assert as_objects(town.second.state(JONAS)["commands"]) == []
    assert SECOND_BOT not in [each["id"] for each in as_objects(town.second.state(JONAS)["people"])]


async def test_each_workspace_has_its_own_people_messages_and_events(town: Town) -> None:
    await town.installed()
    await town.second.run_command(JONAS, PLAZA, "/stone")
    assert (town.app.last["team_id"], town.app.last["user_id"]) == (SECOND, JONAS)
    await town.sandbox.run_command(LENA, GENERAL, "/stone")
    assert (town.app.last["team_id"], town.app.last["user_id"]) == ("T0SANDBOX1", LENA)
    await town.second.say(JONAS, PLAZA, "La la la")
    assert "La la la" not in str(town.sandbox.messages(LENA, GENERAL))
    with refusing("channel_not_found"):
        await town.sandbox.say(LENA, PLAZA, "Hello?")


async def test_an_answer_reaches_the_workspace_it_was_asked_in(town: Town) -> None:
    await town.installed()
    await town.second.run_command(JONAS, PLAZA, "/stone")
    await town.call.http.post(str(town.app.last["response_url"]), json={"text": "Laid"})
    assert town.second.messages(JONAS, PLAZA)[-1]["text"] == "Laid"


async def test_files_are_handed_over_and_read_in_each_workspace(town: Town) -> None:
    token = str((await town.installed(scope="files:write,files:read"))["access_token"])
    for mine in (BOT_TOKEN, token):
        given = await town.call("files.getUploadURLExternal", filename="a.txt", length=2, token=mine)
        handed = await town.call.http.post(str(given["upload_url"]), content=b"hi")
        assert handed.text == "OK - 2"
        files = [{"id": given["file_id"]}]
        (file,) = as_objects(
            (await town.call("files.completeUploadExternal", files=files, token=mine))["files"]
        )
        read = await town.call.http.get(f"/files/{file['id']}/a.txt")
        assert read.content == b"hi"
    assert (await town.call.http.post("/upload/guess", content=b"hi")).status_code == 400


async def test_the_page_can_be_asked_of_any_workspace(town: Town) -> None:
    async def status(**asked: str) -> int:
        return (await town.call.http.get("/client/state", params=asked)).status_code

    assert await status(team=SECOND, **{"as": JONAS}) == 200
    assert await status(team=SECOND, **{"as": LENA}) == 400
    assert await status(team="T0NOWHERE1") == 400
    said = {"as": JONAS, "team": SECOND, "channel": PLAZA, "text": "Over the wire"}
    assert (await town.call.http.post("/client/messages", json=said)).status_code == 200
    assert town.second.messages(JONAS, PLAZA)[-1]["text"] == "Over the wire"
    listed = (await town.call.http.get("/control/workspaces")).json()["workspaces"]
    assert [(each["id"], each["is_installed"]) for each in listed] == [("T0SANDBOX1", True), (SECOND, False)]


async def test_the_second_workspace_comes_back_from_its_own_file_only(town: Town) -> None:
    snapshot = town.second.snapshot()
    with refusing("snapshot_of_another_workspace"):
        town.sandbox.restore(snapshot)
    await town.second.say(JONAS, PLAZA, "Gone again")
    town.second.restore(snapshot)
    assert town.second.messages(JONAS, PLAZA) == []


async def test_uninstalling_tells_the_app_once_more_and_ends_everything(town: Town) -> None:
    await town.sandbox.invite(LENA, GENERAL, BOT)
    assert (await town.call.http.post("/control/uninstall", json={})).json() == {"ok": True}
    await town.sandbox.settled()
    (revoked,) = town.app.events("tokens_revoked")
    assert revoked["tokens"] == {"oauth": [], "bot": [BOT]}
    assert len(town.app.events("app_uninstalled")) == 1
    assert (await town.call("auth.test"))["error"] == "token_revoked"
    heard = len(town.app.heard)
    await town.sandbox.say(LENA, GENERAL, "Is anybody there?")
    await town.sandbox.settled()
    assert len(town.app.heard) == heard
    with refusing("unknown_command"):
        await town.sandbox.run_command(LENA, GENERAL, "/stone")
    again = await town.call.http.post("/control/uninstall", json={})
    assert again.json()["error"] == "not_installed"


async def test_an_app_that_comes_back_is_the_same_bot_with_another_token(town: Town) -> None:
    first = await town.installed()
    town.sandbox.oauth.uninstall(town.second.parts)
    second = await town.installed()
    assert second["access_token"] != first["access_token"]
    assert second["bot_user_id"] == first["bot_user_id"]
    assert town.second.parts.directory.bot.deleted is False


async def test_two_workspaces_cant_have_one_id(town: Town) -> None:
    with pytest.raises(ValueError, match="already"):
        town.sandbox.add_workspace(replace(OTHER, team_name="Another"))


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
async def test_bolts_own_oauth_flow_runs_against_it_unmodified(tmp_path: Path) -> None:
    with free_socket() as (bound, address):
        sandbox = Sandbox(
            sample_workspace(),
            manifest(),
            SIGNING_SECRET,
            BOT_TOKEN,
            "http://app.test/slack/events",
            transport=httpx.ASGITransport(ListeningApp()),
            base_url=address,
            client=CLIENT,
        )
        sandbox.add_workspace(OTHER)
        store = FileInstallationStore(base_dir=str(tmp_path), client_id=CLIENT.id)
        flow = AsyncOAuthFlow(
            client=AsyncWebClient(base_url=f"{address}/api/"),
            settings=AsyncOAuthSettings(
                client_id=CLIENT.id,
                client_secret=CLIENT.secret,
                scopes=["chat:write", "commands"],
                redirect_uri="http://127.0.0.1/slack/oauth_redirect",
                authorization_url=f"{address}/oauth/v2/authorize",
                install_page_rendering_enabled=False,
                installation_store=store,
                state_store=FileOAuthStateStore(expiration_seconds=600, base_dir=str(tmp_path)),
            ),
        )
        async with serving(sandbox.asgi, bound), httpx.AsyncClient() as browser:
            begun = await flow.handle_installation(AsyncBoltRequest(body="", query={}))
            page = await browser.get(begun.first_headers()["location"] + f"&team={SECOND}")
            hidden = dict(re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', page.text))
            form = {name: unescape(value) for name, value in hidden.items()}
            allowed = await browser.post(
                f"{address}/oauth/v2/authorize", data={**form, "user": JONAS, "answer": "allow"}
            )
            cookie = begun.first_headers()["set-cookie"].partition(";")[0]
            ended = await flow.handle_callback(
                AsyncBoltRequest(body="", query=sent_back(allowed), headers={"cookie": cookie})
            )
        assert ended.status == 200, ended.body
        bot = await asyncio.to_thread(store.find_bot, enterprise_id=None, team_id=SECOND)
        assert bot is not None
        assert (bot.bot_user_id, bot.bot_id, bot.bot_scopes) == (
            SECOND_BOT,
            "B0BOT00002",
            ["chat:write", "commands"],
        )
