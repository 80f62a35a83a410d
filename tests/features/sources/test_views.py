"""How sources look, within Slack's limits and without what is secret."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.delivery.values import Json
from bot.features.sources.values import ADDRESS_MOST, PATH_MOST, SourceView
from bot.features.sources.views import form, ids, source
from bot.slack.limits import message_problems, view_problems
from tests.features.goals.factories import EXTREME_WORDS
from tests.features.sources import factories
from tests.features.sources.factories import SECRET, failing, measured
from tests.shown import labels_of

LONGEST: dict[str, Any] = {
    "address": "https://" + "m" * 250 + ".example/" + "a" * (ADDRESS_MOST - 270),
    "site": "https://" + "m" * 250 + ".example",
    "path": "p" * PATH_MOST,
    "header_names": tuple(f"X-{number}-{'h' * 90}" for number in range(10)),
    "value": Decimal("-999999999999999.999999"),
}


def sources() -> Iterator[SourceView]:
    yield factories.source()
    yield failing()
    yield factories.source(is_being_read=True, read_at=None, value=None)
    yield factories.source(**LONGEST)
    yield replace(failing("t" * 3000), **LONGEST)


@pytest.mark.parametrize("shown", list(sources()))
@pytest.mark.parametrize("name", ["N" * 80, EXTREME_WORDS["channel"], EXTREME_WORDS["brackets"]])
def test_everything_fits_and_tells_no_secret(shown: SourceView, name: str) -> None:
    seen = measured(shown, name=name[:80], unit="<" * 12)
    views = [
        source.source_modal(seen, shown),
        source.goal_modal([(seen.indicator, shown)] * 20 + [(seen.indicator, None)] * 20),
        source.disconnected_modal(seen.indicator),
        source.unconnected_modal(seen.indicator),
        form.source_form(seen, keeps_secrets=True),
        form.source_form(seen, keeps_secrets=False),
        form.source_form(replace(seen, source=None), keeps_secrets=True),
    ]
    assert [problem for view in views for problem in view_problems(view)] == []
    for message in (source.trouble(seen.indicator, shown), source.works_again(seen.indicator, shown)):
        assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
        assert SECRET not in said(message)
    assert SECRET not in said(views[0])
    assert "<!channel>" not in said(views)


def said(shown: Any) -> str:
    return json.dumps(shown, default=str, ensure_ascii=False)


def test_a_source_says_where_from_when_and_what_came_of_it() -> None:
    shown = said(source.source_modal(measured(factories.source()), factories.source()))
    for words in (
        "metrics.example.org",
        "every day at 6:00",
        "14 h, read",
        "X-Api-Key kept secret",
        "`data.hours`",
    ):
        assert words in shown


def test_a_source_that_was_not_read_yet_claims_no_reading() -> None:
    """Its goal ended before anything came."""
    unread = factories.source(read_at=None, value=None)
    shown = said(source.source_modal(measured(unread), unread))
    assert "Nothing was read from it yet" in shown
    assert "h, read" not in shown


def test_a_source_that_fails_says_why_and_that_nothing_was_changed() -> None:
    shown = said(source.source_modal(measured(failing()), failing()))
    assert "answered 401" in shown
    assert "Nothing on record was changed" in shown


@pytest.mark.parametrize(
    ("is_member", "is_own", "labels"),
    [
        (True, True, {"Look again", "Fetch now", "Change", "Disconnect"}),
        (True, False, {"Look again", "Fetch now"}),
        (False, False, {"Look again"}),
    ],
)
def test_only_what_somebody_may_do_is_offered(is_member: bool, is_own: bool, labels: set[str]) -> None:
    seen = measured(factories.source(), is_member=is_member, is_own=is_own)
    assert labels_of(source.source_modal(seen, factories.source())) == labels


def test_while_it_is_read_there_is_nothing_to_fetch() -> None:
    under_way = factories.source(is_being_read=True)
    assert "Fetch now" not in labels_of(source.source_modal(measured(under_way), under_way))


def test_the_form_is_filled_with_what_holds_and_names_the_headers_kept() -> None:
    view = form.source_form(measured(factories.source()), keeps_secrets=True)
    shown = said(view)
    assert "Kept so far: X-Api-Key" in shown
    assert "Forget them" in shown
    assert fields(view) == ["address", "path", "every", "hour", "headers", "forget"]
    fresh = form.source_form(measured(), keeps_secrets=True)
    assert fields(fresh) == ["address", "path", "every", "hour", "headers"]
    assert "initial_value" not in said(fresh)


def test_without_a_key_headers_are_not_asked_for_and_the_operator_is_named() -> None:
    view = form.source_form(measured(), keeps_secrets=False)
    assert fields(view) == ["address", "path", "every", "hour"]
    assert "CAIRN_ENCRYPTION_KEYS" in said(view)


def fields(view: Json) -> list[str]:
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    return [str(block["block_id"]).rpartition(".")[2] for block in blocks if block["type"] == "input"]


def test_a_goal_without_indicators_says_what_comes_first() -> None:
    assert "Add one first" in said(source.goal_modal([]))
    assert ids.OPEN not in said(source.goal_modal([]))
