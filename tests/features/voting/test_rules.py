"""The tally as a function of the set of facts, and what it makes of them."""

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.voting import rules
from bot.features.voting.values import (
    COULD,
    MUST,
    NOT_NOW,
    SCALE,
    SHOULD,
    Ballot,
    Choice,
    Fact,
    Tally,
    microseconds,
    moment_of,
)
from tests.features.voting.factories import DEADLINE, END, OPENED, START, added, make_ballot, removed

PEOPLE = ["UAVA", "UBEN", "UCLEO", "UDOE"]
EMOJI = ["fire", "+1", "thumbsup", "thumbsup::skin-tone-3", "seedling", "ice_cube", "tada"]
people = st.sampled_from(PEOPLE)
stamps = st.integers(START, START + 12)
facts_of_any = st.lists(
    st.builds(Fact, user=people, emoji=st.sampled_from(EMOJI), added=st.booleans(), stamp=stamps), max_size=40
)
electorates = st.frozensets(people)


def message_after(facts: Sequence[Fact], until: int) -> dict[str, list[tuple[int, str]]]:
    """What a reader of the message sees at that stamp, played through one reaction after the other."""
    shown: dict[str, dict[str, int]] = {}
    for fact in sorted(facts, key=lambda fact: (fact.stamp, not fact.added)):
        if fact.stamp <= until:
            reactions = shown.setdefault(fact.user, {})
            if fact.added:
                reactions[fact.emoji] = fact.stamp
            else:
                reactions.pop(fact.emoji, None)
    return {user: [(stamp, emoji) for emoji, stamp in found.items()] for user, found in shown.items()}


def expected_votes(facts: Sequence[Fact], until: int) -> dict[str, Choice]:
    votes = {}
    for user, reactions in message_after(facts, until).items():
        of_scale = [(stamp, choice) for stamp, emoji in reactions if (choice := rules.choice_of(emoji))]
        if of_scale:
            newest = max(stamp for stamp, _ in of_scale)
            votes[user] = min(
                (choice for stamp, choice in of_scale if stamp == newest), key=lambda choice: choice.weight
            )
    return votes


@pytest.mark.parametrize(
    ("emoji", "choice"),
    [
        ("fire", MUST),
        ("+1", SHOULD),
        ("thumbsup", SHOULD),
        ("+1::skin-tone-6", SHOULD),
        ("thumbsup::skin-tone-2", SHOULD),
        ("seedling", COULD),
        ("ice_cube", NOT_NOW),
        ("fire_engine", None),
        ("-1", None),
        ("", None),
    ],
)
def test_aliases_and_skin_tones_are_the_same_choice(emoji: str, choice: Choice | None) -> None:
    assert rules.choice_of(emoji) is choice


@given(facts_of_any, stamps)
def test_a_vote_is_the_latest_emoji_of_the_scale_still_on_the_message(facts: list[Fact], until: int) -> None:
    assert rules.votes(facts, until) == expected_votes(facts, until)


@given(facts_of_any, electorates, st.randoms(use_true_random=False))
def test_order_and_duplication_change_nothing(
    facts: list[Fact], electorate: frozenset[str], chance: random.Random
) -> None:
    ballot = make_ballot()
    again = facts + chance.choices(facts, k=10) if facts else []
    chance.shuffle(again)
    span = {"since": START, "until": END}
    assert tally(ballot, again, electorate) == tally(ballot, facts, electorate)
    assert rules.completion(again, electorate, **span) == rules.completion(facts, electorate, **span)


@given(facts_of_any, facts_of_any)
def test_what_comes_after_the_end_changes_nothing(facts: list[Fact], later: list[Fact]) -> None:
    ballot = make_ballot()
    late = [Fact(fact.user, fact.emoji, fact.added, fact.stamp - START + END + 1) for fact in later]
    assert tally(ballot, facts + late, frozenset(PEOPLE)) == tally(ballot, facts, frozenset(PEOPLE))


def test_the_deadline_itself_still_counts() -> None:
    at_the_end = Fact("UAVA", "fire", added=True, stamp=END)
    assert tally(make_ballot(), [at_the_end], frozenset(PEOPLE)).heard == 1


