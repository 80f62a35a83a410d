"""The emoji that every workspace has, from the list the browser client shows."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.sandbox.json_values import as_objects, as_texts

_FILE = Path(__file__).parent / "static" / "vendor" / "emoji.json"


@cache
def standard_emoji() -> Mapping[str, str]:
    """Return each name with the one its emoji goes by ("thumbsup" with "+1"); empty before the list is put in place."""
    if not _FILE.exists():
        return {}
    named = (as_texts(each["names"]) for each in as_objects(json.loads(_FILE.read_text(encoding="utf-8"))))
    return {name: names[0] for names in named for name in names}
