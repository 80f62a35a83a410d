"""No words of anybody's make Slack do something, or refuse a block."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from bot.delivery.values import Json
from bot.slack import kit, limits
from bot.slack.kit import Block, Element, Markup, markup
from tests.slack.extremes import WORDS

MOMENT = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)

BLOCKS: dict[str, Callable[[str], Block]] = {
    "header": kit.header,
    "section": lambda words: kit.section(markup("{words}", words=words)),
    "quoted section": lambda words: kit.section(kit.quoted(words)),
    "context": lambda words: kit.context(markup("{words}", words=words), markup("by {words}", words=words)),
}
ELEMENTS: dict[str, Callable[[str], Element]] = {
    "button": lambda words: kit.button(words, "a", "value", primary=True),
    "asking button": lambda words: kit.button(
        words, "a", confirm=kit.confirmation(words, words, words, words)
    ),
    "overflow": lambda words: kit.overflow("a", [(words, "1"), (words, "2")]),
    "menu": lambda words: kit.menu("a", words, [(words, "1"), ("Two", "2")]),
}


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("plain_words ~so~", "Ana needs *plain_words ~so~* of *#3*"),
        ("a *b* c", "Ana needs a *b* c of *#3*"),
        ("2 * 3", "Ana needs 2 * 3 of *#3*"),
        ("run `make`", "Ana needs run `make` of *#3*"),
        ("two\nlines", "Ana needs two\nlines of *#3*"),
    ],
)
def test_bold_around_words_that_would_break_it_is_left_out(title: str, said: str) -> None:
    assert markup("{who} needs *{title}* of *#{number}*", who="Ana", title=title, number=3) == said
    assert markup("*Goal {title}*", title="a * b") == "Goal a * b"


@pytest.mark.parametrize("name", BLOCKS)
@settings(deadline=None)
@given(words=WORDS)
def test_slack_takes_every_block_whatever_is_written_in_it(name: str, words: str) -> None:
    view = kit.modal(words, [BLOCKS[name](words)], callback_id="test", submit=words or "Save", close=words)
    assert limits.view_problems(view) == []


@pytest.mark.parametrize("name", ELEMENTS)
@settings(deadline=None)
@given(words=WORDS)
def test_slack_takes_every_element_whatever_it_is_called(name: str, words: str) -> None:
    row = kit.actions(ELEMENTS[name](words), block_id="row")
    beside = kit.section(markup("x"), accessory=ELEMENTS[name](words))
    assert limits.message_problems({"text": "x", "blocks": [row, kit.divider(), beside]}) == []


@given(words=WORDS)
def test_a_message_is_taken_too_and_says_the_same_to_a_screen_reader(words: str) -> None:
    message = kit.message(markup("{words}", words=words))
    payload: Json = {"text": message.text, "blocks": list(message.blocks)}
    assert limits.message_problems(payload) == []
    assert str(message.text) in str(message.blocks[0]["text"]["text"])  # type: ignore[index]  # JSON


@given(words=WORDS)
def test_words_become_neither_mentions_nor_links_nor_tags(words: str) -> None:
    said = markup("“{words}” by {who}", words=words, who=words)
    assert not re.search(r"[<>]", said)
    assert not re.search(r"&(?!amp;|lt;|gt;)", said)
    shown = said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert shown == f"“{words}” by {words}"


def test_markup_is_escaped_once_however_often_it_is_put_into_markup() -> None:
    inner = markup("{words}", words="a < b & c")
    assert markup("{inner}", inner=markup("{inner}", inner=inner)) == "a &lt; b &amp; c"
    assert kit.escaped(inner) is inner


def test_what_is_ours_stays_markup() -> None:
    said = markup("{who} in {where}", who=kit.mention("U1"), where=kit.channel_name("C1"))
    assert said == "<@U1> in <#C1>"
    assert isinstance(kit.lines([said, said]), Markup)
    assert kit.joined(" · ", [Markup("a"), Markup("b")]) == "a · b"


def test_ids_can_not_break_out_of_a_mention() -> None:
    assert kit.mention("U1> <!channel") == "<@U1&gt; &lt;!channel>"


def test_moments_are_shown_in_the_readers_zone_with_utc_for_who_can_not() -> None:
    assert kit.day(MOMENT) == "<!date^1772355900^{date_short_pretty}|1 Mar 2026>"
    assert kit.moment(MOMENT) == "<!date^1772355900^{date_long_pretty} at {time}|Sun 1 Mar 2026, 09:05 UTC>"


def test_every_line_of_a_quote_is_quoted() -> None:
    assert kit.quoted("a\n\n> b") == "> a\n> \n> &gt; b"


def test_mrkdwn_keeps_slack_from_finding_names_by_itself() -> None:
    assert kit.section(markup("@here"))["text"] == {"type": "mrkdwn", "text": "@here", "verbatim": True}


def test_blocks_have_only_the_ids_they_were_given() -> None:
    assert "block_id" not in kit.divider()
    assert kit.header("x", block_id="mine")["block_id"] == "mine"
