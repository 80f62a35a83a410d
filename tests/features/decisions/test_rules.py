from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.commitments.events import RoundDecided
from bot.features.commitments.values.drafts import REASONS_MOST, Choice
from bot.features.decisions import rules
from bot.features.decisions.values import TEXT_MOST, TITLE_MOST, DecisionDraft, Field
from bot.text import searched_words
from tests.features.decisions.factories import TODAY, decision, draft, full_decision
from tests.features.goals.factories import ANA, EXTREME_WORDS, TEAM

YESTERDAY = TODAY - timedelta(days=1)


def filled(title: str, text: str) -> DecisionDraft:
    return draft(title, rationale=text, context=text, options=text, criteria=text, outcome=text)


def test_an_ordinary_draft_has_no_problem() -> None:
    assert rules.problems_of(draft(), TODAY) == {}


@pytest.mark.parametrize("words", EXTREME_WORDS.values(), ids=EXTREME_WORDS.keys())
def test_whatever_people_write_is_taken(words: str) -> None:
    assert rules.problems_of(rules.cleaned(draft(words[:150], rationale=words, context=words)), TODAY) == {}


@pytest.mark.parametrize("nothing", ["", "   ", "\n\n", "\u200b\u200d", "\u202e"])
def test_what_and_why_must_be_visible(nothing: str) -> None:
    problems = rules.problems_of(rules.cleaned(draft(nothing, rationale=nothing)), TODAY)
    assert problems == {Field.TITLE: rules.NO_TITLE, Field.RATIONALE: rules.NO_RATIONALE}


def test_each_text_has_its_length() -> None:
    words = "x" * 5000
    long = filled(words, words)
    problems = rules.problems_of(long, TODAY)
    assert set(problems) == {Field.TITLE, *rules.TEXTS.values()}
    assert all("5,000" in sentence for sentence in problems.values())
    fitting = filled("x" * TITLE_MOST, "x" * TEXT_MOST)
    assert rules.problems_of(fitting, TODAY) == {}


@pytest.mark.parametrize(
    ("review_on", "is_refused"),
    [(YESTERDAY, True), (TODAY, False), (TODAY + timedelta(days=1), False), (date.max, True), (None, False)],
)
def test_nobody_can_plan_to_look_back_in_the_past_or_after_more_than_ten_years(
    review_on: date | None, is_refused: bool
) -> None:
    assert (Field.REVIEW_ON in rules.problems_of(draft(review_on=review_on), TODAY)) is is_refused


def test_a_review_date_that_has_passed_stays_while_other_words_change() -> None:
    known = decision(review_on=YESTERDAY)
    assert rules.problems_of(draft(review_on=YESTERDAY), TODAY, known) == {}
    earlier = draft(review_on=YESTERDAY - timedelta(days=1))
    assert rules.problems_of(earlier, TODAY, known) == {Field.REVIEW_ON: rules.PAST}


def test_changes_name_only_what_differs() -> None:
    known = full_decision()
    wanted = replace(known.draft(), title="Other words", goals=(UUID(int=3),), review_on=None)
    changes = rules.changes(known, wanted)
    assert changes.before == {
        "title": "words",
        "goals": sorted(str(goal.id) for goal in known.goals),
        "review_on": "2026-06-01",
    }
    assert changes.after == {"title": "Other words", "goals": [str(UUID(int=3))], "review_on": None}


def test_the_order_of_goals_is_no_change() -> None:
    known = full_decision()
    turned = replace(known.draft(), goals=tuple(reversed(known.draft().goals)))
    assert rules.changes(known, turned).after == {}


@pytest.mark.parametrize("words", ["ÜBER", "straße", "Ελλάδα", "РЕШЕНИЕ", "English"])
def test_a_word_is_found_in_whatever_case_it_was_written(words: str) -> None:
    held = rules.searchable(rules.cleaned(draft(f"We say {words.upper()} now")))
    assert all(word in held for word in searched_words(words.lower()))


@given(st.text(min_size=1, max_size=150))
def test_a_decision_is_found_by_its_own_title(title: str) -> None:
    wanted = rules.cleaned(draft(title))
    assert all(word in rules.searchable(wanted) for word in searched_words(wanted.title))


ONE, TWO = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("chosen", "rest", "is_scope", "title", "outcome"),
    [
        ((TWO, ONE), (), False, "Go ahead with #3 and #5, despite an objection", "cycle: #3 and #5."),
        ((ONE,), (TWO,), False, "Go ahead with #3, despite an objection", "Left out: #5."),
        ((), (ONE, TWO), False, "We don't commit to #3 and #5", "stays a proposal"),
        ((ONE,), (), True, "#3 stays committed as it is now", "#3 stays committed."),
        ((), (ONE,), True, "#3 doesn't stay committed as it is now", "#3 is a proposal again."),
    ],
)
def test_what_a_steward_decided_on_a_goal_set_reads_like_any_decision(
    chosen: tuple[UUID, ...], rest: tuple[UUID, ...], is_scope: bool, title: str, outcome: str
) -> None:
    event = RoundDecided(
        subject="round",
        team_id=TEAM,
        choice=Choice.COMMIT if chosen else Choice.PUT_OFF,
        goal_ids=chosen,
        left_out=rest,
        objection="x" * REASONS_MOST,
        reply="Half first",
        heard=5,
        of=6,
        is_scope=is_scope,
    )
    made = rules.of_commitment(event, {ONE: 3, TWO: 5}, decider=ANA)
    assert (made.title, made.rationale, made.decider) == (title, "Half first", ANA)
    assert outcome in made.outcome
    assert made.context.endswith("x" * REASONS_MOST)
    assert rules.problems_of(made, TODAY) == {}
    unopposed = rules.of_commitment(replace(event, objection=""), {ONE: 3, TWO: 5}, decider=ANA)
    assert "objection" not in f"{unopposed.title} {unopposed.context}"