@given(facts_of_any, electorates)
def test_everybody_of_the_electorate_is_heard_once_and_nobody_else(
    facts: list[Fact], electorate: frozenset[str]
) -> None:
    found = tally(make_ballot(), facts, electorate)
    assert found.heard == len(set(expected_votes(facts, END)) & electorate)
    assert found.electorate_size == len(electorate)
    assert found.mean is None or 0 <= found.mean <= MUST.weight


def test_a_removal_of_the_same_stamp_wins() -> None:
    assert rules.votes([removed("UAVA", "fire", 1), added("UAVA", "fire", 1)], END) == {}


def test_of_two_emoji_with_one_stamp_the_lower_weight_counts() -> None:
    assert rules.votes([added("UAVA", "fire", 0), added("UAVA", "seedling", 0)], END) == {"UAVA": COULD}


def test_taking_back_the_latest_emoji_leaves_the_one_before() -> None:
    facts = [added("UAVA", "fire", 1), added("UAVA", "+1", 2), removed("UAVA", "+1", 3)]
    assert rules.votes(facts, END) == {"UAVA": MUST}


@given(facts_of_any, electorates, stamps)
def test_complete_is_the_first_moment_at_which_all_have_a_vote(
    facts: list[Fact], electorate: frozenset[str], since: int
) -> None:
    until = START + 10
    moments = [
        stamp
        for stamp in range(since, until + 1)
        if electorate and set(expected_votes(facts, stamp)) >= electorate
    ]
    assert rules.completion(facts, electorate, since=since, until=until) == (moments[0] if moments else None)


@given(facts_of_any, electorates)
def test_a_completed_ballot_has_heard_everybody(facts: list[Fact], electorate: frozenset[str]) -> None:
    completed = rules.completion(facts, electorate, since=START, until=END)
    if completed is not None:
        found = tally(make_ballot(completed=completed), facts, electorate)
        assert found.heard == len(electorate)
        assert found.is_closed
        assert found.closes_at == moment_of(completed)


@given(
    facts_of_any,
    st.builds(Fact, user=people, emoji=st.sampled_from(EMOJI), added=st.booleans(), stamp=stamps),
)
def test_a_fact_that_may_not_complete_never_does(facts: list[Fact], fact: Fact) -> None:
    others = [other for other in facts if other != fact]
    mine = [other for other in others if other.user == fact.user]
    span = {"since": START, "until": END}
    if rules.choice_of(fact.emoji) and not rules.may_complete(fact, mine):
        before = rules.completion(others, frozenset(PEOPLE), **span)
        after = rules.completion([*others, fact], frozenset(PEOPLE), **span)
        assert before == after or before is not None


def four_musts() -> tuple[list[Ballot], dict[UUID, list[Fact]]]:
    ballots = [make_ballot() for _ in range(4)]
    return ballots, {ballot.id: [added("UAVA", "fire", place)] for place, ballot in enumerate(ballots)}


def test_three_musts_count_in_full() -> None:
    ballots, facts = four_musts()
    counted = count(ballots[:3], facts)
    assert [counted[ballot.subject].counts for ballot in ballots[:3]] == [(1, 0, 0, 0)] * 3


def test_a_fourth_must_makes_all_of_them_count_as_should() -> None:
    ballots, facts = four_musts()
    facts[ballots[0].id].append(added("UBEN", "fire"))
    counted = count(ballots, facts)
    assert counted[ballots[0].subject].counts == (1, 1, 0, 0)
    assert [counted[ballot.subject].counts for ballot in ballots[1:]] == [(0, 1, 0, 0)] * 3


def test_taking_the_fourth_must_back_restores_the_others() -> None:
    ballots, facts = four_musts()
    facts[ballots[3].id].append(removed("UAVA", "fire", 9))
    counted = count(ballots, facts)
    assert [counted[ballot.subject].counts for ballot in ballots] == [(1, 0, 0, 0)] * 3 + [(0, 0, 0, 0)]


def test_a_must_given_after_a_ballot_ended_does_not_reach_back() -> None:
    ballots, facts = four_musts()
    early = make_ballot(deadline=OPENED + timedelta(hours=1))
    ended = microseconds(early.deadline)
    facts = {early.id: facts[ballots[0].id]} | {
        ballot.id: [Fact("UAVA", "fire", added=True, stamp=ended + place)]
        for place, ballot in enumerate(ballots[1:], start=1)
    }
    counted = count([early, *ballots[1:]], facts)
    assert counted[early.subject].counts == (1, 0, 0, 0)
    assert [counted[ballot.subject].counts for ballot in ballots[1:]] == [(0, 1, 0, 0)] * 3


