"""How a cycle reads on the card, on its page and in its form."""

import re
from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.delivery.values import Message
from bot.features.cycles import forms
from bot.features.cycles.rules import plans
from bot.features.cycles.rules.plans import DAY, ORDER
from bot.features.cycles.values import CycleEnd, CycleSettings, CycleView, Phase
from bot.features.cycles.views import card, form
from bot.features.cycles.views.closed import closed_message
from bot.features.cycles.views.page import cycle_page, saved
from bot.features.goals.values import Became, GoalState, Outcome
from bot.features.goals.views.ending import at_closing, became
from bot.features.inputs.views.message import at_closing as inputs_at_closing
from bot.features.planning.views.parts import closing_part
from bot.features.priorities.views import closing_line
from bot.features.retrospectives.views.rhythm import CLOSING_PART as LOOK_BACK_AT_CLOSING
from bot.features.thresholds.views.talks import closing_part as talks_at_closing
from bot.slack.limits import message_problems, view_problems
from bot.slack.sections import Part
from tests.features.cycles.factories import ALONE, BY_HAND, MONDAY, SIX_WEEKS, STRICT, page, view
from tests.features.retrospectives.slack_side import fields_of
from tests.shown import labels_of, words_of

SHOWN = [
    view(phase, settings=settings)
    for phase in ORDER
    for settings in (CycleSettings(), BY_HAND, STRICT, ALONE)
]


def problems(message: Message) -> list[str]:
    return [str(one) for one in message_problems({"text": message.text, "blocks": list(message.blocks)})]


def shown(message: Message) -> dict[str, object]:
    return {"text": message.text, "blocks": list(message.blocks)}


@pytest.mark.parametrize(
    ("cycle", "line"),
    [
        (view(), "*Cycle 2* · Drafting until Wed 4 Mar · then voting"),
        (view(today=date(2026, 3, 5)), "*Cycle 2* · Voting until Sun 8 Mar · then committing"),
        (view(Phase.REFLECTING), "*Cycle 2* · Reflecting until Sun 12 Apr · then it closes"),
        (view(settings=BY_HAND), "*Cycle 2* · Drafting, planned until Wed 4 Mar · then voting"),
        (
            view(settings=BY_HAND, today=date(2026, 3, 20)),
            "*Cycle 2* · Drafting · then voting, when a steward moves it on",
        ),
        (
            view(Phase.CLOSED, closed_on=date(2026, 4, 9)),
            "*Cycle 2* · Closed · cycle 3 begins Fri 10 Apr",
        ),
        (
            view(Phase.CLOSED, closed_on=MONDAY, settings=ALONE),
            "*Cycle 2* · Closed · cycle 3 begins when a steward starts it, with `/cairn cycle`",
        ),
    ],
)
def test_the_card_says_where_the_cycle_stands(cycle: CycleView, line: str) -> None:
    assert card.card_part(cycle).lines == (line,)


@pytest.mark.parametrize("cycle", SHOWN)
def test_the_page_says_of_votes_what_the_cards_of_new_proposals_do(cycle: CycleView) -> None:
    is_early = cycle.phase is Phase.DRAFTING and not cycle.is_strict
    said = (
        "A goal that is proposed now is open to votes at once, for two working days; "
        "what isn't decided when voting begins has two more"
    )
    assert (said in words_of(shown(cycle_page(page(cycle))))) is is_early


@pytest.mark.parametrize("cycle", SHOWN)
def test_slack_takes_all_of_it(cycle: CycleView) -> None:
    extreme = tuple("<!channel> & *bold* " * 5 for _ in range(12))
    for may_change in (True, False):
        seen = page(cycle, may_change=may_change, stewards=extreme)
        for message in (cycle_page(seen), cycle_page(seen, was_moved_before=True), saved(seen)):
            assert problems(message) == []
    for stage in (form.change_stage(cycle), form.next_stage(cycle)):
        assert view_problems(form.plan_modal(99, cycle.plan, cycle.settings, stage)) == []


def test_the_page_of_a_steward(snapshot: SnapshotAssertion) -> None:
    assert cycle_page(page(view(today=date(2026, 3, 5), settings=STRICT))) == snapshot


def test_the_page_of_everybody_else(snapshot: SnapshotAssertion) -> None:
    cycle = view(Phase.CLOSED, closed_on=date(2026, 4, 13), settings=ALONE)
    assert cycle_page(page(cycle, may_change=False, stewards=("Ana", "Ben"))) == snapshot


