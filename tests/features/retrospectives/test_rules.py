from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.features.attention.values import ENDS, STARTS
from bot.features.retrospectives.rules import groups, phases, words
from bot.features.retrospectives.rules.people import is_anonymous, may_move
from bot.features.retrospectives.values.formats import FORMATS, GATHERED_BEFORE, NOTED, OWN
from bot.features.retrospectives.values.phases import Ends, Phase, Plan
from bot.features.retrospectives.values.reflections import ON_A_PAGE, TEXT_MOST, TITLE_MOST, ReflectionDraft
from bot.features.retrospectives.values.retro import Field
from tests.features.goals.factories import ANA, BEN, CYD
from tests.features.retrospectives.factories import MONDAY_MORNING, drafts, reflection

BERLIN, UTC_ZONE = ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")
ORDER = [*phases.ORDER, Phase.CLOSED]
moments = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2027, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
plans = st.sampled_from(Plan)


def in_order(ends: Ends) -> bool:
    return ends.collect <= ends.group <= ends.vote <= ends.discuss


def test_live_it_takes_three_quarters_of_an_hour() -> None:
    ends = phases.planned(Plan.LIVE, MONDAY_MORNING, BERLIN)
    minutes = [(moment - MONDAY_MORNING).seconds // 60 for moment in (ends.collect, ends.group, ends.vote)]
    assert (minutes, ends.discuss - MONDAY_MORNING) == ([15, 20, 25], timedelta(minutes=45))


def test_over_days_it_leaves_the_weekend_out() -> None:
    friday = datetime(2026, 3, 6, 9, tzinfo=UTC)
    ends = phases.planned(Plan.DAYS, friday, BERLIN)
    assert [moment.strftime("%a %H") for moment in (ends.collect, ends.group, ends.vote, ends.discuss)] == [
        "Mon 09",
        "Mon 12",
        "Tue 09",
        "Wed 09",
    ]


def worked(start: datetime, end: datetime, zone: ZoneInfo) -> timedelta:
    """The working time between two moments, day by day."""
    first, last = (one.astimezone(zone).replace(tzinfo=None) for one in (start, end))
    days = [first.date() + timedelta(days=number) for number in range((last.date() - first.date()).days + 1)]
    spans = [
        min(last, datetime.combine(day, ENDS)) - max(first, datetime.combine(day, STARTS))
        for day in days
        if day.weekday() < 5
    ]
    return sum((span for span in spans if span > timedelta(0)), timedelta(0))


@given(moments, st.sampled_from(["Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "America/New_York"]))
def test_over_days_each_phase_ends_while_people_work_and_has_its_working_time(
    start: datetime, place: str
) -> None:
    zone = ZoneInfo(place)
    ends = phases.planned(Plan.DAYS, start, zone)
    moments = [start, ends.collect, ends.group, ends.vote, ends.discuss]
    for end in moments[1:]:
        local = end.astimezone(zone)
        assert local.weekday() < 5
        assert STARTS <= local.time() <= ENDS
    took = [worked(begun, end, zone) for begun, end in pairwise(moments)]
    assert took == [timedelta(hours=hours) for hours in (8, 3, 5, 8)]


@pytest.mark.parametrize(
    ("day", "hour", "told"),
    [
        (5, 23, ["Fri 17", "Mon 12", "Mon 17", "Tue 17"]),
        (6, 3, ["Fri 17", "Mon 12", "Mon 17", "Tue 17"]),
        (7, 12, ["Mon 17", "Tue 12", "Tue 17", "Wed 17"]),
        (6, 16, ["Mon 16", "Tue 11", "Tue 16", "Wed 16"]),
    ],
)
def test_begun_when_nobody_works_or_late_in_the_day_nothing_ends_at_night(
    day: int, hour: int, told: list[str]
) -> None:
    ends = phases.planned(Plan.DAYS, datetime(2026, 3, day, hour, tzinfo=BERLIN), BERLIN)
    local = [one.astimezone(BERLIN) for one in (ends.collect, ends.group, ends.vote, ends.discuss)]
    assert [f"{moment:%a %H}" for moment in local] == told


@given(plans, moments, st.integers(0, 6 * 24 * 60))
def test_each_phase_follows_the_one_before(plan: Plan, start: datetime, minutes: int) -> None:
    ends, now = phases.planned(plan, start, BERLIN), start + timedelta(minutes=minutes)
    assert in_order(ends)
    for begun in phases.ORDER:
        end, phase = ends.of(begun), phases.phase_at(ends, begun, now)
        assert end is not None
        assert ORDER.index(phase) - ORDER.index(begun) == (now >= end)


@given(plans, moments, st.sampled_from(phases.ORDER[:-1]), st.integers(0, 30 * 24 * 60))
def test_what_begins_late_lasts_as_long_as_planned(
    plan: Plan, start: datetime, phase: Phase, minutes: int
) -> None:
    ends, following = phases.planned(plan, start, UTC_ZONE), ORDER[ORDER.index(phase) + 1]
    end, then = ends.of(phase), ends.of(following)
    assert end is not None
    assert then is not None
    now = end + timedelta(minutes=minutes)
    mended = phases.made_up_for(plan, ends, phase, now, UTC_ZONE)
    assert in_order(mended)
    ending = mended.of(following)
    assert ending is not None
    if now - end <= phases.LATE[plan]:
        assert mended == ends
    elif plan is Plan.LIVE:
        assert ending - now == then - end
    else:
        assert ending - now >= min(then - end, timedelta(hours=3))
        assert (ending.time(), ending.weekday() < 5 or then.weekday() > 4) == (then.time(), True)


def test_days_after_a_phase_was_to_end_the_next_one_ends_at_the_hour_that_everybody_was_told() -> None:
    ends = phases.planned(Plan.DAYS, MONDAY_MORNING, BERLIN)
    friday = ends.collect + timedelta(days=3, minutes=20)
    mended = phases.made_up_for(Plan.DAYS, ends, Phase.COLLECT, friday, BERLIN)
    told = [
        moment.strftime("%a %H") for moment in (mended.collect, mended.group, mended.vote, mended.discuss)
    ]
    assert told == ["Tue 09", "Mon 12", "Tue 09", "Wed 09"]


@given(plans, moments, st.lists(st.integers(0, 2 * 24 * 60), max_size=5))
def test_by_hand_the_next_phase_begins_at_once_and_nothing_runs_longer(
    plan: Plan, start: datetime, waits: list[int]
) -> None:
    ends, now = phases.planned(plan, start, BERLIN), start
    last = ends.discuss
    for wait in waits:
        now += timedelta(minutes=wait)
        phase = next((one for one in phases.ORDER if now < (ends.of(one) or now)), Phase.CLOSED)
        if phase is Phase.CLOSED:
            break
        ends = phases.ended_now(plan, ends, phase, now)
        assert in_order(ends)
        assert ends.discuss <= last
        assert phases.phase_at(ends, phase, now) is ORDER[ORDER.index(phase) + 1]


def test_ended_early_live_moves_what_follows_and_days_stay_as_announced() -> None:
    early = MONDAY_MORNING + timedelta(minutes=5)
    live = phases.planned(Plan.LIVE, MONDAY_MORNING, BERLIN)
    assert phases.ended_now(Plan.LIVE, live, Phase.COLLECT, early).group - early == timedelta(minutes=5)
    days = phases.planned(Plan.DAYS, MONDAY_MORNING, BERLIN)
    assert phases.ended_now(Plan.DAYS, days, Phase.COLLECT, early).group == days.group


def test_with_nothing_to_show_talking_begins_at_once() -> None:
    planned = phases.planned(Plan.DAYS, MONDAY_MORNING, BERLIN)
    ends = phases.without_vote(planned, planned.collect)
    assert phases.phase_at(ends, Phase.VOTE, planned.collect) is Phase.DISCUSS
    assert ends.discuss == planned.discuss


def test_where_all_was_erased_it_is_over_at_once() -> None:
    ends = phases.over_at_once(MONDAY_MORNING)
    for phase in phases.ORDER:
        assert phases.phase_at(ends, phase, MONDAY_MORNING) is phases.AFTER[phase]


@pytest.mark.parametrize(
    ("members", "chosen", "last", "expected"),
    [
        (4, None, None, False),
        (4, True, True, False),
        (5, None, None, True),
        (5, False, None, False),
        (5, None, False, False),
        (5, True, False, True),
    ],
)
def test_anonymous_from_five_members_on_unless_the_team_wants_names(
    members: int, chosen: bool | None, last: bool | None, expected: bool
) -> None:
    assert is_anonymous(members, chosen, last) is expected


def test_starter_and_facilitator_move_it_and_a_steward_only_where_neither_is_left() -> None:
    named, members = (ANA, BEN), {ANA, BEN, CYD}
    assert may_move(ANA, named, members=members, is_steward=False)
    assert may_move(BEN, named, members=members, is_steward=False)
    assert not may_move(CYD, named, members=members, is_steward=True)
    assert may_move(CYD, named, members={CYD}, is_steward=True)
    assert may_move(CYD, (None, None), members=members, is_steward=True)
    assert not may_move(CYD, (None, None), members=members, is_steward=False)


@pytest.mark.parametrize("starts_on", [date(2026, 3, 2) + timedelta(days=shift) for shift in range(7)])
def test_the_first_rhythm_ends_within_the_cycle(starts_on: date) -> None:
    ends_on = starts_on + timedelta(days=41)
    first = phases.first_day(ends_on)
    start = datetime.combine(first, datetime.min.time(), UTC)
    assert first.weekday() < 5
    assert ends_on - timedelta(days=6) <= first
    assert phases.planned(Plan.DAYS, start, ZoneInfo("UTC")).discuss.date() <= ends_on


def test_a_format_is_chosen_or_typed() -> None:
    assert words.format_of("4ls", ()) is FORMATS[2]
    own = words.format_of(OWN, [" Sun ", "", "Rain", "Rain"])
    assert [column.title for column in own.columns] == ["Sun", "Rain"]
    assert len({column.key for column in own.columns}) == 2


@pytest.mark.parametrize(
    ("key", "titles", "field"),
    [
        ("none such", (), Field.FORMAT),
        (OWN, ("one",), Field.COLUMNS),
        (OWN, tuple("abcdef"), Field.COLUMNS),
        (OWN, ("x", "\u200b"), Field.COLUMNS),
    ],
)
def test_a_format_that_can_not_be_is_explained(key: str, titles: tuple[str, ...], field: Field) -> None:
    with pytest.raises(Invalid) as refused:
        words.format_of(key, titles)
    assert refused.value.field == field


def test_empty_fields_are_passed_over_and_nobodys_words_are_cut() -> None:
    assert words.reflections_of(drafts(" well ", "", "\u200b")) == [ReflectionDraft("worked", "well")]
    for refused in (drafts("", " "), drafts("fine", "x" * (TEXT_MOST + 1))):
        with pytest.raises(Invalid):
            words.reflections_of(refused)


def test_a_noted_picture_leaves_its_link() -> None:
    assert words.noted_words(" Well  done ", "https://link") == "Well done"
    assert words.noted_words("", "https://link") == "https://link"


def test_a_group_has_a_title_that_fits() -> None:
    assert len(words.title_of("x" * 500)) == TITLE_MOST
    with pytest.raises(Invalid):
        words.title_of("\u200b")


@given(st.integers(0, 100))
def test_every_reflection_is_on_one_page(count: int) -> None:
    said = [reflection(number + 1) for number in range(count)]
    shown = [groups.on_page(said, number) for number in range(1, groups.pages(count) + 1)]
    assert [one for page in shown for one in page] == said
    assert all(0 < len(page) <= ON_A_PAGE for page in shown)


@given(st.lists(st.sampled_from(["worked", "didnt", "next", "", "other"]), max_size=40))
def test_nobodys_words_are_left_out_of_the_vote(columns: list[str]) -> None:
    said = [reflection(number + 1, column=column) for number, column in enumerate(columns)]
    grouped = groups.leftovers(said, FORMATS[0])
    assert sorted(one.id for _, members in grouped for one in members) == [one.id for one in said]
    assert len(grouped) <= groups.LOOSE_MOST
    assert all(members and len(title) <= TITLE_MOST for title, members in grouped)


def test_few_left_alone_stand_on_their_own() -> None:
    assert groups.leftovers([reflection(1, "a"), reflection(2, "b")], FORMATS[0]) == [
        ("a", [reflection(1, "a")]),
        ("b", [reflection(2, "b")]),
    ]
    assert UUID(int=1) == reflection(1).id


def test_of_a_reflection_of_several_lines_the_title_keeps_them_apart() -> None:
    two = reflection(text="Meetings too long\n\nToo many  mails")
    assert groups.leftovers([two], FORMATS[0]) == [("Meetings too long · Too many mails", [two])]


def test_of_many_left_alone_each_question_becomes_a_group_and_so_does_what_was_gathered_before() -> None:
    columns = ("worked", "", "start", NOTED)
    said = [reflection(number, column=columns[number % 4]) for number in range(1, 17)]
    found = {title: len(members) for title, members in groups.leftovers(said, FORMATS[0])}
    assert found == {"Worked": 4, "From our messages": 4, GATHERED_BEFORE: 8}
