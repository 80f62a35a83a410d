"""What becomes of people's words, what is wrong with them, and what a search means by them."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.goals.rules import words as rules
from bot.features.goals.values import LINE_MOST, TEXT_MOST, GoalDraft
from bot.text import has_visible
from tests.features.goals.factories import EXTREME_WORDS, TEAM, draft, goal

WORDS = st.text(max_size=200)
DRAFTS = st.builds(
    GoalDraft,
    team_id=st.just(TEAM),
    title=WORDS,
    beneficiary=WORDS,
    why=WORDS,
    constraints=WORDS,
    must_be_true=WORDS,
    aim=WORDS,
    must_do=st.booleans(),
)
TITLES = [
    (UUID(int=1), "Straße safe for children"),
    (UUID(int=2), "Answers within 3 days"),
    (UUID(int=12), "Answers in any language"),
]


def with_words(field: str, characters: int) -> GoalDraft:
    words: dict[str, Any] = {field: "x" * characters}
    return draft(**words)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  An answer\n within a day ", "An answer within a day"),
        ("\u202ereversed", "reversed"),
        ("\u200b \u3164", ""),
        ("🎯", "🎯"),
        ("<!channel>", "<!channel>"),
        ("שלום", "שלום"),
    ],
)
def test_a_title_is_one_clean_line(raw: str, kept: str) -> None:
    assert rules.cleaned(draft(raw)).title == kept


def test_longer_words_keep_their_lines() -> None:
    assert rules.cleaned(draft(why="one\r\n\r\n\r\ntwo ")).why == "one\n\ntwo"


@given(DRAFTS)
def test_cleaning_twice_changes_nothing(wanted: GoalDraft) -> None:
    once = rules.cleaned(wanted)
    assert rules.cleaned(once) == once
    assert (once.team_id, once.must_do) == (wanted.team_id, wanted.must_do)


@given(DRAFTS)
def test_a_cleaned_draft_without_problems_can_be_kept_and_shown(wanted: GoalDraft) -> None:
    clean = rules.cleaned(wanted)
    if rules.problems_of(clean):
        return
    assert has_visible(clean.title)
    assert max(map(len, (clean.title, clean.beneficiary, clean.aim))) <= LINE_MOST
    assert max(map(len, (clean.why, clean.constraints, clean.must_be_true))) <= TEXT_MOST


@pytest.mark.parametrize("title", [*EXTREME_WORDS.values()], ids=[*EXTREME_WORDS])
def test_unusual_titles_are_titles(title: str) -> None:
    assert rules.problems_of(rules.cleaned(draft(title[:LINE_MOST]))) == {}


def test_a_goal_needs_a_title() -> None:
    assert "what will be different" in rules.problems_of(rules.cleaned(draft(" \u200b\n")))["title"]


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ("title", 150),
        ("beneficiary", 150),
        ("aim", 150),
        ("why", 1000),
        ("constraints", 1000),
        ("must_be_true", 1000),
    ],
)
def test_words_that_are_too_long_are_named_with_both_lengths(field: str, most: int) -> None:
    assert rules.problems_of(with_words(field, most)) == {}
    (problem,) = rules.problems_of(with_words(field, 5000)).values()
    assert f"room for {most:,} characters" in problem
    assert "this has 5,000" in problem


def test_all_problems_are_told_at_once() -> None:
    found = rules.problems_of(replace(draft(), title="", beneficiary="x" * 151, why="x" * 1001))
    assert [*found] == ["title", "beneficiary", "why"]


def test_changes_name_only_what_differs() -> None:
    known = goal()
    changes = rules.changes(known, replace(known.draft(), title="Another", must_do=True))
    assert changes.before == {"title": known.title, "must_do": False}
    assert changes.after == {"title": "Another", "must_do": True}


@given(DRAFTS)
def test_a_goal_does_not_differ_from_its_own_words(wanted: GoalDraft) -> None:
    known = replace(goal(), title=wanted.title, why=wanted.why, must_do=wanted.must_do)
    assert rules.changes(known, known.draft()).after == {}


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("3", [2]),
        ("9", []),
        ("answers", [2, 12]),
        ("LANGUAGE any", [12]),
        ("strasse", [1]),
        ("1" * 5000, []),
        ("²", []),
        ("#", []),
        ("", [1, 2, 12]),
        ("<!channel>", []),
    ],
)
def test_finds_titles_that_hold_all_of_the_words(words: str, numbers: list[int]) -> None:
    assert rules.matching(TITLES, words) == [UUID(int=number) for number in numbers]


@given(st.text())
def test_any_search_finds_some_of_the_goals_or_none(words: str) -> None:
    assert set(rules.matching(TITLES, words)) <= {goal_id for goal_id, _ in TITLES}


@pytest.mark.parametrize(
    ("title", "suggestion", "is_unfilled"),
    [
        ("Members can … because we ship 5 features", "Members can … because we ship 5 features", True),
        ("Our members will …, as we ship", "Members can … because we ship 5 features", True),
        ("New hires go from … today to 3", "New hires go from … today to …", True),
        ("New hires go from 2 today to …", "New hires go from … today to …", True),
        ("New hires go from 2 today to 3", "New hires go from … today to …", False),
        ("Members wait less, and then …", "Members can … because we ship 5 features", False),
        ("Members wait… less", "Members can … because we ship 5 features", False),
        ("Please … thank you", "", False),
        ("", "Members can … because", False),
    ],
)
def test_a_hole_of_a_suggestion_is_seen_and_an_ending_of_ones_own_is_not(
    title: str, suggestion: str, is_unfilled: bool
) -> None:
    assert rules.is_unfilled(title, suggestion) is is_unfilled
