import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import kit
from bot.slack.fitting import NOTHING, fitted, fitted_markup
from bot.slack.kit import escaped

SOUND = re.compile(r"(?:[^<>&]|&(?:amp|lt|gt);|<[^<>]*>)*")


@pytest.mark.parametrize("words", ["", " ", "\n\t"])
def test_no_words_become_a_dash(words: str) -> None:
    assert fitted(words, 10) == fitted_markup(words, 10) == NOTHING


@given(st.text(), st.integers(1, 30))
def test_words_fit_and_are_never_nothing(words: str, limit: int) -> None:
    assert 1 <= len(fitted(words, limit)) <= limit


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("it is &lt;b&gt;", 9, "it is…"),
        ("ask <@U123456> now", 10, "ask…"),
        ("ask <@U123456> now", 16, "ask <@U123456>…"),
        ("ask <@U123456>", 14, "ask <@U123456>"),
        ("a <", 3, "a <"),
    ],
)
def test_a_cut_goes_around_signs_and_mentions(text: str, limit: int, shown: str) -> None:
    assert fitted_markup(text, limit) == shown


@given(st.lists(st.text("<>&;a ") | st.just("<@U12345678>")), st.integers(1, 60))
def test_markup_that_was_cut_is_still_sound(parts: list[str], limit: int) -> None:
    text = "".join(part if part.startswith("<@") else escaped(part) for part in parts)
    shown = fitted_markup(text, limit)
    assert len(shown) <= limit
    assert SOUND.fullmatch(shown)


@given(st.text('&<>"\\\n a', max_size=300), st.integers(20, 400))
def test_what_is_sent_takes_no_more_of_a_message_than_it_may(words: str, room: int) -> None:
    shown = kit.brief(words, room)
    assert kit.taken(shown) <= room
    assert SOUND.fullmatch(shown)
    if kit.taken(kit.escaped(words)) <= room:
        assert shown == kit.escaped(words) or not words.strip()
