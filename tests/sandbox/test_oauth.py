"""How an app comes into a workspace: the page, the code, the token; Bolt's own flow does it too."""

import asyncio
import re
from html import unescape
from pathlib import Path

import httpx
import pytest
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import sample_workspace
from tests.sandbox.serving import free_socket, serving
from tests.sandbox.stand_ins import (
    BOT_TOKEN,
    SIGNING_SECRET,
    ListeningApp,
)
from tests.sandbox.town import (
    CLIENT,
    GUEST,
    JONAS,
    OTHER,
    PLAZA,
    RETURN,
    SECOND,
    SECOND_BOT,
    Town,
    manifest,
    sent_back,
)


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
        ({"redirect_uri": "https://app.test/slack/../elsewhere"}, "bad_redirect_uri"),
        ({"redirect_uri": "https://app.test/slack/%2e%2E/elsewhere"}, "bad_redirect_uri"),
        ({"redirect_uri": "https://app.test/slack/..\\elsewhere"}, "bad_redirect_uri"),
        ({"redirect_uri": "https://app.test/slack/oauth_redirect#here"}, "bad_redirect_uri"),
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
