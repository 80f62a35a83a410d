"""From a set-up check-in to a cadence and back, and in words."""

from datetime import time
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.clock.recurrence import LastWorkingDay, Weekly
from bot.features.cadences.rules import following
from bot.features.cadences.values import Rhythm, ZonePolicy
from bot.features.checkins.rules.setup import (
    default_draft,
    draft_from,
    draft_of,
    name_of,
    place_of,
    setup_from,
    setup_in_words,
    setup_of,
    shortened,
)
from bot.features.checkins.values.setup import Setup, SetupDraft, Who
from tests.features.cadences.factories import ANA, BEN, MONDAY, NOON, TEN, march, utc
from tests.features.checkins.setup_room import TEAM, cadence, entered, preview, setup

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DRAFTS = st.builds(
    SetupDraft,
    st.just(TEAM),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.integers(1, 4),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    st.sampled_from(ZonePolicy),
    st.just(Who.CHOSEN),
    st.lists(st.sampled_from([ANA, BEN]), unique=True).map(tuple),
    st.lists(st.text(min_size=1, max_size=20), max_size=3).map(tuple),
)


def test_the_usual_one() -> None:
    usual = setup_from(default_draft(TEAM), before=None, now=NOON, zone=AMSTERDAM)
    assert (
        setup_in_words(usual)
        == "every Tuesday at 10:00, in each person's own time zone, for people who drive a goal"
    )
    assert name_of(usual) == "Every Tuesday at 10:00"


@given(DRAFTS)
def test_what_was_entered_survives_being_kept(draft: SetupDraft) -> None:
    kept = setup_from(draft, before=None, now=NOON, zone=AMSTERDAM)
    assert setup_of(cadence(kept)) == kept
    assert draft_from(kept) == draft


@given(DRAFTS)
def test_a_new_one_begins_with_the_next_possible_day(draft: SetupDraft) -> None:
    """Whatever the interval: nobody waits for weeks because today's weekday is over."""
    kept = setup_from(draft, before=None, now=NOON, zone=AMSTERDAM)
    weekly = Rhythm(Weekly(draft.weekdays, anchor=MONDAY), draft.at)
    first = following(kept.rhythm, AMSTERDAM, after=NOON, done=None)
    assert first == following(weekly, AMSTERDAM, after=NOON, done=None)
    assert first is not None


def test_other_days_keep_the_weeks_that_count_and_another_interval_counts_anew() -> None:
    before = Rhythm(Weekly(frozenset({1}), every=2, anchor=march(3)), TEN)
    later = utc(11, 12)  # a week that doesn't count
    same = setup_from(entered(weekdays=frozenset({4}), every=2), before=before, now=later, zone=AMSTERDAM)
    assert following(same.rhythm, AMSTERDAM, after=later, done=None).day == march(20)  # type: ignore[union-attr]
    other = setup_from(entered(weekdays=frozenset({4}), every=3), before=before, now=later, zone=AMSTERDAM)
    assert following(other.rhythm, AMSTERDAM, after=later, done=None).day == march(13)  # type: ignore[union-attr]


def test_people_are_kept_only_when_chosen_by_name() -> None:
    draft = entered(who=Who.MEMBERS, chosen=(ANA,))
    assert setup_from(draft, before=None, now=NOON, zone=AMSTERDAM).chosen == ()


def test_what_was_kept_by_another_version_is_read_kindly() -> None:
    odd = cadence()
    strange = Setup(TEAM, Rhythm(LastWorkingDay(), TEN))
    assert draft_from(strange).weekdays == frozenset({1})
    kept = draft_of(setup())
    assert kept.who == {"of": "drivers", "chosen": []}
    assert setup_of(odd).who == Who.DRIVERS


def test_zones_with_most_people_come_first_and_the_rest_is_counted() -> None:
    many = [preview(f"Etc/GMT+{number}", number) for number in range(1, 11)]
    shown, left_out = shortened(many)
    assert [one.people for one in shown] == [10, 9, 8, 7, 6, 5, 4, 3]
    assert left_out == 2


def test_a_zone_is_called_by_its_city() -> None:
    assert place_of("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert place_of("UTC") == "UTC"


def test_the_team_is_the_drafts_own() -> None:
    other = UUID(int=9)
    assert draft_of(setup(team_id=other)).team_id == other