@pytest.mark.parametrize(
    ("phase", "labels"),
    [
        (Phase.DRAFTING, {"Next phase", "Change dates", "Close the cycle"}),
        (Phase.VOTING, {"Next phase", "Change dates", "Move back", "Close the cycle"}),
        (Phase.REFLECTING, {"Change dates", "Move back", "Close the cycle"}),
        (Phase.CLOSED, {"Start cycle 3", "Open again"}),
    ],
)
def test_each_phase_offers_what_can_be_done_in_it(phase: Phase, labels: set[str]) -> None:
    assert labels_of(shown(cycle_page(page(view(phase))))) == labels
    assert labels_of(shown(cycle_page(page(view(phase), may_change=False)))) == set()


def test_before_it_closes_it_says_what_becomes_of_all_that_is_open() -> None:
    most = 99
    goals = at_closing({GoalState.COMMITTED: most, GoalState.ENDED: most, GoalState.PROPOSED: most})
    lines = goals, inputs_at_closing(most), closing_line(most, ends=False)
    leaves = [Part(lines=lines), talks_at_closing(most), LOOK_BACK_AT_CLOSING, closing_part(most)]
    for settings in (ALONE, STRICT):
        cycle = view(Phase.REFLECTING, settings=settings)
        told = words_of(shown(cycle_page(page(cycle), leaves)))
        assert f"{most} committed goals are carried over and asked about anew." in told
        assert f"{most} open talks end. The look back I suggested falls away." in told
        assert f"{most} open initiatives go on. Cycle 3 begins" in told
        assert "…" not in told


def test_its_dates_close_it_after_its_last_day_unless_a_person_moved_it_past_that() -> None:
    last = view().ends_on
    assert view().closes_on == last + DAY
    assert view(moved_on=last).closes_on == last + DAY
    assert view(moved_on=last + DAY).closes_on is None
    assert view(settings=BY_HAND).closes_on is None
    assert view(Phase.CLOSED).closes_on is None


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "No goal is open."),
        (
            {GoalState.COMMITTED: 1, GoalState.ENDED: 1, GoalState.PROPOSED: 1},
            (
                "1 committed goal is carried over and asked about anew. 1 goal ended and stays so. "
                "1 goal stays proposed."
            ),
        ),
        ({GoalState.ENDED: 2}, "2 goals ended and stay so."),
    ],
)
def test_one_and_several_goals_at_the_end(counts: dict[GoalState, int], said: str) -> None:
    assert at_closing(counts) == said


def test_who_can_change_it_is_named() -> None:
    told = cycle_page(page(view(), may_change=False, stewards=("Ana", "Ben")))
    assert "Stewards: Ana and Ben" in words_of(shown(told))
    told = cycle_page(page(view(), may_change=False, stewards=()))
    assert "Nobody stewards this team" in words_of(shown(told))


def test_a_phase_without_days_is_not_shown() -> None:
    plan = plans.plan_of(MONDAY, MONDAY, MONDAY, MONDAY, SIX_WEEKS.reflecting_on, SIX_WEEKS.ends_on)
    told = words_of(shown(cycle_page(page(view(plan=plan)))))
    assert "Running" in told
    assert not any(name in told for name in ("Drafting", "Voting", "Committing"))


def test_the_first_day_is_chosen_for_the_next_cycle_only() -> None:
    cycle = view()
    fields = ["weeks", "starts", "voting", "committing", "running", "reflecting", "ends", "how"]
    running = form.plan_modal(2, cycle.plan, cycle.settings, form.change_stage(cycle))
    coming = form.plan_modal(3, cycle.plan, cycle.settings, form.next_stage(cycle))
    assert fields_of(running) == [field for field in fields if field != "starts"]
    assert fields_of(coming) == fields


@pytest.mark.parametrize("cycle", SHOWN[:4])
def test_the_form_shows_what_it_reads_back(cycle: CycleView) -> None:
    stage = form.next_stage(cycle)
    assert forms.STAGES.read(forms.STAGES.write(stage)) == stage