def test_the_recorded_electorate_counts_whoever_came_or_went_since() -> None:
    ballot = make_ballot(electorate=frozenset({"UAVA", "UBEN"}))
    found = tally(ballot, [added("UAVA", "fire"), added("UCLEO", "fire")], frozenset({"UCLEO"}))
    assert (found.heard, found.electorate_size) == (1, 2)


@pytest.mark.parametrize(
    ("people", "needed"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (6, 3), (7, 4), (8, 4), (9, 5)]
)
def test_quorum_is_half_and_at_least_three(people: int, needed: int) -> None:
    assert rules.quorum(people) == needed


def test_nobody_heard_is_no_quorum_even_of_nobody() -> None:
    assert not tally(make_ballot(), [], frozenset()).has_quorum


def counted_as(counts: tuple[int, int, int, int], *, quorum: bool = True, closed: bool = True) -> Tally:
    heard = sum(counts)
    weights = sum(choice.weight * count for choice, count in zip(SCALE, counts, strict=True))
    return Tally(counts, 9, weights / heard if heard else None, quorum, closed, DEADLINE)


def ranks_of(*tallied: Tally) -> list[tuple[int, int | None, int]]:
    """(place, rank, among) of ballots opened one after the other, in that order."""
    ballots = [make_ballot(opened_at=OPENED + timedelta(minutes=place)) for place, _ in enumerate(tallied)]
    counted = {ballot.subject: one for ballot, one in zip(ballots, tallied, strict=True)}
    ranked = rules.standings(reversed(ballots), counted)
    found = {one.subject: (place, one.rank, one.among) for place, one in enumerate(ranked, start=1)}
    return [found[ballot.subject] for ballot in ballots]


def test_the_higher_mean_ranks_first() -> None:
    assert ranks_of(counted_as((0, 4, 0, 0)), counted_as((3, 0, 0, 0))) == [(2, 2, 2), (1, 1, 2)]


def test_of_equal_means_more_voters_rank_first() -> None:
    assert ranks_of(counted_as((1, 1, 1, 0)), counted_as((2, 2, 2, 0))) == [(2, 2, 2), (1, 1, 2)]


def test_of_equal_means_and_voters_the_earlier_ranks_first() -> None:
    assert ranks_of(counted_as((1, 1, 1, 0)), counted_as((0, 3, 0, 0))) == [(1, 1, 2), (2, 2, 2)]


def test_below_quorum_comes_last_and_has_no_rank() -> None:
    few = counted_as((2, 0, 0, 0), quorum=False)
    assert ranks_of(few, counted_as((0, 0, 0, 4)), counted_as((0, 0, 0, 0), quorum=False)) == [
        (2, None, 1),
        (1, 1, 1),
        (3, None, 1),
    ]


def test_an_open_ballot_is_ranked_among_the_decided_as_if_it_ended_now() -> None:
    open_one = counted_as((0, 4, 0, 0), closed=False)
    other_open = counted_as((4, 0, 0, 0), closed=False)
    decided = [counted_as((3, 0, 0, 0)), counted_as((0, 0, 3, 0))]
    assert ranks_of(open_one, other_open, *decided) == [(3, 2, 3), (1, 1, 3), (2, 1, 2), (4, 2, 2)]


@given(st.lists(st.tuples(*[st.integers(0, 4)] * 4), min_size=1, max_size=8))
def test_ranks_of_the_decided_are_one_to_n(counts: list[tuple[int, int, int, int]]) -> None:
    ranked = [rank for _, rank, _ in ranks_of(*(counted_as(one, quorum=sum(one) > 2) for one in counts))]
    with_quorum = [one for one in counts if sum(one) > 2]
    assert sorted(rank for rank in ranked if rank) == list(range(1, len(with_quorum) + 1))


def tally(ballot: Ballot, facts: Sequence[Fact], electorate: frozenset[str]) -> Tally:
    return rules.tally(ballot, facts, electorate=electorate, excessive=frozenset(), now=OPENED)


def count(ballots: list[Ballot], facts: Mapping[UUID, Sequence[Fact]]) -> dict[UUID, Tally]:
    subjects = [ballot.subject for ballot in ballots]
    return rules.tallies(ballots, facts, subjects=subjects, electorate=frozenset(PEOPLE), now=OPENED)
