from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.db.engines import make_engines
from bot.db.migrate import head_revision, migrate
from bot.doctor import Finding, examine
from bot.settings import Settings
from bot.slack.manifest import manifest, scopes_of
from tests.slack.web_api import HANG_UP, WebApi, running_web_api

SCOPES = sorted(scopes_of(manifest("socket")))


@pytest.fixture
async def api() -> AsyncIterator[WebApi]:
    async with running_web_api() as api:
        api.answers = [{"ok": True, "team_id": "T1", "team": "Stone Works"}]
        api.headers = {"X-OAuth-Scopes": ", ".join(SCOPES)}
        yield api


@pytest.fixture
def settings(api: WebApi, tmp_path: Path) -> Settings:
    """A sound installation, but for its database, which is empty."""
    return Settings(
        database_url=f"sqlite:///{tmp_path}/cairn.db",
        slack_api_url=api.url,
        slack_bot_token=SecretStr("xoxb-1"),
        slack_signing_secret=SecretStr("s3cret"),
    )


async def advice(settings: Settings) -> list[Finding]:
    return [finding for finding in await examine(settings) if not finding.is_well]


async def test_a_database_that_is_not_there_yet_is_well_and_is_not_made_by_looking(
    settings: Settings, tmp_path: Path
) -> None:
    assert await advice(settings) == []
    assert names_in(tmp_path) == []


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_an_empty_database_is_the_only_thing_to_mend_and_migrate_mends_it(settings: Settings) -> None:
    make_engines(settings.database_url).writer.connect().close()
    assert await advice(settings) == [
        Finding("database, at revision none", f"run `cairn migrate` to come to {head_revision()}")
    ]
    migrate(settings.database_url)
    assert [str(finding) for finding in await examine(settings)] == [
        "ok    settings, enough for serve",
        "ok    secrets, none are kept; for that, CAIRN_ENCRYPTION_KEYS takes what `openssl rand -base64 32` prints",
        f"ok    database, at revision {head_revision()}",
        "ok    manifests/socket.yaml",
        "ok    manifests/http.yaml",
        "ok    Slack token, for Stone Works",
        "ok    Slack scopes",
    ]


async def test_a_refused_token_is_said(api: WebApi, settings: Settings) -> None:
    api.answers = [{"ok": False, "error": "invalid_auth"}]
    findings = await advice(settings)
    assert findings[-1].what == "Slack token"
    assert "invalid_auth" in findings[-1].advice


async def test_missing_scopes_are_named(api: WebApi, settings: Settings) -> None:
    api.headers = {"x-oauth-scopes": ",".join(SCOPES[1:])}
    assert (await advice(settings))[-1] == Finding(
        "Slack scopes", f"install the app anew to grant {SCOPES[0]}"
    )


@pytest.mark.parametrize("broken", [HANG_UP, web.Response(status=502, text="<html>")], ids=["silence", "502"])
async def test_slack_out_of_reach_is_not_the_tokens_fault(
    api: WebApi, settings: Settings, broken: web.Response | None
) -> None:
    api.answers = [broken]
    finding = (await advice(settings))[-1]
    assert (finding.what, "out of reach" in finding.advice) == ("Slack", True)


async def test_without_a_token_slack_is_not_asked(api: WebApi, settings: Settings) -> None:
    findings = await examine(settings.model_copy(update={"slack_bot_token": SecretStr("")}))
    assert findings[0].advice.startswith("set CAIRN_SLACK_BOT_TOKEN")
    assert api.asked == []


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite:////nowhere/at/all.db"])
async def test_a_database_that_can_not_be_used_stops_no_other_finding(settings: Settings, url: str) -> None:
    findings = await examine(settings.model_copy(update={"database_url": url}))
    [finding] = [finding for finding in findings if not finding.is_well]
    assert finding.what == "database"
    assert finding.advice.startswith("can't be used: ")
    assert findings[-1].what == "Slack scopes"
