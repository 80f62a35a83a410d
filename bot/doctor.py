"""`cairn doctor`: what an operator would otherwise find out from a silent bot."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import cast

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot.app import register_features
from bot.db.database import Database
from bot.db.engines import sqlite_file
from bot.db.migrate import head_revision, revision_of
from bot.errors import Fault
from bot.features.parts import Parts
from bot.server import missing_settings
from bot.settings import Settings
from bot.slack.api_errors import code_of, is_refusal
from bot.slack.connections import Connections
from bot.slack.directory import Directory
from bot.slack.limits import manifest_problems
from bot.slack.manifest import disagreements, manifest, scopes_of
from bot.text import plural


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `advice` is empty when it is well."""

    what: str
    advice: str = ""

    @property
    def is_well(self) -> bool:
        return not self.advice

    def __str__(self) -> str:
        return f"ok    {self.what}" if self.is_well else f"to do {self.what}: {self.advice}"


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything that can be looked at; a finding never stops the others."""
    findings = [*_settings(settings), _secrets(settings), _database(settings), *_manifests()]
    findings += [finding async for finding in _slack(settings)]
    return findings


def _settings(settings: Settings) -> Iterator[Finding]:
    http, socket = missing_settings(settings, socket=False), missing_settings(settings, socket=True)
    if http and socket:
        yield Finding(
            "settings", f"set {' and '.join(http)} (or, for `serve --socket`, {' and '.join(socket)})"
        )
    else:
        ways = [way for way, missing in (("serve", http), ("serve --socket", socket)) if not missing]
        yield Finding(f"settings, enough for {' and '.join(ways)}")


def _secrets(settings: Settings) -> Finding:
    """Without a key all else works, so that its absence is nothing to mend."""
    if settings.keys:
        return Finding(f"secrets, kept with {plural(len(settings.keys), 'key')}")
    return Finding(
        "secrets, none are kept; for that, CAIRN_ENCRYPTION_KEYS takes what `openssl rand -base64 32` prints"
    )


def _database(settings: Settings) -> Finding:
    try:
        file = sqlite_file(settings.database_url)
        if file is not None and not file.exists() and file.absolute().parent.is_dir():
            return Finding("database, none yet; `cairn serve` makes it")
        revision, head = revision_of(settings.database_url), head_revision()
    except (SQLAlchemyError, Fault, OSError) as error:
        return Finding("database", f"can't be used: {str(error).splitlines()[0]}")
    if revision == head:
        return Finding(f"database, at revision {head}")
    return Finding(f"database, at revision {revision or 'none'}", f"run `cairn migrate` to come to {head}")


def _manifests() -> Iterator[Finding]:
    doors = _registered().doors
    for mode in ("socket", "http"):
        found = manifest(mode)
        problems = [*disagreements(found, doors), *(problem.detail for problem in manifest_problems(found))]
        yield Finding(f"manifests/{mode}.yaml", "; ".join(problems))


def _registered() -> Parts:
    """What the code answers to; registering opens neither a database nor a connection."""
    return register_features(Parts(Database("sqlite:///unused"), Directory(Connections("", "").client_of)))


async def _slack(settings: Settings) -> AsyncIterator[Finding]:
    token = settings.slack_bot_token.get_secret_value()
    if not token:
        return
    connections = Connections(settings.slack_api_url, token)
    async with connections.open():
        try:
            answer = await connections.client().auth_test()
        except (SlackApiError, ClientError, TimeoutError, OSError) as error:
            if isinstance(error, SlackApiError) and is_refusal(error):
                yield Finding("Slack token", f"refused ({code_of(error)}); copy it anew from the app's page")
                return
            yield Finding("Slack", f"out of reach at {settings.slack_api_url} ({type(error).__name__})")
            return
    yield Finding(f"Slack token, for {answer.get('team')}")
    headers = {name.lower(): value for name, value in cast("dict[str, str]", answer.headers).items()}
    granted = {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",")}
    lacking = sorted(scopes_of(manifest("socket")) - granted)
    yield Finding("Slack scopes", f"install the app anew to grant {', '.join(lacking)}" if lacking else "")
