from datetime import timedelta
from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from bot.features.retrospectives.rules import dots as rules
from bot.features.retrospectives.values.reflections import DOTS, DOTS_A_GROUP, DOTS_EACH, Dot
from tests.features.goals.factories import ANA, BEN, CYD, NOON
from tests.features.retrospectives.factories import dot, group, reflection

GROUPS = [UUID(int=number) for number in range(1, 6)]
UNTIL = dot(ANA, DOTS[0], NOON + timedelta(hours=1)).stamp
MEMBERS = {ANA, BEN}
facts = st.tuples(
    st.sampled_from(GROUPS),
    st.builds(
        Dot,
        user=st.sampled_from([ANA, BEN, CYD]),
        emoji=st.sampled_from([*DOTS, "fire"]),
        added=st.booleans(),
        stamp=st.integers(UNTIL - 20, UNTIL + 5),
    ),
)


@given(st.lists(facts, max_size=60), st.randoms(use_true_random=False))
def test_a_count_is_of_the_set_of_facts_in_whatever_order_and_how_often_they_came(
    known: list[tuple[UUID, Dot]], random: Random
) -> None:
    again = [*known, *known[:10]]
    random.shuffle(again)
    assert rules.counted(again, UNTIL, MEMBERS) == rules.counted(known, UNTIL, MEMBERS)


@given(st.lists(facts, max_size=60))
def test_nobody_has_more_than_five_dots_nor_three_on_a_group(known: list[tuple[UUID, Dot]]) -> None:
    for person in (ANA, BEN):
        counted = rules.counted(known, UNTIL, {person})
        assert sum(counted.values()) <= DOTS_EACH
        assert all(count <= DOTS_A_GROUP for count in counted.values())


@given(st.lists(facts, max_size=60))
def test_dots_after_the_end_and_of_observers_change_nothing(known: list[tuple[UUID, Dot]]) -> None:
    late = [(group_id, one) for group_id, one in known if one.stamp <= UNTIL and one.user in MEMBERS]
    assert rules.counted(known, UNTIL, MEMBERS) == rules.counted(late, UNTIL, MEMBERS)


def test_the_sixth_does_not_count_and_does_once_another_is_taken_away() -> None:
    put = [
        (GROUPS[number // 3], dot(ANA, DOTS[number % 3], NOON + timedelta(seconds=number)))
        for number in range(6)
    ]
    assert rules.counted(put, UNTIL, MEMBERS) == {GROUPS[0]: 3, GROUPS[1]: 2}
    assert rules.has_too_many(put, ANA, UNTIL)
    back = (GROUPS[0], dot(ANA, DOTS[0], NOON + timedelta(seconds=9), added=False))
    assert rules.counted([*put, back], UNTIL, MEMBERS) == {GROUPS[0]: 2, GROUPS[1]: 3}
    assert not rules.has_too_many([*put, back], ANA, UNTIL)


def test_removed_at_the_same_moment_it_is_removed() -> None:
    both = [(GROUPS[0], dot(ANA, DOTS[0], NOON, added=added)) for added in (True, False)]
    assert not rules.counted(both, UNTIL, MEMBERS)


def test_once_it_is_over_the_groups_stand_by_their_dots() -> None:
    shown = [group(number, "", *[reflection()] * number) for number in (1, 2, 3, 4, 5)]
    dots = {UUID(int=1): 4, UUID(int=2): 1, UUID(int=3): 4, UUID(int=5): 0}
    ranked = rules.ranked(shown, dots, is_over=True)
    assert [(one.id.int, one.dots, one.rank, one.is_top) for one in ranked] == [
        (3, 4, 1, True),
        (1, 4, 1, True),
        (2, 1, 3, True),
        (5, 0, None, False),
        (4, 0, None, False),
    ]
    while_voting = rules.ranked(shown, dots, is_over=False)
    assert [(one.id.int, one.rank, one.is_top) for one in while_voting] == [
        (number, None, False) for number in (1, 2, 3, 4, 5)
    ]


def test_when_nobody_voted_what_most_was_said_about_is_discussed() -> None:
    shown = [group(number, "", *[reflection()] * number) for number in (1, 2, 3, 4)]
    assert [one.id.int for one in rules.ranked(shown, {}, is_over=True) if one.is_top] == [4, 3, 2]
