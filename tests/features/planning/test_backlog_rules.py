"""What typed words look for, and ranks with room between them."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Conflict
from bot.features.planning.rules.backlog import look_of, wanted_in, written
from bot.features.planning.rules.ranks import GAP, between, last_after
from bot.features.planning.values.backlog import NOBODY, Due, Look, Shown, Wanted
from tests.features.goals.factories import ANA, BEN, CYD

MEMBERS = {"ana": ANA, "ben": BEN, "benedict": CYD}
WANTED = st.builds(
    Wanted,
    goal=st.none() | st.integers(0, 999_999),
    owner=st.sampled_from(["", NOBODY, ANA, "W" * 32]),
    shown=st.sampled_from(Shown),
    due=st.none() | st.sampled_from(Due),
)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("", Wanted()),
        ("mine overdue #3", Wanted(goal=3, owner=ANA, due=Due.OVERDUE)),
        ("My late ones for goal 12", Wanted(goal=12, owner=ANA, due=Due.OVERDUE)),
        ("@ben done", Wanted(owner=BEN, shown=Shown.DONE)),
        ("@bened", Wanted(owner=CYD)),
        ("nobody's this week", Wanted(owner=NOBODY, due=Due.THIS_WEEK)),
        ("unowned no date", Wanted(owner=NOBODY, due=Due.NO_DATE)),
        ("under way", Wanted(shown=Shown.UNDER_WAY)),
        ("let go", Wanted(shown=Shown.LET_GO)),
        ("planned without a date", Wanted(shown=Shown.PLANNED, due=Due.NO_DATE)),
    ],
)
def test_what_words_look_for(words: str, wanted: Wanted) -> None:
    assert wanted_in(words, ANA, MEMBERS)[0] == wanted


@pytest.mark.parametrize(
    ("words", "unread"),
    [("mine #3", ""), ("mine frob", "frob"), ("@zoe", "@zoe"), ("@be", "@be"), ("#1234567", "#1234567")],
)
def test_what_says_nothing_is_told(words: str, unread: str) -> None:
    assert wanted_in(words, ANA, MEMBERS)[1] == unread


@given(st.text(), st.text())
def test_whatever_is_typed_nothing_breaks(words: str, more: str) -> None:
    wanted_in(f"{words} mine {more}", ANA, MEMBERS)


@given(WANTED, st.integers(0, 999_999))
def test_a_look_travels_with_a_menu(wanted: Wanted, first: int) -> None:
    look = Look(team_id=UUID(int=7), wanted=wanted, first=first)
    assert look_of(written(look)) == look
    assert len(written(look)) <= 80


@pytest.mark.parametrize(
    "value", ["", "x", "//open//0", f"{UUID(int=7)}///open/0", f"{UUID(int=7).hex}//" * 2]
)
def test_a_look_that_was_made_up_is_refused(value: str) -> None:
    with pytest.raises(Conflict):
        look_of(value)


RANKS = st.integers(-(2**60), 2**60)


@given(RANKS, RANKS)
def test_a_rank_between_is_between_while_there_is_room(one: int, other: int) -> None:
    above, below = sorted((one, other))
    rank = between(above, below)
    assert (rank is None) == (below - above < 2)
    assert rank is None or above < rank < below


@given(RANKS)
def test_where_the_list_ends_there_is_always_room(rank: int) -> None:
    before, after = between(None, rank), between(rank, None)
    assert before is not None
    assert after is not None
    assert before < rank < after
    assert between(None, None) is not None


def test_what_is_new_comes_last_with_a_gap() -> None:
    assert (last_after(None), last_after(5)) == (GAP, GAP + 5)
