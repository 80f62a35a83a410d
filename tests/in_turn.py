"""A feature's scenarios take the databases in turn, so that all of them run within minutes; `--each-database` runs each on both.

What the database itself decides runs on both always: all outside of tests/features, and what is marked `each_database` there.
"""

from collections import defaultdict

import pytest

KINDS = ("sqlite", "postgres")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--each-database", action="store_true", help="run every scenario of the features on both databases"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out every other one of the two, among what is still to run: who asks for one by name gets it."""
    if config.getoption("--each-database"):
        return
    left_out = out_of_turn(items)
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def out_of_turn(items: list[pytest.Item]) -> list[pytest.Item]:
    """Of each pair of runs that differ in the database only: the first of one pair, the second of the next."""
    pairs: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        kind = kind_of(item)
        if kind and "features" in item.path.parts and not item.get_closest_marker("each_database"):
            pairs[item.nodeid.replace(kind, "")].append(item)
    whole = [pair for pair in pairs.values() if len(pair) == len(KINDS)]
    return [pair[turn % len(KINDS)] for turn, pair in enumerate(whole)]


def kind_of(item: pytest.Item) -> str | None:
    """Which database the test runs on, if any."""
    if not isinstance(item, pytest.Function) or not hasattr(item, "callspec"):
        return None
    kind = item.callspec.params.get("database_kind")
    return kind if isinstance(kind, str) else None
