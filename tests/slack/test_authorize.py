"""Which workspaces Cairn answers: its own rule, and what comes of it behind Bolt."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from slack_bolt.async_app import AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.db.database import Database
from bot.slack.authorize import REMEMBERED, Authorize, Install
from bot.slack.bolt import make_bolt
from bot.slack.doors import Doors
from bot.slack.guard import Guard
from bot.slack.visits import Answer, Happening
from bot.web.asgi import make_asgi
from tests.slack.signed import SECRET, Slack

US = Install("T1", "xoxb-1", "UBOT", "BBOT")


@dataclass
class Installs:
    """The table of installs: what is in it, how often it was asked, whether it is out of reach."""

    rows: dict[str, Install] = field(default_factory=lambda: {"T1": US})
    asked: list[str] = field(default_factory=list)
    away: bool = False

    async def look_up(self, workspace: str) -> Install | None:
        self.asked.append(workspace)
        if self.away:
            raise ConnectionError("the database is away")
        return self.rows.get(workspace)


@pytest.fixture
def installs() -> Installs:
    return Installs()


async def test_an_install_is_looked_up_once_a_minute(installs: Installs) -> None:
    seconds = 1_000.0
    authorize = Authorize(installs.look_up, clock=lambda: seconds)
    assert await authorize.install_of("T1") == US
    seconds += REMEMBERED - 1
    assert await authorize.install_of("T1") == US
    assert installs.asked == ["T1"]
    seconds += 1
    assert await authorize.install_of("T1") == US
    assert installs.asked == ["T1", "T1"]


async def test_a_workspace_that_installs_is_known_at_once(installs: Installs) -> None:
    authorize = Authorize(installs.look_up)
    assert await authorize.install_of("T2") is None
    installs.rows["T2"] = Install("T2", "xoxb-2", "UBOT2", "BBOT2")
    assert await authorize.install_of("T2") == installs.rows["T2"]


async def test_an_install_that_ended_is_forgotten(installs: Installs) -> None:
    authorize = Authorize(installs.look_up)
    await authorize.install_of("T1")
    del installs.rows["T1"]
    authorize.forget("T1")
    assert await authorize.install_of("T1") is None


async def test_no_workspace_gets_the_token_of_another(installs: Installs) -> None:
    installs.rows["T2"] = Install("T2", "xoxb-2", "UBOT2", "BBOT2")
    authorize = Authorize(installs.look_up)
    for workspace, token in (("T1", "xoxb-1"), ("T2", "xoxb-2")):
        result = await result_of(authorize, workspace)
        assert result is not None
        assert (result.bot_token, result.team_id) == (token, workspace)
    assert await result_of(authorize, "T3") is None
    assert await result_of(authorize, None) is None


async def result_of(authorize: Authorize, team: str | None) -> AuthorizeResult | None:
    return await authorize(context=AsyncBoltContext(), enterprise_id=None, team_id=team, user_id="U1")


@pytest.fixture
def heard() -> list[str]:
    """The workspaces whose event came through."""
    return []


@pytest.fixture
async def slack(installs: Installs, heard: list[str], tmp_path: Path) -> AsyncIterator[Slack]:
    """Bolt with this authorize, and a room that hears one kind of event."""

    async def hear(visit: Happening) -> Answer:
        heard.append(visit.workspace)
        return None

    doors = Doors()
    doors.event("channel_rename", hear)
    database = Database(f"sqlite:///{tmp_path}/unused.db")
    bolt = make_bolt(doors, database, Authorize(installs.look_up), AsyncWebClient())

    async def well() -> None:
        return None

    app = make_asgi(Guard(SECRET, bolt.async_dispatch).answer, well)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://cairn") as http:
        yield Slack(http, "")
    await database.close()


async def renamed_in(slack: Slack, workspace: str) -> int:
    envelope = {
        "type": "event_callback",
        "team_id": workspace,
        "event_id": "Ev1",
        "event": {"type": "channel_rename", "channel": {"id": "C1"}},
        "authorizations": [{"team_id": workspace, "user_id": "UBOT", "is_bot": True}],
    }
    return (await slack.post(json.dumps(envelope), "application/json")).status_code


async def test_a_workspace_without_cairn_is_acknowledged_and_nothing_runs(
    slack: Slack, heard: list[str]
) -> None:
    assert await renamed_in(slack, "T9") == 200
    assert heard == []
    assert await renamed_in(slack, "T1") == 200
    assert heard == ["T1"]


async def test_slack_is_asked_to_come_again_when_nobody_can_be_looked_up(
    slack: Slack, installs: Installs, heard: list[str]
) -> None:
    installs.away = True
    assert await renamed_in(slack, "T1") == 500
    installs.away = False
    assert await renamed_in(slack, "T1") == 200
    assert heard == ["T1"]
