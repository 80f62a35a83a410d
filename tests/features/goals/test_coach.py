"""The coach says one useful thing about a draft, and leaves good drafts alone (practice P3)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.goals.coach import Remark, coach
from bot.features.goals.coaching.patterns import Draft, Rule
from bot.features.goals.coaching.reading import Reading
from bot.features.goals.coaching.rules import RULES

FLAGGED = [
    pytest.param(rule, draft, id=f"{rule.name}: {draft[0][:40]}") for rule in RULES for draft in rule.flags
]
PASSED = [
    pytest.param(rule, draft, id=f"{rule.name}: {draft[0][:40]}") for rule in RULES for draft in rule.passes
]
WORDS = sorted({word for rule in RULES for draft in rule.flags + rule.passes for word in draft[0].split()})
DRAFTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=40).map(" ".join) | st.text()


def name_of(remark: Remark | None) -> str | None:
    return None if remark is None else remark.rule


def test_there_are_enough_rules_with_different_names() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES) >= 14
    assert all(rule.flags and rule.passes for rule in RULES)


@pytest.mark.parametrize(("rule", "draft"), FLAGGED)
def test_flags_its_examples_and_finds_nothing_more_useful(rule: Rule, draft: Draft) -> None:
    title, beneficiary = draft
    assert name_of(coach(title, beneficiary=beneficiary)) == rule.name


@pytest.mark.parametrize(("rule", "draft"), PASSED)
def test_passes_its_counterexamples(rule: Rule, draft: Draft) -> None:
    assert not rule.recognises(Reading(*draft, why=""))


@pytest.mark.parametrize(("rule", "draft"), FLAGGED)
def test_the_suggestion_answers_the_remark(rule: Rule, draft: Draft) -> None:
    title, beneficiary = draft
    remark = coach(title, beneficiary=beneficiary)
    assert remark is not None
    assert remark.suggestion != title
    if rule.name not in {
        "nobody-named",
        "everybody",
        "no-measure",
    }:  # these ask for what only a person can fill in
        assert not rule.recognises(Reading(remark.suggestion, beneficiary, ""))


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_speaks_warmly_and_briefly(rule: Rule) -> None:
    assert len(rule.says) <= 120
    assert len(re.findall(r"[.?!](?:\s|$)", rule.says)) <= 3
    assert "?" in rule.says
    assert not re.search(
        r"\b(?:wrong|bad|fail|must|should not|invalid|error|never)\b", rule.says, re.IGNORECASE
    )


@pytest.mark.parametrize(
    ("title", "beneficiary", "suggestion"),
    [
        ("Ship 5 features", "customers", "Customers can … because we ship 5 features"),
        ("We will ship 5 features!", "", "The people we serve can … because we ship 5 features"),
        ("Launch the app and hire 3 engineers", "us", "Launch the app"),
        ("Zero bugs in production", "users", "Fewer than … bugs in production"),
        ("NPS 40", "customers", "NPS goes from … today to 40"),
        ("Improve onboarding", "new hires", "New hires see onboarding go from … today to …"),
        ("Increase revenue", "us", "The people we serve see revenue go from … today to …"),
        ("No more surprise outages", "users", "Users can … instead of surprise outages"),
        ("Use AI in support", "callers", "Callers can …, perhaps with AI in support"),
        (
            "Customers find answers without calling us",
            "",
            "Customers find answers without calling us: from … today to …",
        ),
    ],
)
def test_suggests_a_title_made_of_the_draft(title: str, beneficiary: str, suggestion: str) -> None:
    remark = coach(title, beneficiary=beneficiary)
    assert remark is not None
    assert remark.suggestion == suggestion


@pytest.mark.parametrize(
    ("title", "beneficiary"),
    [
        ("Customers find an answer in 2 minutes instead of 10", ""),
        ("Cut the wait for a first answer from 8 to 2 hours", "callers"),
        ("Volunteers who come back rise from 40 % to 60 %", ""),
        ("Raise uptime for users from 99 % to 100 %", ""),
        ("Get ISO 27001 certified", "customers"),
        ("Stop churn: from 5 % to 3 % of customers a month", ""),
        ("Ship so that 9 of 10 customers pay in under 1 minute", ""),
        ("9 of 10 new hires make their first change within 3 days", ""),
    ],
)
def test_leaves_outcomes_alone(title: str, beneficiary: str) -> None:
    assert coach(title, beneficiary=beneficiary) is None


def test_the_most_useful_remark_comes_first() -> None:
    many = "Ship 5 features with 100 % test coverage"
    recognising = [rule.name for rule in RULES if rule.recognises(Reading(many, "", ""))]
    assert len(recognising) > 2
    assert name_of(coach(many, beneficiary="")) == recognising[0] == "activity-count"


def test_a_measure_in_the_why_counts() -> None:
    title = "Customers find answers without calling us"
    assert name_of(coach(title, beneficiary="")) == "no-measure"
    assert coach(title, beneficiary="", why="Today 300 calls a week are about opening hours") is None


def test_a_suggestion_fits_into_a_title() -> None:
    remark = coach("Continue to " + "answer " * 30, beneficiary="callers " * 10)
    assert remark is not None
    assert 100 < len(remark.suggestion) <= 150
    assert remark.suggestion.endswith("…")


def test_must_do_goals_are_exempt() -> None:
    assert coach("Ship 5 features", beneficiary="", must_do=True) is None


@pytest.mark.parametrize(
    "title",
    [
        "",
        "   ",
        "🚀🚀🚀",
        "👩\u200d👩\u200d👧",
        "Die Kunden finden die Antwort schneller",
        "Wir wollen 5 Funktionen für Kunden liefern",
        "Lanzar 5 funciones para los clientes",
        "Livrer 5 fonctions pour les clients",
        "Lever 5 functies op voor de klanten",
        "顧客が答えを見つける",
        "שירות טוב יותר ללקוחות",
        "Onboarding",
        "12345",
        "<!channel>",
    ],
)
def test_says_nothing_about_what_it_cannot_read(title: str) -> None:
    assert coach(title, beneficiary="") is None


@given(DRAFTS, st.text(max_size=60) | st.sampled_from(["customers", "everyone", "n/a"]), st.text(max_size=60))
def test_any_text_gives_a_title_or_nothing(title: str, beneficiary: str, why: str) -> None:
    remark = coach(title, beneficiary=beneficiary, why=why)
    if remark is not None:
        assert remark.rule in {rule.name for rule in RULES}
        assert 0 < len(remark.suggestion) <= 150
        assert len(remark.suggestion.splitlines()) == 1


@given(DRAFTS)
def test_must_do_is_never_remarked_on(title: str) -> None:
    assert coach(title, beneficiary="", must_do=True) is None


def test_reads_a_very_long_title_at_once() -> None:
    assert name_of(coach("from 1 " * 5_000 + "the end", beneficiary="members")) == "too-long"
