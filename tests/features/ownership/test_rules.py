import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.cycles.values import Phase
from bot.features.goals.values import STANDING, GoalState
from bot.features.ownership import rules
from bot.features.ownership.values import NOTE_MOST, Finding, Gap, Holders, Role

ROLES = st.dictionaries(
    st.sampled_from(["U1", "U2", "U3", "U4"]),
    st.sampled_from([Role.CONTRIBUTOR, Role.CONSULTED, Role.INFORMED]),
)


@given(before=ROLES, after=ROLES)
def test_changes_lead_from_what_was_to_what_is_wanted_and_name_nothing_else(
    before: dict[str, Role], after: dict[str, Role]
) -> None:
    given_, gone = rules.changes(before, after)
    assert {**{user: role for user, role in before.items() if user not in gone}, **given_} == after
    assert all(before.get(user) is not role for user, role in given_.items())
    assert not set(gone) & set(after)


@given(ROLES)
def test_everybody_with_a_role_is_among_the_holders_once(roles: dict[str, Role]) -> None:
    holders = rules.holders_of("U0", roles)
    assert sorted(holders.everybody) == sorted(["U0", *roles])
    assert all(user in roles and roles[user] is Role.CONSULTED for user in holders.consulted)


def test_what_nobody_holds_has_nobody() -> None:
    assert rules.holders_of(None, {}) == Holders()
    assert Holders().everybody == ()


@pytest.mark.parametrize(
    ("load", "asked", "crossing", "much"),
    [
        *((0, False, False, False), (2, False, False, False), (3, True, False, False)),
        *((5, True, False, False), (6, True, True, True), (7, True, False, True)),
    ],
)
def test_what_somebody_drives_is_said_before_it_is_too_much_and_told_once_when_it_is(
    load: int, asked: bool, crossing: bool, much: bool
) -> None:
    assert rules.is_worth_asking(load) is asked
    assert rules.is_crossing(load) is crossing
    assert rules.is_much(load) is much


def test_a_long_note_is_shortened_rather_than_refused() -> None:
    assert len(rules.note_of("x" * 5000)) == NOTE_MOST
    assert rules.note_of(" a \n\n\n b ") == "a\n\nb"


def test_findings_are_told_in_their_order_and_only_where_there_is_something() -> None:
    found = [Finding(gap, count) for count, gap in enumerate(reversed(Gap))]
    assert [finding.gap for finding in rules.findings(found)] == list(Gap)[:-1]


@pytest.mark.parametrize(
    ("raw", "areas"),
    [
        ((), ()),
        (("", " ", "\u200b"), ()),
        ((" Press ", "web  page"), ("Press", "web page")),
        (("Press", "PRESS", "press"), ("press",)),
        (("x" * 100,), ("x" * 59 + "…",)),
    ],
)
def test_an_area_is_named_once_whatever_its_case(raw: tuple[str, ...], areas: tuple[str, ...]) -> None:
    assert rules.areas_of(raw) == areas


@given(st.lists(st.text()))
def test_areas_of_areas_are_the_same(raw: list[str]) -> None:
    once = rules.areas_of(raw)
    assert rules.areas_of(once) == once


@pytest.mark.parametrize(
    ("phases", "asked"),
    [
        ((None, Phase.DRAFTING, Phase.VOTING, Phase.COMMITTING), STANDING),
        ((Phase.RUNNING, Phase.REFLECTING, Phase.CLOSED), frozenset({GoalState.COMMITTED})),
    ],
)
def test_once_committing_is_over_a_driver_is_missed_only_where_the_team_committed_itself(
    phases: tuple[Phase | None, ...], asked: frozenset[GoalState]
) -> None:
    assert {rules.asked_about(phase) for phase in phases} == {asked}
