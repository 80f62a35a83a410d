from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.features.indicators.rules.status import status_of_indicator
from bot.features.indicators.values import IndicatorView, Status
from bot.features.thresholds.rules import CALM_ENOUGH, facilitator, is_clear, step, words_of
from bot.features.thresholds.values import Candidate, Seen, Watch
from tests.features.goals.factories import ANA, BEN, CYD, NOON
from tests.features.indicators.factories import TODAY, indicator

GREEN, AMBER, RED = Status.GREEN, Status.AMBER, Status.RED


def standing_at(value: Decimal | None) -> IndicatorView:
    """Amber begins above 8, red above 12, and 4 is the target."""
    return indicator(latest=value, amber=Decimal(8), red=Decimal(12))


def read(values: list[Decimal]) -> list[Status]:
    """What people are told while an indicator shows these values, one after the other."""
    watch, told = Watch(), []
    for value in values:
        shown = standing_at(value)
        seen = Seen(status_of_indicator(shown, TODAY), is_clear(shown, watch.level, TODAY))
        watch, level = step(watch, seen)
        told += [level] if level else []
    return told


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([3, 9], [AMBER]),
        ([3, 9, 13], [AMBER, RED]),
        ([13], [RED]),
        ([9, "7.9", 9], [AMBER]),  # within a tenth of the way from 8 to 4
        ([9, "7.6", 9], [AMBER, AMBER]),
        ([9, "7.9", "7.9", 9], [AMBER, AMBER]),  # better twice in a row
        ([9, "7.9", 9, "7.9", 9], [AMBER]),
        ([13, "11.9", 13], [RED]),
        ([13, 9, 13], [RED, RED]),  # clearly out of the red, though amber still
        ([13, 9, "7.9", 9], [RED]),
    ],
)
def test_a_crossing_is_told_once_until_it_was_clearly_better(
    values: list[int | str], told: list[Status]
) -> None:
    assert read([Decimal(value) for value in values]) == told


@given(st.lists(st.decimals("7.7", "8.3", places=2), min_size=1, max_size=40))
def test_a_number_that_alternates_about_a_threshold_by_less_than_the_margin_opens_one_talk(
    noise: list[Decimal],
) -> None:
    high = Decimal("8.3")
    values = [value for one in noise for value in (high, max(one, Decimal("7.7")))]
    assert read([*values, high]) == [AMBER]


@given(st.lists(st.decimals(4, 40, places=1), min_size=1, max_size=30))
def test_what_only_gets_worse_is_told_once_a_level(values: list[Decimal]) -> None:
    told = read(sorted(values))
    assert told == sorted(set(told), key=lambda status: status.weakness)


@given(
    st.lists(st.sampled_from([GREEN, AMBER, RED, Status.NO_READING]), max_size=40),
    st.lists(st.booleans(), min_size=40, max_size=40),
)
def test_whatever_comes_nobody_is_told_what_they_know(statuses: list[Status], clear: list[bool]) -> None:
    watch = Watch()
    for status, is_clearly in zip(statuses, clear, strict=False):
        after, told = step(watch, Seen(status, is_clearly))
        assert (told is None) or (told is status is after.level and told.weakness > watch.level.weakness)
        assert after.calm < CALM_ENOUGH
        watch = after


def test_where_the_expected_path_is_the_threshold_five_points_are_the_margin() -> None:
    later = TODAY + timedelta(days=20)  # half of the way: 17 h are expected
    for value, clear in ((Decimal(18), True), (Decimal(19), False)):
        shown = indicator(latest=value)
        assert is_clear(shown, AMBER, later) is clear


def test_what_only_has_a_red_threshold_is_clear_of_red_by_its_margin() -> None:
    assert is_clear(indicator(latest=Decimal(11), red=Decimal(12)), RED, TODAY)
    assert not is_clear(indicator(latest=Decimal("11.5"), red=Decimal(12)), RED, TODAY)
    assert not is_clear(indicator(latest=Decimal(5), red=Decimal(12)), AMBER, TODAY)
    assert not is_clear(standing_at(None), RED, TODAY)


@pytest.mark.parametrize(
    ("candidates", "but", "whose"),
    [
        ([Candidate(ANA), Candidate(BEN)], [ANA], BEN),
        ([Candidate(ANA), Candidate(BEN)], [None], ANA),
        ([Candidate(ANA, 2, NOON), Candidate(BEN, 1, NOON)], [], BEN),
        ([Candidate(ANA, 1, NOON), Candidate(BEN, 1, NOON - timedelta(days=1))], [], BEN),
        ([Candidate(ANA, 1, NOON), Candidate(CYD)], [], CYD),
        ([Candidate(ANA)], [ANA], None),
        ([], [], None),
    ],
)
def test_whose_turn_it_is(candidates: list[Candidate], but: list[str | None], whose: str | None) -> None:
    assert facilitator(candidates, but=but) == whose


@given(st.integers(2, 7), st.integers(1, 30))
def test_turns_are_shared_evenly(people: int, talks: int) -> None:
    known = {f"U{n}": Candidate(f"U{n}") for n in range(people)}
    for number in range(talks):
        user = facilitator(known.values(), but=())
        assert user is not None
        known[user] = Candidate(user, known[user].turns + 1, NOON + timedelta(hours=number))
    turns = [one.turns for one in known.values()]
    assert max(turns) - min(turns) <= 1


def test_words_without_anything_to_read_are_asked_for_again() -> None:
    with pytest.raises(Invalid):
        words_of(" \u200b ", "field")
    assert len(words_of("x" * 900, "field")) == 500
