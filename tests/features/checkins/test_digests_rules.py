"""When a digest is posted, what it holds, and what of it comes first."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.checkins.rules.digests import held, is_for_driver, is_time, summary, voices
from bot.features.checkins.rules.prompts import QUESTIONS
from bot.features.checkins.values.prompts import AnswerView, Confidence
from tests.features.checkins.digests_factories import GREEN, RED, YELLOW, answer
from tests.features.goals.factories import ANA, BEN, CYD, DEE, NOON

LEARNED, IN_THE_WAY, STORY, NEED = QUESTIONS
HOUR = timedelta(hours=1)
confidences = st.sampled_from([None, *Confidence])
answers = st.builds(
    answer,
    st.sampled_from([ANA, BEN, CYD, DEE]),
    minutes=st.integers(0, 600),
    version=st.integers(1, 4),
    confidence=confidences,
    before=confidences,
    progress=st.sampled_from([None, 0, 60, 100]),
    words=st.sampled_from(["", "the pump broke"]),
    why=st.sampled_from(["", "no water"]),
    question=st.sampled_from(QUESTIONS),
    is_private=st.booleans(),
    wants_change=st.booleans(),
)


@pytest.mark.parametrize(
    ("expected", "answered", "is_late", "posts"),
    [
        (8, 0, False, False),
        (8, 3, False, False),
        (8, 4, False, True),
        (7, 3, False, False),
        (7, 4, False, True),
        (1, 1, False, True),
        (8, 1, True, True),
        (8, 0, True, False),
        (0, 1, False, False),  # of their own accord, on a day that is no occurrence: it waits for others
        (0, 1, True, True),
    ],
)
def test_it_is_posted_with_half_of_the_answers_or_late_with_any(
    *, expected: int, answered: int, is_late: bool, posts: bool
) -> None:
    assert is_time(expected=expected, answered=answered, is_late=is_late) is posts


@given(st.integers(0, 500), st.integers(0, 500), st.booleans())
def test_an_answer_more_never_takes_a_digest_back(expected: int, answered: int, is_late: bool) -> None:
    if is_time(expected=expected, answered=answered, is_late=is_late):
        assert is_time(expected=expected, answered=answered + 1, is_late=is_late)


def test_the_newest_version_until_then_is_held() -> None:
    first = answer(confidence=RED)
    edited = answer(confidence=GREEN, version=2, minutes=30)
    too_late = answer(confidence=YELLOW, version=3, minutes=90)
    assert held([too_late, first, edited], NOON + HOUR) == [edited]


def test_what_comes_after_the_end_stays_out() -> None:
    assert held([answer(confidence=RED, minutes=61)], NOON + HOUR) == []


@pytest.mark.parametrize(
    "later",
    [
        answer(version=2, minutes=600, words="the pump broke", is_private=True),
        answer(version=2, minutes=600),
    ],
    ids=["private", "taken back"],
)
def test_what_is_kept_private_or_taken_back_goes_whenever_that_was_said(later: AnswerView) -> None:
    said = answer(words="the pump broke", confidence=RED)
    assert voices(held([said, later], NOON + HOUR)) == {}
    assert summary(held([said, later], NOON + HOUR), set()).changes == ()


@pytest.mark.parametrize("is_private", [True, False], ids=["private", "taken back"])
def test_what_is_gone_stays_gone_whatever_is_said_next(is_private: bool) -> None:
    said = answer(words="the pump broke")
    gone = answer(version=2, minutes=600, words="the pump broke" if is_private else "", is_private=is_private)
    again = answer(version=3, minutes=700, words="all is well")
    assert voices(held([said, gone, again], NOON + HOUR)) == {}


@given(st.lists(answers, max_size=12, unique_by=lambda one: (one.user, one.version)))
def test_nothing_private_is_ever_told(versions: list[AnswerView]) -> None:
    told = held(versions, NOON + 4 * HOUR)
    shown = summary(told, {ANA, BEN})
    for listed in (shown.changes, shown.blockers, shown.wins, shown.steady, *voices(told).values()):
        assert not any(one.is_private for one in listed)
    assert shown.private <= shown.answered == len({one.user for one in told})


@given(st.lists(answers, max_size=8), st.sets(st.sampled_from([ANA, BEN, CYD, DEE])))
def test_everybody_expected_is_counted_once(said: list[AnswerView], expected: set[str]) -> None:
    shown = summary(said, expected)
    assert shown.answered + shown.welcome == len(expected | {one.user for one in said})


@given(st.lists(answers, max_size=12))
def test_every_change_of_confidence_is_told_once_the_worst_first(said: list[AnswerView]) -> None:
    changed = [one for one in said if one.confidence and one.before and one.confidence != one.before]
    shown = summary(said, set()).changes
    assert sorted(map(str, shown)) == sorted(str(one) for one in changed if not one.is_private)
    steps = [one.confidence.rank - one.before.rank for one in shown if one.confidence and one.before]
    assert steps == sorted(steps)


def test_blockers_wins_and_what_needs_changing() -> None:
    blocked = answer(BEN, words="no water", question=IN_THE_WAY, confidence=GREEN, wants_change=True)
    story = answer(CYD, words="Mia grew her first bean", question=STORY)
    learned = answer(DEE, words="beans like sun", question=LEARNED)
    arrived = answer(ANA, progress=100, confidence=GREEN, before=GREEN)
    shown = summary([blocked, story, learned, arrived], {ANA, BEN, CYD, DEE, "U0EVE", "U0FAY"})
    assert shown.blockers == (blocked,)
    assert shown.wins == (story, arrived)
    assert shown.steady == (blocked,)
    assert shown.to_change == (blocked.goal_id,)
    assert (shown.answered, shown.private, shown.welcome) == (4, 0, 2)


def test_words_stand_in_the_thread_by_who_said_them() -> None:
    on_goal, on_all = answer(BEN, why="no water"), answer(BEN, goal_id=None, words="A good week")
    silent = answer(CYD, confidence=GREEN)
    assert voices([on_goal, silent, on_all]) == {BEN: [on_goal, on_all]}


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ({"wants_change": True}, True),
        ({"is_private": True, "words": "between us"}, True),
        ({"is_private": True, "confidence": RED}, False),
        ({"words": "for everybody"}, False),
    ],
)
def test_the_driver_hears_what_is_for_their_eyes_or_asks_for_change(
    *, said: dict[str, Any], tells: bool
) -> None:
    assert is_for_driver(answer(**said)) is tells
