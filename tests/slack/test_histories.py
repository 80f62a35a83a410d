"""The newest of what happened beside other facts, and all of it page by page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import pytest

from bot.db.transaction import Event
from bot.slack import histories
from bot.slack.histories import PAGE, history_page, newest, place, placed
from bot.slack.limits import message_problems
from bot.slack.sayings import Sayings, actor_of

THING = UUID(int=7)


@dataclass(frozen=True, slots=True)
class Entry:
    actor: str
    kind: str = "things.done"
    at: datetime = datetime(2026, 3, 2, 12, tzinfo=UTC)
    detail: Mapping[str, object] = field(default_factory=dict)


class Done(Event):
    kind = "things.done"


SAYINGS = Sayings()
SAYINGS.on(Done, actor_of)


def some(count: int, size: int = 9) -> list[Entry]:
    return [Entry(f"U{number}".ljust(size, "x")) for number in range(count)]


def told(blocks: object) -> list[int]:
    """Which entries are shown, by number, in their order."""
    return [int(part.split("x")[0]) for part in json.dumps(blocks).split("<@U")[1:]]


def test_the_newest_stand_first_and_what_came_before_is_a_press_away() -> None:
    (few,) = newest(some(PAGE), SAYINGS, "thing", THING)
    assert told(few) == [*reversed(range(PAGE))]
    assert "accessory" not in few
    (many,) = newest(some(PAGE + 2), SAYINGS, "thing", THING)
    assert told(many) == [*range(PAGE + 1, 1, -1)]
    assert histories.SHOW in json.dumps(many)
    assert f'"{place("thing", THING, PAGE)}"' in json.dumps(many)
    assert newest([Entry("U1", "things.seen")], SAYINGS, "thing", THING) == ()


def test_what_has_little_room_tells_one_thing_at_least() -> None:
    (block,) = newest(some(5), SAYINGS, "thing", THING, room=0)
    assert told(block) == [4]
    assert histories.SHOW in json.dumps(block)


@pytest.mark.parametrize(
    ("first", "shown", "offered"),
    [
        (0, [*range(24, 14, -1)], {histories.AFTER}),
        (10, [*range(14, 4, -1)], {histories.AFTER, histories.BEFORE}),
        (20, [*range(4, -1, -1)], {histories.BEFORE}),
        (21, [*range(3, -1, -1)], {histories.BEFORE}),
        (900, [*range(4, -1, -1)], {histories.BEFORE}),
    ],
)
def test_all_of_it_is_turned_page_by_page(first: int, shown: list[int], offered: set[str]) -> None:
    page = history_page("A thing", some(25), SAYINGS, "thing", THING, first=first)
    assert told(page.blocks) == shown
    said = json.dumps(page.blocks)
    assert {one for one in (histories.AFTER, histories.BEFORE) if one in said} == offered


@pytest.mark.parametrize("title", ["-", "&" * 5_000, '"\n' * 900])
def test_slack_takes_any_page(title: str) -> None:
    for count in (0, 1, 40):
        page = history_page(title, some(count, 400), SAYINGS, "thing", THING, first=0)
        assert message_problems({"text": page.text, "blocks": list(page.blocks)}) == []


def test_what_a_button_carries_is_read_back() -> None:
    assert placed(place("thing", THING, 20)) == ("thing", str(THING), 20)
    assert placed("thing") == ("thing", "", 0)
    assert placed("thing:x:1234567") == ("thing", "x", 0)
