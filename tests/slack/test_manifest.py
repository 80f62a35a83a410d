"""The manifests that people paste into Slack: sound, alike, and agreeing with what the code answers."""

from pathlib import Path

import pytest

from bot.app import register_features
from bot.db.database import Database
from bot.delivery.values import Json
from bot.features.parts import Parts
from bot.slack.connections import Connections
from bot.slack.directory import Directory
from bot.slack.doors import Doors
from bot.slack.limits import manifest_problems
from bot.slack.manifest import PLACEHOLDER, disagreements, manifest, manifest_text, scopes_of
from bot.slack.visits import Answer, Command, Happening, Shortcut

MODES = ("socket", "http")


@pytest.fixture
def doors(tmp_path: Path) -> Doors:
    """What all features together answer to."""
    database = Database(f"sqlite:///{tmp_path}/unused.db")
    return register_features(Parts(database, Directory(Connections("", "").client_of))).doors


@pytest.mark.parametrize("mode", MODES)
def test_code_and_manifest_agree(doors: Doors, mode: str) -> None:
    assert list(disagreements(manifest(mode), doors)) == []


@pytest.mark.parametrize("mode", MODES)
def test_slack_takes_the_manifest(mode: str) -> None:
    assert manifest_problems(manifest(mode)) == []


def without_addresses(value: object) -> object:
    if isinstance(value, dict):
        kept = {k: v for k, v in value.items() if k not in {"url", "request_url", "socket_mode_enabled"}}
        return {name: without_addresses(inner) for name, inner in kept.items()}
    return [without_addresses(inner) for inner in value] if isinstance(value, list) else value


def test_both_ways_to_connect_ask_for_the_same() -> None:
    assert without_addresses(manifest("socket")) == without_addresses(manifest("http"))
    assert scopes_of(manifest("http")) == scopes_of(manifest("socket")) != frozenset()


@pytest.mark.parametrize("base_url", ["https://cairn.team", "https://cairn.team/"])
def test_every_address_is_replaced(base_url: str) -> None:
    text = manifest_text("http", base_url)
    assert PLACEHOLDER not in text
    assert text.count("https://cairn.team/slack/events") == manifest_text("http").count(
        f"{PLACEHOLDER}/slack/events"
    )


def test_the_socket_manifest_has_no_address() -> None:
    assert "https://" not in manifest_text("socket")


async def answer(_: Command | Shortcut | Happening) -> Answer:
    return None


def test_disagreements_are_named_both_ways() -> None:
    found: Json = {
        "features": {
            "slash_commands": [{"command": "/goal"}, {"command": "/vote"}],
            "shortcuts": [{"callback_id": "old"}],
        },
        "settings": {"event_subscriptions": {"bot_events": ["team_join", "message.im"]}},
    }
    doors = Doors()
    doors.command("/goal", "", answer, does="x", example="x")
    doors.shortcut("new", answer)
    doors.event("reaction_added", answer)
    doors.event("message", answer)
    assert list(disagreements(found, doors)) == [
        "command /vote is in the manifest, but nothing answers it",
        "shortcut old is in the manifest, but nothing answers it",
        "shortcut new has an answer, but the manifest doesn't declare it",
        "event team_join is in the manifest, but nothing answers it",
        "event reaction_added has an answer, but the manifest doesn't declare it",
    ]
