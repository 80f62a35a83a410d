"""What people write stays readable, and disturbs nobody else's text."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import (
    SEARCH_MOST,
    SEARCH_WORDS_MOST,
    clean_line,
    clean_text,
    closest,
    day_in_words,
    has_visible,
    listing,
    ordinal,
    parted,
    plural,
    searched_line,
    searched_number,
    searched_words,
    shorten,
)

FAMILY = "👩\u200d👩\u200d👧"
FLAG = "🇫🇷"
WAVE = "👋🏽"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
TRICKY = st.text(
    st.sampled_from(
        f"ab e\u0301\n\r\t\v\x00\x1f\u2028\u200b\u200d\u200e\u202e\u2066\u2069\ufeffשلم{FAMILY}{FLAG}{WAVE}"
    )
    | st.characters()
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  two\t words \n", "two words"),
        ("e\u0301", "é"),
        ("safe\u202etxt.exe", "safetxt.exe"),
        ("\u2066isolated\u2069", "isolated"),
        ("nul\x00 bell\x07", "nul bell"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("שלום עולם\u200f", "שלום עולם\u200f"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        (f"{FAMILY} {ENGLAND}", f"{FAMILY} {ENGLAND}"),
        ("lone \ud83d", "lone"),
        ("one\u2028two\r\nthree", "one two three"),
    ],
)
def test_cleans_a_line(raw: str, clean: str) -> None:
    assert clean_line(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one\u2028two\x85three", "one\ntwo\nthree"),
        ("\n\n one \n\n\n\n two  words \n", "one\n\ntwo words"),
    ],
)
def test_keeps_line_breaks(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@given(TRICKY)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    assert clean_text(clean_text(raw)) == clean_text(raw)
    assert clean_line(clean_line(raw)) == clean_line(raw)


@given(TRICKY)
def test_a_clean_line_can_be_stored_and_shown(raw: str) -> None:
    line = clean_line(raw)
    line.encode()
    assert line == line.strip()
    assert not any(unicodedata.category(char) in {"Cc", "Zl", "Zp"} for char in line)
    assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(TRICKY)
def test_cleaning_keeps_what_is_visible(raw: str) -> None:
    assert has_visible(clean_line(raw)) == has_visible(raw)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("a goal", 6, "a goal"),
        ("a goal", 5, "a go…"),
        ("a goal", 3, "a…"),
        ("a goal", 1, "…"),
        (f"a{FAMILY}b", 6, "a…"),
        (f"a{FAMILY}bcd", 7, f"a{FAMILY}…"),
        (f"{FLAG}{FLAG}x", 4, f"{FLAG}…"),
        (f"{WAVE}{WAVE}", 3, f"{WAVE}…"),
        (f"{ENGLAND}abc", 8, f"{ENGLAND}…"),
        (f"{ENGLAND}abc", 7, "…"),
        ("ae\u0301b", 3, "a…"),
        ("ก็ก็ก็", 5, "ก็ก็…"),
    ],
)
def test_shortens_between_what_readers_take_for_characters(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


@given(TRICKY, st.integers(1, 30))
def test_a_short_text_fits_and_begins_the_same(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text or text.startswith(short.removesuffix("…"))


def test_refuses_a_limit_without_room() -> None:
    with pytest.raises(ValueError, match="nothing"):
        shorten("a", 0)


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 voices"), (1, "1 voice"), (2, "2 voices"), (1000, "1000 voices")]
)
def test_counts(count: int, said: str) -> None:
    assert plural(count, "voice") == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        *((1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th")),
        *((20, "20th"), (21, "21st"), (102, "102nd"), (111, "111th"), (1003, "1003rd")),
    ],
)
def test_places_as_one_says_them(number: int, said: str) -> None:
    assert ordinal(number) == said


def test_counts_with_an_own_plural() -> None:
    assert [plural(1, "entry", "entries"), plural(3, "entry", "entries")] == ["1 entry", "3 entries"]


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists(items: list[str], said: str) -> None:
    assert listing(items) == said


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("prpose", "propose"),
        ("PROPOSE", "propose"),
        ("lsit", "list"),
        ("shwo", "show"),
        ("zzz", None),
        ("", None),
    ],
)
def test_guesses_what_was_meant(word: str, meant: str | None) -> None:
    assert closest(word, ["propose", "list", "show", "claim"]) == meant


def test_answers_with_the_candidate_as_it_is_written() -> None:
    assert closest("jeremi", ["Jérémie", "Jeremy"]) == "Jeremy"


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\u200b\u200d\u2060", "\u3164", "\u2800", "\ufe0f", "\u0301", "\u202e"]
)
def test_nothing_to_see(text: str) -> None:
    assert not has_visible(text)


@pytest.mark.parametrize("text", ["a", "!", "🎯", FAMILY, "\U0001fae8", "שלום", " 1 "])
def test_something_to_see(text: str) -> None:
    assert has_visible(text)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("3", 3),
        ("#3", 3),
        (" #2 ", 2),
        ("007", 7),
        ("٢", 2),
        ("9" * 9, 999_999_999),
        ("9" * 10, None),
        ("3 beds", None),
        ("²", None),
        ("#", None),
        ("", None),
    ],
)
def test_what_a_search_takes_for_a_number(words: str, number: int | None) -> None:
    assert searched_number(words) == number


def test_of_a_long_search_its_beginning_is_looked_at() -> None:
    assert searched_line("x" * 5000) == "x" * SEARCH_MOST
    assert searched_line("x" * (SEARCH_MOST - 1) + " y") == "x" * (SEARCH_MOST - 1)


@given(st.text(max_size=400))
def test_a_search_is_looked_at_within_its_bounds(words: str) -> None:
    assert len(searched_line(words)) <= SEARCH_MOST
    assert all(word == word.casefold() for word in searched_words(words))


@given(st.text(max_size=2000))
def test_a_search_is_a_few_words_whatever_was_typed(words: str) -> None:
    found = searched_words(words)
    assert len(found) <= SEARCH_WORDS_MOST
    assert len(set(found)) == len(found)
    assert all(word and not word.isspace() and "\x00" not in word for word in found)


def test_what_comes_after_many_words_narrows_nothing() -> None:
    many = [str(number) for number in range(SEARCH_WORDS_MOST + 1)]
    assert searched_words(" ".join(many)) == tuple(many[:-1])


def test_a_word_is_looked_for_once() -> None:
    assert searched_words(" Harbour the  harbour ") == ("harbour", "the")


def test_a_day_tells_its_year_only_where_it_is_another_one() -> None:
    day = date(2026, 11, 3)
    assert day_in_words(day) == day_in_words(day, year_of=date(2026, 1, 1)) == "Tue 3 Nov"
    assert day_in_words(day, year_of=date(2025, 12, 31)) == "Tue 3 Nov 2026"


@given(st.text(" \nab"), st.integers(1, 20))
def test_a_parted_text_is_all_there_in_pieces_that_fit(text: str, most: int) -> None:
    pieces = parted(text, most)
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= most for piece in pieces) or pieces == [""]


def test_a_text_is_parted_between_words() -> None:
    assert parted("one two three", 8) == ["one two ", "three"]
