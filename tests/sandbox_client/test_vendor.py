"""The third-party files of the browser client: what is copied, and how."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from bot.sandbox.vendor import REPOSITORY, VENDOR, copy_files, emoji_names, npm_command

BARE_IMPORT = re.compile(r"""\b(?:from|import)\s*["'](?![./])""")


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """What npm would have installed."""
    files = {
        "preact/dist/preact.mjs": "export const h = 1;\n//# sourceMappingURL=preact.mjs.map\n",
        "preact/hooks/dist/hooks.mjs": 'import{options as n}from"preact";export const useState = n;\n',
        "htm/dist/htm.mjs": "export default 1;\n",
        "emoji-picker-element-data/en/iamcal/data.json": "[]",
        "preact/LICENSE": "MIT",
        "htm/LICENSE": "Apache-2.0",
        "emoji-picker-element-data/LICENSE": "Apache-2.0",
    }
    for name, text in files.items():
        (tmp_path / "modules" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "modules" / name).write_text(text, encoding="utf-8")
    return tmp_path / "modules"


def test_the_folder_holds_what_the_page_loads_and_nothing_else(modules: Path, tmp_path: Path) -> None:
    vendor = tmp_path / "vendor"
    vendor.mkdir()
    (vendor / "left-over.js").touch()
    copy_files(modules, vendor)
    assert sorted(file.name for file in vendor.iterdir()) == [
        "LICENSE.emoji-picker-element-data",
        "LICENSE.htm",
        "LICENSE.preact",
        "emoji.json",
        "hooks.mjs",
        "htm.mjs",
        "preact.mjs",
    ]


def test_scripts_import_by_path_and_name_no_source_map(modules: Path, tmp_path: Path) -> None:
    copy_files(modules, tmp_path / "vendor")
    scripts = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "vendor").glob("*.mjs")}
    assert 'from"./preact.mjs"' in scripts["hooks.mjs"]
    assert "sourceMappingURL" not in scripts["preact.mjs"]


def test_emoji_keep_their_names_and_skin_tones() -> None:
    wave = {
        "shortcodes": ["wave"],
        "annotation": "waving hand",
        "emoji": "👋",
        "group": 1,
        "tags": ["hello"],
        "skins": [{"tone": 2, "emoji": "👋🏼"}, {"tone": [1, 2], "emoji": "two people"}],
    }
    nameless = {"annotation": "too new for a name", "emoji": "🫥", "group": 0}
    assert json.loads(emoji_names(json.dumps([wave, nameless]))) == [
        {"names": ["wave"], "emoji": "👋", "group": 1, "tags": ["hello"], "tones": {"2": "👋🏼"}}
    ]


def test_a_machine_without_npm_uses_the_one_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    run = subprocess.run([*npm_command(), "--version"], capture_output=True, text=True, check=True)
    assert re.match(r"\d+\.\d+", run.stdout)


def test_the_files_in_place_are_ones_that_a_browser_can_resolve() -> None:
    scripts = list(VENDOR.glob("*.mjs"))
    assert len(scripts) == 3, "run: python -m bot.sandbox.vendor"
    assert [file.name for file in scripts if BARE_IMPORT.search(file.read_text(encoding="utf-8"))] == []


def test_the_lock_file_names_no_address_to_fetch_from() -> None:
    lock = json.loads((REPOSITORY / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
