"""The `cairn` command as an operator meets it."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.cli import main
from bot.db.migrate import head_revision, revision_of
from bot.settings import Settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder, and no setting but what a test sets."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CAIRN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def cairn(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> "Cairn":
    return Cairn(monkeypatch, capsys)


class Cairn:
    """Runs the command in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[str, object]:
        """What it printed, and how it ended: 0, another number, or the sentence it ended with."""
        self._monkeypatch.setattr(sys, "argv", ["cairn", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        return self._capsys.readouterr().out, end.value.code


def test_help_lists_every_command(cairn: "Cairn") -> None:
    printed, end = cairn("--help")
    assert end == 0
    assert all(command in printed for command in ("demo", "serve", "migrate", "doctor", "manifest"))


def test_a_fresh_database_is_brought_to_head(cairn: "Cairn") -> None:
    assert cairn("migrate") == (f"The database is at revision {head_revision()}.\n", 0)
    assert revision_of("sqlite:///cairn.db") == head_revision()


def test_a_manifest_with_an_address_has_no_advice_to_replace_it(cairn: "Cairn") -> None:
    printed, _ = cairn("manifest", "--url", "https://cairn.team")
    assert "Replace" not in printed
    assert printed.startswith("display_information:")


def test_the_manifest_is_for_pasting(cairn: "Cairn") -> None:
    printed, _ = cairn("manifest")
    assert yaml.safe_load(printed)["settings"]["socket_mode_enabled"] is True
    printed, _ = cairn("manifest", "--http", "--url", "https://cairn.team/")
    assert (
        yaml.safe_load(printed)["settings"]["interactivity"]["request_url"]
        == "https://cairn.team/slack/events"
    )
    assert "cairn.example.com" not in printed


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CAIRN_PORT", "many", "cairn: the setting CAIRN_PORT can't be used: "),
        (
            "CAIRN_DATABASE_URL",
            "mysql://x/y",
            "cairn: Cairn keeps its data in SQLite or PostgreSQL, not in mysql",
        ),
        ("CAIRN_DATABASE_URL", "sqlite:///nowhere/x.db", "cairn: the database can't be kept in "),
    ],
)
def test_a_setting_that_can_not_be_used_is_one_line(
    monkeypatch: pytest.MonkeyPatch, cairn: "Cairn", name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    _, end = cairn("migrate")
    assert isinstance(end, str)
    assert end.startswith(said)
    assert "\n" not in end


def test_a_missing_setting_is_one_line_and_a_failure() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "serve"], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("cairn: set CAIRN_SLACK_BOT_TOKEN and CAIRN_SLACK_SIGNING_SECRET")
    assert ended.stderr.count("\n") == 1


def test_the_doctor_fails_when_there_is_something_to_mend(cairn: "Cairn") -> None:
    printed, end = cairn("doctor")
    assert end == 1
    assert "to do settings: set CAIRN_SLACK_BOT_TOKEN" in printed
