"""The record: what it remembers, in which order, and how much of it."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.recording import MOST_BYTES, MOST_ENTRIES, Direction, Exchange, Record
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import GENERAL, LENA, ListeningApp

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def exchange(name: str, direction: Direction = Direction.CALL, size: int = 0) -> Exchange:
    return Exchange(AT, direction, name, "T1", 200, "ok", 0.1, {}, {"ok": True}, size=size)


def names(record: Record) -> list[str]:
    return [each.about.name for each in record.entries]


def test_the_oldest_are_forgotten_beyond_the_number_kept() -> None:
    record = Record(most=2)
    for name in "abc":
        record.add(exchange(name))
    assert names(record) == ["b", "c"]
    assert [each.id for each in record.entries] == [2, 3]


def test_the_oldest_are_forgotten_beyond_the_bytes_kept() -> None:
    record = Record(most_bytes=100)
    for name, size in [("a", 60), ("b", 30), ("c", 20)]:
        record.add(exchange(name, size=size))
    assert names(record) == ["b", "c"]


def test_what_is_larger_than_everything_is_kept_alone() -> None:
    record = Record(most_bytes=100)
    record.add(exchange("a", size=10))
    record.add(exchange("b", size=1000))
    assert names(record) == ["b"]


async def test_a_delivery_weighs_what_it_carries(sandbox: Sandbox, app: ListeningApp) -> None:
    app.will_answer("y" * 3000)
    await sandbox.run_command(LENA, GENERAL, "/stone", "x" * 5000)
    (entry,) = sandbox.record.entries
    assert 8000 < entry.about.size < 10_000


def test_a_demo_keeps_a_few_thousand() -> None:
    assert (MOST_ENTRIES, MOST_BYTES) == (4000, 16_000_000)


def test_without_a_beginning_the_newest_come() -> None:
    record = Record()
    for name in "abc":
        record.add(exchange(name))
    found, more = record.page(None, "", 2)
    assert ([each.about.name for each in found], more) == (["b", "c"], False)


def test_calls_and_deliveries_are_told_apart_by_kind_and_by_name() -> None:
    record = Record()
    record.add(exchange("chat.postMessage"))
    record.add(exchange("reaction_added", Direction.DELIVERY))

    def of_kind(kind: str) -> list[int]:
        return [each.id for each in record.page(0, kind, 10)[0]]

    assert (of_kind(""), of_kind("call"), of_kind("delivery")) == ([1, 2], [1], [2])
    assert (of_kind("reaction_added"), of_kind("unheard")) == ([2], [])
    assert [each.method for each in record.calls] == ["chat.postMessage"]


@given(st.integers(0, 30), st.integers(1, 7))
def test_pages_follow_one_another_without_a_gap(entries: int, limit: int) -> None:
    record = Record(most=20)
    for number in range(entries):
        record.add(exchange(str(number)))
    seen: list[int] = []
    more = True
    while more:
        found, more = record.page(seen[-1] if seen else 0, "", limit)
        seen += [each.id for each in found]
    assert seen == [each.id for each in record.entries]
