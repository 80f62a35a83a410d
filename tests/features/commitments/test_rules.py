"""What people's words come to: P9's figures as a table, and what holds whatever they say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.commitments import rules
from bot.features.commitments.values.rounds import Need, RoundState
from bot.features.commitments.values.words import Answer, Chance, Reason, Result, Step
from bot.features.cycles.values import CycleSettings, Phase
from bot.features.indicators.values import Direction
from tests.features.commitments.factories import result, shown
from tests.features.cycles.factories import ALONE, MONDAY, view

FEW, CANNOT, DOUBTS = Reason.TOO_FEW, Reason.SOMEBODY_CANNOT, Reason.MANY_DOUBTS
COUNTS = st.tuples(*[st.integers(0, 40)] * 5)
ANSWERS = st.builds(
    Answer, st.sampled_from(Step), st.none() | st.sampled_from(rules.CHANCES), st.sampled_from(["", "Time"])
)
SAID = st.dictionaries(st.sampled_from([f"U{n}" for n in range(12)]), ANSWERS)
PEOPLE = st.frozensets(st.sampled_from([f"U{n}" for n in range(12)]))


@pytest.mark.practice("P9")
@pytest.mark.parametrize(
    ("counts", "of", "reasons"),
    [
        ("00300", 5, ()),  # 60 % exactly
        ("00200", 5, (FEW,)),
        ("00500", 9, (FEW,)),  # 55 %
        ("00600", 10, ()),
        ("10900", 10, (CANNOT,)),
        ("00000", 0, (FEW,)),  # nobody is there to ask
        ("00000", 4, (FEW,)),  # silence isn't consent
        ("01300", 4, (DOUBTS,)),  # a quarter exactly
        ("01400", 5, ()),  # 20 %
        ("02700", 9, ()),  # 22 %
        ("02600", 8, (DOUBTS,)),
        ("01200", 9, (FEW, DOUBTS)),
        ("11000", 9, (FEW, CANNOT, DOUBTS)),
        ("00001", 1, ()),
    ],
)
def test_a_team_commits_at_60_percent_with_nobody_at_1_and_under_a_quarter_at_2(
    counts: str, of: int, reasons: tuple[Reason, ...]
) -> None:
    assert rules.reasons_against(result(counts, of=of)) == reasons


@pytest.mark.practice("P9")
@pytest.mark.parametrize(
    ("counts", "of", "told"),
    [
        ("00001", 1, ()),
        ("10000", 1, (Reason.NOT_TOLD,)),
        ("01100", 2, (Reason.NOT_TOLD,)),
        ("11000", 9, (FEW,)),
        ("11100", 3, (CANNOT, DOUBTS)),
    ],
)
def test_among_fewer_than_three_answers_no_reason_tells_who_gave_it(
    counts: str, of: int, told: tuple[Reason, ...]
) -> None:
    assert rules.reasons_told(result(counts, of=of)) == told


@pytest.mark.practice("P9")
@pytest.mark.parametrize(
    ("results", "objected"),
    [
        ([result("00000"), result("00000")], False),
        ([result("00200"), result("10100")], False),  # two said nothing that others may read
        ([result("00200"), result("00300", words=("More people",))], True),
        ([result("10500"), result("00300")], True),
        ([result("00300"), result("01200")], True),
        (
            [result("00300"), result("01100", of=2)],
            True,
        ),  # of few who all answered, nothing else is against it
    ],
)
def test_without_an_objection_that_people_may_read_too_few_answered(
    results: list[Result], objected: bool
) -> None:
    assert rules.was_objected(results) is objected


@given(COUNTS, st.integers(0, 300))
def test_the_reasons_are_p9s_figures_and_no_others(counts: tuple[int, ...], silent: int) -> None:
    said = Result(sum(counts) + silent, counts)
    is_commitment = (
        sum(counts) > 0 and sum(counts) / said.of >= 0.6 and counts[0] == 0 and counts[1] / sum(counts) < 0.25
    )
    assert (rules.reasons_against(said) == ()) is is_commitment


@given(COUNTS, st.integers(0, 300), st.sampled_from([3, 4, 5]))
def test_one_more_voice_of_support_never_undoes_a_commitment(
    counts: tuple[int, ...], silent: int, step: int
) -> None:
    before = Result(sum(counts) + silent, counts)
    more = tuple(count + (place == step) for place, count in enumerate(counts, start=1))
    after = Result(max(before.of, sum(more)), more)
    assert not set(rules.reasons_against(after)) - set(rules.reasons_against(before))


@given(SAID, PEOPLE)
def test_only_those_who_are_asked_count_and_nothing_tells_who_said_what(
    answers: dict[str, Answer], electorate: frozenset[str]
) -> None:
    counted = rules.counted(answers, electorate)
    theirs = {user: answer for user, answer in answers.items() if user in electorate}
    assert counted.of == len(electorate)
    assert counted.heard == len(theirs)
    assert counted == rules.counted(dict(reversed(theirs.items())), electorate)
    assert list(counted.chances) == sorted(counted.chances)


@given(SAID, PEOPLE)
def test_an_asking_is_complete_when_all_said_their_step_and_their_chance_whatever_they_said(
    answers: dict[str, Answer], electorate: frozenset[str]
) -> None:
    all_said = all(user in answers and answers[user].chance is not None for user in electorate)
    assert rules.is_complete(answers, electorate) is (bool(electorate) and all_said)
    refusals = {user: replace(answer, step=Step.NO) for user, answer in answers.items()}
    assert rules.is_complete(refusals, electorate) is rules.is_complete(answers, electorate)


@pytest.mark.parametrize(
    ("chances", "found"),
    [
        ((), None),
        ((20,) * 3, Chance.LOW),
        ((30,) * 3, None),
        ((90,) * 3, None),
        ((100,) * 3, Chance.HIGH),
        ((90, 90, 100, 100), Chance.HIGH),  # 95 %
        ((0, 60, 100), None),  # the middle one speaks for the team
        ((20, 20, 30, 30), Chance.LOW),
        ((0, 0), None),  # of two, a middle tells too much,
    ],
)
def test_a_chance_under_30_or_over_90_percent_is_put_on_the_table(
    chances: tuple[int, ...], found: Chance | None
) -> None:
    assert rules.chance_to_discuss(result(chances=chances)) is found


@pytest.mark.parametrize(
    ("needed", "available", "is_short"),
    [
        ("4 people", "3 people", True),
        ("3", "3", False),
        ("4 people", "3", True),
        ("4 people", "3 weeks", False),
        ("2,5", "2", True),
        ("2.5", "2,75", False),
        ("12,000 €", "9.500 €", True),
        ("12 000 €", "€ 9'999.90", True),
        ("€ 12k", "12.000 €", False),
        ("a lot", "3", False),
        ("3 to 4", "2", False),
        ("", "3", False),
    ],
)
def test_more_needed_than_there_is_shows_where_both_are_amounts_of_the_same(
    needed: str, available: str, is_short: bool
) -> None:
    assert rules.is_short(Need(needed, available)) is is_short


def test_words_that_nobody_sees_are_none() -> None:
    assert rules.cleaned_words(" \u200b\n ") == ""
    assert rules.cleaned_words(" More\t time ") == "More time"


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (RoundState.OPEN, "What was said before is being counted."),
        (RoundState.TALKING, "What was said before was counted"),
        (RoundState.DECIDING, "What was said before was counted"),
        (RoundState.COMMITTED, "What was said before was counted"),
        (RoundState.PUT_OFF, "What was said before was counted"),
        (RoundState.TAKEN_BACK, "nobody's answer was kept"),
        (RoundState.LAPSED, "no answer to it counts any more"),
    ],
)
def test_who_is_late_reads_what_became_of_the_answers(state: RoundState, told: str) -> None:
    said = rules.too_late(shown(state).round)
    assert told in said
    assert "othing was changed" in said


def test_goals_that_changed_are_named_once_each() -> None:
    assert rules.also_changed("", 3) == "#3"
    assert rules.also_changed(rules.also_changed("#3", 12), 3) == "#3, #12"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"name": "a"}, {"name": "b"}, ""),
        ({"target": Decimal(4)}, {"target": Decimal("4.5")}, "the target from 4 to 4.5"),
        (
            {"unit": "", "baseline": None},
            {"unit": "h", "baseline": Decimal(3)},
            "the baseline from none to 3 and the unit from none to h",
        ),
        (
            {"due_on": date(2026, 11, 24)},
            {"due_on": date(2026, 12, 1)},
            "the day of the target from Tue 24 Nov to Tue 1 Dec",
        ),
        (
            {"direction": Direction.DECREASE},
            {"direction": Direction.STAY_BELOW},
            "the direction from decrease to stay below",
        ),
    ],
)
def test_what_a_measure_changes_is_told_in_words(
    before: dict[str, object], after: dict[str, object], said: str
) -> None:
    assert rules.measure_change(before, after) == said


@pytest.mark.parametrize(
    ("committed", "is_strict", "says"),
    [
        (0, False, "No proposed goal waits for this team's word. `/goal propose` puts one up."),
        (0, True, "This team proposes while it drafts or votes"),
        (2, True, "2 goals are committed, and no other waits for the team's word. This team"),
    ],
)
def test_where_no_goal_waits_it_is_said_where_the_next_one_comes_from(
    committed: int, is_strict: bool, says: str
) -> None:
    assert says in rules.none_to_ask(committed, is_strict=is_strict)


@pytest.mark.parametrize(
    ("settings", "says"),
    [(CycleSettings(), "The next one begins by itself Tue 3 Mar"), (ALONE, "Once a steward begins the next")],
)
def test_after_the_cycle_it_is_said_when_the_team_can_commit_again(
    settings: CycleSettings, says: str
) -> None:
    assert says in rules.cycle_over(view(Phase.CLOSED, settings=settings, closed_on=MONDAY))
