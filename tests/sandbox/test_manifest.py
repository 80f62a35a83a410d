"""What a manifest leaves out is off."""

from bot.sandbox.manifest import InstalledApp
from tests.sandbox.stand_ins import MANIFEST


def test_an_empty_manifest_declares_nothing() -> None:
    app = InstalledApp.from_manifest({})
    assert {app.commands, app.shortcuts, app.scopes, app.events} == {(), frozenset()}
    assert not any((app.has_home, app.has_messages_tab, app.interactive))


def test_a_manifest_declares_commands_shortcuts_and_scopes() -> None:
    app = InstalledApp.from_manifest(MANIFEST)
    declared = app.declared_command("/stone")
    assert declared is not None
    assert declared.usage_hint == "lay | count"
    assert app.declared_command("/pebble") is None
    assert app.declares_shortcut("keep", "message")
    assert not app.declares_shortcut("keep", "global")
    assert "chat:write" in app.scopes
    assert app.has_home


def test_optional_scopes_count_as_granted() -> None:
    scopes = {"bot": ["chat:write"], "bot_optional": ["pins:write"]}
    app = InstalledApp.from_manifest({"oauth_config": {"scopes": scopes}})
    assert app.scopes == {"chat:write", "pins:write"}
