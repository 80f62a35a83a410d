"""Long scenarios share the two databases out, so that all run within minutes; `--each-database` runs each on both.

On both always runs what the database itself decides: all outside of these places, and in them what is marked
`each_database`; the long chaos too.
"""

from collections import defaultdict

import pytest

KINDS = ("sqlite", "postgres")
TAKE_TURNS = {
    "features",
    "chaos",
    "test_failures_conversations.py",
    "test_failures_of_processes.py",
    "test_packaging.py",
    "test_serving.py",
}
ON_POSTGRES = 3  # every third: there a scenario takes twice as long
ALWAYS_BOTH = {"each_database", "chaos"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--each-database", action="store_true", help="run the long scenarios too on both databases"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out every other one of the two, among what is still to run: who asks for one by name gets it."""
    if config.getoption("--each-database"):
        return
    left_out = out_of_turn(items)
    config.hook.pytest_deselected(items=left_out)
    absent = set(left_out)
    items[:] = [item for item in items if item not in absent]


def out_of_turn(items: list[pytest.Item]) -> list[pytest.Item]:
    """Of each pair of runs that differ in the database only: the first of every third pair, the second of the others."""
    pairs: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        kind = kind_of(item)
        is_both = any(item.get_closest_marker(name) for name in ALWAYS_BOTH)
        if kind and not is_both and TAKE_TURNS.intersection(item.path.parts):
            pairs[item.nodeid.replace(kind, "")].append(item)
    whole = [pair for pair in pairs.values() if len(pair) == len(KINDS)]
    return [pair[0 if turn % ON_POSTGRES == 0 else 1] for turn, pair in enumerate(whole)]


def kind_of(item: pytest.Item) -> str | None:
    """Which database the test runs on, if any."""
    if not isinstance(item, pytest.Function) or not hasattr(item, "callspec"):
        return None
    kind = item.callspec.params.get("database_kind")
    return kind if isinstance(kind, str) else None
