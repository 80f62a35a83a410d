"""Reading check-ins written in words: what is understood, and what stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.checkins.rules.replies import SIGNS, Said, is_courtesy, is_request, read
from bot.features.checkins.values.prompts import Confidence
from bot.text import clean_text

GREEN, YELLOW, RED = Confidence.GREEN, Confidence.YELLOW, Confidence.RED


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#3 green 60 % the tap is in", Said(3, GREEN, 60, "the tap is in")),
        ("#3 60% green: the tap is in", Said(3, GREEN, 60, "the tap is in")),
        ("3: red", Said(3, RED)),
        ("Goal #12 – amber, half of it", Said(12, YELLOW, None, "half of it")),
        ("🟢 going well", Said(None, GREEN, None, "going well")),
        ("🟢60%", Said(None, GREEN, 60)),
        ("#3 :large_green_circle: 70% done", Said(3, GREEN, 70, "done")),
        (":red_circle:", Said(None, RED)),
        ("100 %", Said(None, None, 100)),
        ("RED! alert", Said(None, RED, None, "alert")),
        ("#3 red alert", Said(3, RED, None, "alert")),
        ("green - 60 % done", Said(None, GREEN, 60, "done")),
        ("60 % done", Said(None, None, 60, "done")),
        ("#1 green -5 %", Said(1, GREEN, None, "-5 %")),
        ("#1 isn't green any more", Said(1, None, None, "isn't green any more")),
        ("#1 yellow to green", Said(1, None, None, "yellow to green")),
    ],
)
def test_what_a_line_begins_with_is_understood(text: str, said: Said) -> None:
    assert read(text) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 yellow 40% waiting for wood", Said(2, YELLOW, 40, "waiting for wood")),
        ("2 🔴 no money", Said(2, RED, None, "no money")),
        ("2 40 %: half of it", Said(2, None, 40, "half of it")),
        ("2 green", Said(2, GREEN)),
        ("2 red buckets were lost", Said(words="2 red buckets were lost")),
        ("2 % of us said no", Said(words="2 % of us said no")),
        ("2 neighbours came", Said(words="2 neighbours came")),
        ("3 yellow 40%", Said(words="3 yellow 40%")),
    ],
)
def test_a_goals_bare_number_is_understood_before_how_it_stands(text: str, said: Said) -> None:
    assert read(text, {1, 2}) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "We painted the fence green",
        "Greenhouse is up, 60 % of it",
        "redone twice",
        "not green yet",
        "120 % of what we planned",
        "3 neighbours came",
        "3:30 is when they came",
        "10 am works",
        "red tape held us up",
        "Green light from the council",
        "green? no, red",
        "orange juice is out",
        "2 % of the neighbours said no",
        "100% of people hate it",
        "10%-20% are missing",
        "red → green",
        "🔴 → 🟢",
        "yellow to green",
    ],
)
def test_a_sentence_stays_words(text: str) -> None:
    (part,) = read(text)
    assert not part.is_parsed
    assert part.words == text


def test_each_line_speaks_of_its_goal_and_the_next_lines_belong_to_it() -> None:
    said = read("#3 green\nthe tap is in\nand runs\n#4 🔴 20 %\nno money")
    assert said == [Said(3, GREEN, None, "the tap is in\nand runs"), Said(4, RED, 20, "no money")]


def test_a_greeting_before_the_first_goal_is_words_of_its_own() -> None:
    assert read("Hello!\n#3 green") == [Said(words="Hello!"), Said(3, GREEN)]


@given(
    number=st.integers(1, 99_999),
    sign=st.sampled_from([(confidence, sign) for confidence, signs in SIGNS.items() for sign in signs]),
    progress=st.integers(0, 100),
    is_percent_first=st.booleans(),
)
def test_every_sign_is_read_in_either_order(
    number: int, sign: tuple[Confidence, str], progress: int, *, is_percent_first: bool
) -> None:
    confidence, shown = sign
    parts = [f"{progress} %", shown] if is_percent_first else [shown, f"{progress}%"]
    assert read(f"#{number} {' '.join(parts)}") == [Said(number, confidence, progress)]


@given(st.text())
def test_words_that_are_no_answer_stay_to_the_letter(text: str) -> None:
    said = read(text)
    assert all(part.progress is None or 0 <= part.progress <= 100 for part in said)
    if not any(part.is_parsed for part in said):
        assert "".join("".join(part.words for part in said).split()) == "".join(clean_text(text).split())


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Help!", True),
        ("thank you", True),
        (" hello… ", True),
        ("green", False),
        ("Help came from the neighbours", False),
    ],
)
def test_a_greeting_is_a_courtesy(text: str, *, means: bool) -> None:
    assert is_courtesy(text) is means


@pytest.mark.parametrize(
    "text",
    [
        "away until friday",
        "I’m away from Monday to Wed 2 Dec.",
        "on holiday until 3 January",
        "On vacation next week!",
        "out of office until 7.12.",
        "I'm sick today, sorry",
        "snooze",
        "Please remind me tomorrow at 10:30",
        "ask me later",
        "Later…",
        "skip this one",
        "snooze it for an hour",
    ],
)
def test_a_wish_not_to_be_asked_is_a_request(text: str) -> None:
    assert is_request(text)


@pytest.mark.parametrize(
    "text",
    [
        "The tap is in",
        "Away from the road the beans grow",
        "We were away until Friday, so nothing was planted",
        "on holiday until we plant",
        "Later we found the leak",
        "skip the pump, it works again",
        "#2 later",
        "remind me to buy nails",
        "Tomorrow",
        "until Friday",
        "off on off on off on off on off",
        "green",
        "",
    ],
)
def test_what_a_team_may_read_is_no_request(text: str) -> None:
    assert not is_request(text)
