"""Who starts as a member, whose vote counts, and who may steward."""

from hypothesis import given
from hypothesis import strategies as st

from bot.features.teams.rules import ALL_JOIN, counting_kinds, may_administer, starting_members
from bot.features.teams.values import Candidate
from bot.features.workspaces.values import PersonKind

USERS = st.sampled_from([f"U{number:02}" for number in range(30)])
PRESENT = st.dictionaries(USERS, st.booleans()).map(
    lambda there: [Candidate(user, is_person) for user, is_person in there.items()]
)


@given(PRESENT, st.sets(USERS), USERS)
def test_members_are_people_who_are_there(present: list[Candidate], chosen: set[str], starter: str) -> None:
    people = {candidate.user for candidate in present if candidate.is_person}
    members = starting_members(present, chosen=chosen, starter=starter)
    assert members <= people
    if len(people) <= ALL_JOIN:
        assert members == people
    else:
        assert members == people & (chosen | {starter})


def test_twelve_people_all_join_and_bots_are_no_people() -> None:
    present = [Candidate(f"U{number}", is_person=True) for number in range(12)]
    bots = [Candidate(f"B{number}", is_person=False) for number in range(5)]
    assert len(starting_members([*present, *bots], chosen=[], starter="U0")) == 12
    thirteenth = Candidate("U12", is_person=True)
    assert starting_members([*present, *bots, thirteenth], chosen=["U3"], starter="U0") == {"U0", "U3"}


def test_guests_count_only_where_the_team_says_so() -> None:
    assert counting_kinds(counts_guests=False) == {PersonKind.MEMBER, PersonKind.UNKNOWN}
    assert counting_kinds(counts_guests=True) == {
        PersonKind.MEMBER,
        PersonKind.UNKNOWN,
        PersonKind.GUEST,
        PersonKind.OUTSIDE,
    }


def test_only_the_workspaces_own_people_administer() -> None:
    assert {kind for kind in PersonKind if may_administer(kind)} == {PersonKind.MEMBER, PersonKind.UNKNOWN}
