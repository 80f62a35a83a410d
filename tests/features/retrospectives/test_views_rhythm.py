"""How a team's rhythm of looking back reads."""

from dataclasses import replace
from datetime import date

import pytest

from bot.clock.recurrence import LastWorkingDay, OnDate, Weekly
from bot.features.cadences.values import CadenceState
from bot.features.retrospectives.rules.rhythm import How, RhythmDraft, TeamRhythm, draft_of
from bot.features.retrospectives.views import rhythm as views
from bot.slack.limits import message_problems, view_problems
from bot.slack.payloads import list_at, text_at
from tests.features.retrospectives.slack_side import fields_of
from tests.features.retrospectives.test_rules_rhythm import COMING, MONDAY, rhythm

FRIDAYS = rhythm(Weekly(frozenset({4}), every=2, anchor=MONDAY))
SHOWN = [
    FRIDAYS,
    rhythm(LastWorkingDay()),
    rhythm(OnDate(date(2026, 4, 1))),
    rhythm(None),
    rhythm(LastWorkingDay(), state=CadenceState.PAUSED),
]


@pytest.mark.parametrize("shown", SHOWN)
def test_slack_takes_all_of_it(shown: TeamRhythm) -> None:
    told = views.rhythm_told(shown)
    assert message_problems({"text": told.text, "blocks": list(told.blocks)}) == []
    drafts = (draft_of(shown), *(RhythmDraft(how=how) for how in How))
    for view in (views.saved(shown), *(views.rhythm_modal(shown, draft, COMING * 3) for draft in drafts)):
        assert view_problems(view) == []


@pytest.mark.parametrize(
    ("how", "fields"),
    [
        (How.WEEKS, ["how", "every", "weekday", "at"]),
        (How.MONTH_END, ["how", "at"]),
        (How.DATE, ["how", "day", "at"]),
        (How.NEVER, ["how"]),
    ],
)
def test_only_what_matters_is_asked_and_each_choice_shows_what_it_means(how: How, fields: list[str]) -> None:
    view = views.rhythm_modal(FRIDAYS, RhythmDraft(how=how), COMING)
    assert fields_of(view) == fields
    assert all(block.get("dispatch_action") for block in list_at(view, "blocks") if block["type"] == "input")


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (
            FRIDAYS,
            "A look back begins by itself every second week on Friday at 15:30, in the team's time zone.",
        ),
        (rhythm(None), "only when somebody starts one"),
        (replace(rhythm(OnDate(date(2026, 2, 2))), coming=()), "only when somebody starts one"),
        (SHOWN[-1], "that is paused"),
    ],
)
def test_what_holds_is_said_in_a_sentence(shown: TeamRhythm, words: str) -> None:
    assert words in views.holds(shown)


def test_the_next_times_are_told_by_the_teams_clock_and_who_may_not_change_it_hears_who_may() -> None:
    told = str(views.rhythm_told(FRIDAYS).blocks)
    assert "Next: Fri 6 Mar at 15:30, Amsterdam time" in told
    assert "A steward of the team changes this" in told
    assert "Nothing is to come by itself" in str(views.rhythm_told(rhythm(None)).blocks)


def test_who_may_change_it_can_skip_pause_resume_and_stop_it() -> None:
    def buttons(shown: TeamRhythm) -> list[str]:
        view = views.rhythm_modal(shown, draft_of(shown), shown.coming)
        taking = [block for block in list_at(view, "blocks") if block["type"] == "actions"]
        return [text_at(button, "text", "text") for block in taking for button in list_at(block, "elements")]

    assert buttons(FRIDAYS) == ["Skip Fri 6 Mar", "Pause", "Stop"]
    left_out = replace(FRIDAYS, left_out=date(2027, 3, 5))
    assert buttons(left_out) == ["Don't skip Fri 5 Mar", "Pause", "Stop"]
    assert "Skipped: Fri 5 Mar 2027. Next: Fri 6 Mar" in str(views.rhythm_told(left_out).blocks)
    assert buttons(SHOWN[-1]) == ["Resume", "Stop"]
    for over in (rhythm(None), replace(rhythm(OnDate(date(2026, 2, 2))), coming=(), next_day=None)):
        assert buttons(over) == []


def test_the_teams_card_says_it_in_a_line() -> None:
    assert "every second week on Friday" in views.card_line(FRIDAYS)
    assert "(paused)" not in views.card_line(FRIDAYS)
    assert "(paused)" in views.card_line(SHOWN[-1])
    for over in (rhythm(None), replace(rhythm(OnDate(date(2026, 2, 2))), coming=())):
        assert "/retro start" in views.card_line(over)


def test_what_nobody_chose_says_where_it_is_from() -> None:
    assert FRIDAYS.cadence is not None
    suggested = replace(FRIDAYS, cadence=replace(FRIDAYS.cadence, detail={"suggested": True}))
    assert "(Cairn's suggestion)" in views.card_line(suggested)
    for shown, says_so in ((suggested, True), (FRIDAYS, False), (replace(suggested, coming=()), False)):
        view = views.rhythm_modal(shown, draft_of(shown), shown.coming)
        assert ("I suggested this for the end of the cycle" in str(view)) is says_so
