"""Every view of the room against Slack's limits, with plain and with extreme words."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from bot.features.goals.values import GoalState
from bot.features.indicators.forms import ReadingStage, Stage, edit_stage
from bot.features.indicators.rules.pasting import pasted
from bot.features.indicators.rules.progress import progress_of
from bot.features.indicators.rules.status import goal_status, status_of_indicator
from bot.features.indicators.values import (
    Direction,
    GoalStatus,
    IndicatorView,
    Milestone,
    Origin,
    ReadingView,
    Recorded,
    Sort,
    Standing,
    Status,
)
from bot.features.indicators.views import form, ids, lines, overview, pasting, readings
from bot.slack import kit
from bot.slack.limits import message_problems, view_problems
from tests.features.goals.factories import ANA, BEN, EXTREME_WORDS, NOON, goal
from tests.features.indicators.factories import DUE, TODAY, indicator

HALF = TODAY + timedelta(days=20)
WORDS = pytest.mark.parametrize("words", ["Reply time", *EXTREME_WORDS.values()])


def standing(one: IndicatorView) -> Standing:
    return Standing(one, status_of_indicator(one, HALF), progress_of(one))


def reading(number: int = 1, note: str = "") -> ReadingView:
    return ReadingView(
        id=UUID(int=number),
        indicator_id=UUID(int=1),
        day=TODAY + timedelta(days=number),
        value=Decimal(30 - number),
        note=note,
        origin=Origin.PERSON,
        entered_by=ANA,
        entered_at=NOON,
    )


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (
            indicator(latest=14),
            (
                "*Reply time* 14 h (from 30 h, to decrease to 4 h by Sat 11 Apr) · 61 % ▓▓▓░░░ "
                "· :large_green_circle: green"
            ),
        ),
        (
            indicator(),
            "*Reply time* from 30 h, to decrease to 4 h by Sat 11 Apr · :white_circle: no reading yet",
        ),
        (
            indicator(baseline=None, first_reading_by=DUE),
            "*Reply time* to decrease to 4 h by Sat 11 Apr · :white_circle: first reading by Sat 11 Apr",
        ),
        (
            indicator(baseline=None, first_reading_by=TODAY),
            (
                "*Reply time* to decrease to 4 h by Sat 11 Apr "
                "· :large_yellow_circle: amber, first reading was due Mon 2 Mar"
            ),
        ),
        (
            indicator(name="Uptime", unit="%", direction=Direction.STAY_ABOVE, target=Decimal(99), latest=99),
            "*Uptime* 99 % (to stay above 99 % until Sat 11 Apr) · 100 % ▓▓▓▓▓▓ · :large_green_circle: green",
        ),
    ],
)
def test_an_indicator_stands_on_one_line(one: IndicatorView, line: str) -> None:
    assert lines.indicator_line(standing(one)) == line


def test_a_goal_stands_on_one_line() -> None:
    stands = goal_status([standing(indicator(latest=14))])
    assert stands is not None
    assert lines.goal_line(stands) == ":large_green_circle: green · 61 % · Reply time"
    unread = goal_status([standing(indicator())])
    assert unread is not None
    assert lines.goal_line(unread) == ":white_circle: no reading yet · Reply time"


def test_a_card_has_room_for_five() -> None:
    shown = lines.card_lines([standing(indicator(number=number)) for number in range(7)])
    assert (len(shown), shown[-1]) == (6, "And 2 more indicators")


def test_lines_that_are_long_in_slacks_writing_leave_room_for_others() -> None:
    many = [indicator(number=number, name="&<>" * 26, unit="<<<<<<<<<<<<", latest=14) for number in range(12)]
    on_card = lines.card_lines([standing(one) for one in many])
    trends = lines.trend_lines(many, {one.id: [reading(number) for number in range(30)] for one in many})
    for shown in (on_card, trends):
        assert sum(map(len, shown)) <= lines.ROOM + len("And 11 more indicators")
        assert shown[-1] == f"And {12 - (len(shown) - 1)} more indicators"
    assert lines.trend_lines(many, {many[0].id: [reading()]}) == ()


def test_what_else_is_on_record_is_told_in_words() -> None:
    path = (Milestone(HALF, Decimal(10)),)
    one = indicator(is_primary=True, commit=Decimal(6), amber=Decimal(10), red=Decimal(20), path=path)
    assert lines.facts_line(one) == (
        "*primary* · lagging · customer value · sure of 6 h · amber above 10 h · red above 20 h "
        "· 1 milestone on the way"
    )


@WORDS
def test_modals_keep_to_slacks_limits(words: str) -> None:
    one = indicator(name=words[:80], unit=words[:12], latest=14, is_primary=True)
    shown, of = [standing(replace(one, id=UUID(int=number))) for number in range(12)], goal(title=words[:150])
    many = [reading(number, words[:300]) for number in range(30)]
    stage = Stage(goal_id=of.id).more().full()
    table = pasted("\n".join(f"2026-02-{day:02}; 4" for day in range(1, 40)), TODAY)
    modals = [
        form.indicator_modal(Stage(goal_id=of.id), of, due=DUE),
        form.indicator_modal(stage, of, known=one, primaries=[one] * 3, numbers={one.goal_id: 3}),
        form.indicator_modal(edit_stage(one), of, known=one),
        overview.overview_modal(of, shown),
        overview.overview_modal(of, []),
        overview.overview_modal(replace(of, state=GoalState.ENDED), shown),
        overview.saved_modal(of, shown, Sort.LEADING),
        readings.reading_modal(of, [one], TODAY, typed={one.id: words[:300]}, note=words),
        readings.reading_modal(of, [stands.indicator for stands in shown], TODAY),
        readings.readings_modal(one, many, {many[-1].id}),
        readings.readings_modal(one, [], ()),
        readings.correction_modal(one, many[0], is_changed=True),
        pasting.paste_modal(ReadingStage(goal_id=of.id), one),
        pasting.paste_modal(
            ReadingStage(goal_id=of.id),
            one,
            table,
            replaced=[reading(note=words[:300])] * 40,
            is_changed=True,
        ),
    ]
    assert [view_problems(modal) for modal in modals] == [[]] * len(modals)


@WORDS
def test_messages_keep_to_slacks_limits(words: str) -> None:
    one, of = indicator(name=words[:80], unit=words[:12], latest=14), goal(title=words[:150])
    many = [reading(number, words[:300]) for number in range(30)]
    messages = [
        readings.recorded(
            of,
            [standing(one)] * 12,
            Recorded(of.id, (reading(note=words[:300]),) * 12, (reading(note=words[:300]),) * 12),
            is_answer=True,
        ),
        readings.recorded(of, [standing(one)], is_answer=False),
        readings.trend(one, many),
        readings.trend(one, []),
        readings.which_goal([of] * 10, are_more=True),
        readings.none_measured(are_over=True),
        readings.none_measured(are_over=False),
        readings.not_measured(of),
        readings.no_goal("7"),
        kit.message(lines.trend_line(one, many)),
    ]
    assert [
        message_problems({"text": message.text, "blocks": list(message.blocks)}) for message in messages
    ] == [[]] * len(messages)


def test_what_was_read_names_nobody() -> None:
    shown = readings.readings_modal(indicator(latest=14), [reading()], {reading().id})
    assert ANA not in str(shown)


def test_a_preview_says_what_was_understood_or_what_was_not() -> None:
    one, stage = indicator(latest=14), ReadingStage(goal_id=UUID(int=3))
    sound = pasting.paste_modal(stage, one, pasted("2026-03-01; 14,5", TODAY), replaced=[reading()])
    assert "Understood: 14.5 h on Sun 1 Mar. Nothing is saved yet." in str(sound)
    assert "1 day has a reading already, whose place this takes" in str(sound)
    assert "entered by <@U0ANA>" in str(sound)
    assert "'Save 1 reading'" in str(sound)
    broken = pasting.paste_modal(stage, one, pasted("\n".join(["never; 1"] * 10), TODAY))
    assert "Line 1: the day can't be read" in str(broken)
    assert "These lines need another look" in str(broken)
    assert "And 2 more lines" in str(broken)
    assert "This line needs another look" in str(pasting.paste_modal(stage, one, pasted("never; 1", TODAY)))
    assert "'Preview'" in str(broken)


def test_a_number_of_a_check_in_gives_way_without_a_name() -> None:
    told = lines.replaced_words(replace(reading(), origin=Origin.CHECK_IN), "h", by=BEN)
    assert told.endswith(", told in a check-in")


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (reading(2), ", in place of 28 h"),
        (reading(2, "early"), ", in place of 28 h: early"),
        (reading(), ""),
        (reading(1, "early"), ", in place of 29 h: early"),
        (replace(reading(), entered_by=BEN), ", in place of 29 h, entered by <@U0BEN>"),
    ],
)
def test_of_what_gives_way_nobody_is_told_what_they_know(gone: ReadingView, said: str) -> None:
    kept = Recorded(goal().id, (reading(),), (gone,))
    told = readings.recorded(goal(), [standing(indicator(latest=29))], kept, is_answer=False)
    assert told.text.endswith(f"Read: *29 h* Tue 3 Mar{said}")


def test_without_a_reading_past_its_day_it_is_amber_as_its_goal_is() -> None:
    late = indicator(due_on=TODAY)
    assert goal_status([standing(late)]) == GoalStatus(Status.AMBER, None, "Reply time")
    assert "amber, no reading by Mon 2 Mar" in lines.indicator_line(standing(late))
    assert "no reading yet" in lines.indicator_line(standing(indicator()))


def test_one_reading_alone_is_no_trend() -> None:
    one = indicator(latest=29)
    assert "→" not in str(readings.trend(one, [reading()]))
    assert "→" not in str(readings.readings_modal(one, [reading()], ()))
    assert "30 h → 29 h" in readings.trend(one, [reading(0), reading()]).text


def test_where_readings_are_entered_many_can_be_pasted() -> None:
    one, other = indicator(), indicator(number=2)
    assert ids.OPEN_PASTE in str(readings.reading_modal(goal(), [one], TODAY))
    assert "*Paste readings* in the ⋯ menu" in str(readings.reading_modal(goal(), [one, other], TODAY))