@pytest.mark.parametrize(
    ("cycle", "today", "days"),
    [
        (view(), MONDAY, ["Mon 2 Mar to Wed 4 Mar", "Thu 5 Mar to Sun 8 Mar", "Mon 9 Mar to Tue 10 Mar"]),
        (
            view(Phase.VOTING, moved_on=MONDAY),
            MONDAY,
            ["", "since today, moved by hand", "Mon 9 Mar to Tue 10 Mar"],
        ),
        (
            view(Phase.VOTING, moved_on=MONDAY),
            date(2026, 3, 5),
            ["Mon 2 Mar to Wed 4 Mar", "Thu 5 Mar to Sun 8 Mar", "Mon 9 Mar to Tue 10 Mar"],
        ),
        (
            view(moved_on=date(2026, 3, 9)),
            date(2026, 3, 10),
            ["since Mon 9 Mar, moved by hand", "", ""],
        ),
        (
            view(),
            MONDAY - DAY,
            ["until Wed 4 Mar", "Thu 5 Mar to Sun 8 Mar", "Mon 9 Mar to Tue 10 Mar"],
        ),
        (view(Phase.CLOSED, closed_on=MONDAY - DAY), MONDAY - DAY, ["", "", ""]),
    ],
    ids=[
        "as planned",
        "moved on",
        "its date came after that",
        "moved back",
        "begun before its first day",
        "closed before its first day",
    ],
)
def test_a_cycle_that_was_moved_by_hand_tells_no_days_that_did_not_happen(
    cycle: CycleView, today: date, days: list[str]
) -> None:
    lines = words_of(shown(cycle_page(page(cycle, today=today))))
    told = [re.search(rf"{phase}\*?(, [^:]*)?: ", lines) for phase in ("Drafting", "Voting", "Committing")]
    assert [(found.group(1) or "").removeprefix(", ") if found else None for found in told] == days


def test_phases_that_a_person_moved_it_into_tell_no_planned_days_later_either() -> None:
    cycle = view(Phase.RUNNING, today=date(2026, 3, 20), moved_on=date(2026, 3, 9))
    moved = frozenset({Phase.COMMITTING, Phase.RUNNING})
    lines = words_of(shown(cycle_page(page(cycle, today=date(2026, 3, 20), off_plan=moved))))
    assert "Voting, Thu 5 Mar to Sun 8 Mar: " in lines
    assert "Committing: " in lines
    assert "*Running*, since Mon 9 Mar, moved by hand: " in lines


def test_phases_that_were_lived_stay_ticked_off_once_the_cycle_is_closed() -> None:
    lines = words_of(shown(cycle_page(page(view(Phase.CLOSED, closed_on=date(2026, 4, 13))))))
    assert lines.count(":white_check_mark:") == len(ORDER)


def test_a_phase_that_was_left_out_is_not_ticked_off() -> None:
    cycle = view(Phase.CLOSED, moved_on=MONDAY, closed_on=MONDAY)
    left_out = frozenset({Phase.VOTING, Phase.REFLECTING})
    lines = words_of(shown(cycle_page(page(cycle, left_out=left_out))))
    assert ":white_small_square: Reflecting, left out: " in lines
    assert lines.count(":white_check_mark:") == len(ORDER) - len(left_out)


def said_of(end: CycleEnd, goals: Became) -> list[str]:
    """The lines of the message that a cycle is closed."""
    message = closed_message(end, [Part(lines=tuple(became(goals)))])
    assert problems(message) == []
    told = re.findall(r'"text": "([^"]+)", "verbatim"', words_of(shown(message)))
    return [line for text in told for line in text.split(r"\n")]


@pytest.mark.parametrize(
    ("settings", "was_followed", "said"),
    [
        (CycleSettings(), False, "Cycle 3 begins Fri 10 Apr."),
        (CycleSettings(), True, "Cycle 3 has begun."),
        (ALONE, False, "A steward begins cycle 3 with `/cairn cycle`."),
    ],
)
def test_that_it_is_closed_says_what_became_of_goals_and_what_comes_next(
    settings: CycleSettings, was_followed: bool, said: str
) -> None:
    cycle = view(Phase.CLOSED, closed_on=date(2026, 4, 9), settings=settings)
    goals = Became({Outcome.REACHED: 2, Outcome.LET_GO: 1}, carried=1)
    assert said_of(CycleEnd(cycle=cycle, was_followed=was_followed), goals) == [
        "*Cycle 2* is closed. Thank you for all that went into it.",
        ":tada: *2 goals reached*",
        ":leaves: *1 goal let go*: tried, and learned from",
        ":arrows_counterclockwise: *1 goal carried over*, to be asked about anew",
        f"{said} `/retro start` looks back together on how it went.",
    ]


def test_a_closed_cycle_without_goals_claims_nothing_of_them() -> None:
    assert list(became(Became({}, carried=0))) == []


def test_a_cycle_that_was_opened_again_is_not_said_to_be_closed() -> None:
    again = CycleEnd(cycle=view(Phase.REFLECTING), was_followed=False)
    assert "was opened again, and goes on" in words_of(shown(closed_message(again)))


def test_while_the_next_one_drafts_the_board_says_what_came_of_the_one_before() -> None:
    for cycle, is_said in ((view(), True), (view(number=1), False), (view(Phase.VOTING), False)):
        told = words_of({"blocks": list(card.card_part(cycle).blocks)})
        assert ("Cycle 1 is closed: `/goal list` shows what came of its goals" in told) == is_said
