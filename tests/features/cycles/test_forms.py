"""What buttons carry and what was entered."""

from datetime import date
from uuid import UUID

import pytest

from bot.errors import Conflict, Invalid, NotFound
from bot.features.cycles import forms
from bot.features.cycles.forms import PlanStage
from bot.features.cycles.rules.plans import DATES, FIELDS
from bot.features.cycles.values import CycleSettings, Field, Phase
from bot.features.cycles.views.form import change_stage, next_stage, plan_modal
from bot.features.cycles.views.page import step
from bot.slack.payloads import FormState
from tests.entered import entered_in
from tests.features.cycles.factories import MONDAY, SIX_WEEKS, view

CYCLE = view()


def entered(stage: PlanStage, **words: object) -> FormState:
    """The form with the six weeks' dates in it, and this."""
    shown = plan_modal(2, CYCLE.plan, CYCLE.settings, stage)
    names = [name for name in DATES if stage.starts_on is None or name != "starts_on"]
    dates = {FIELDS[name].split(".")[-1]: getattr(SIX_WEEKS, name).isoformat() for name in names}
    return FormState(entered_in(shown, {**dates, **words}))


@pytest.mark.parametrize("stage", [change_stage(CYCLE), next_stage(CYCLE)])
def test_the_dates_come_back_as_they_were_shown(stage: PlanStage) -> None:
    assert forms.plan(entered(stage), stage) == SIX_WEEKS


def test_the_first_day_of_a_running_cycle_is_not_the_clients_word() -> None:
    stage = next_stage(CYCLE)
    form = entered(stage, starts="2031-01-01")
    assert forms.plan(form, stage).starts_on == date(2031, 1, 1)
    assert forms.plan(form, change_stage(CYCLE)).starts_on == MONDAY


@pytest.mark.parametrize("day", [None, "", "soon"])
def test_a_missing_day_is_asked_for_beneath_its_field(day: str | None) -> None:
    stage = next_stage(CYCLE)
    with pytest.raises(Invalid) as refused:
        forms.plan(entered(stage, voting=day), stage)
    assert refused.value.field == Field.VOTING


@pytest.mark.parametrize(
    ("chosen", "weeks"), [("1", 1), ("26", 26), ("27", None), ("0", None), ("x", None), (None, None)]
)
def test_only_a_length_that_was_offered_counts(chosen: str | None, weeks: int | None) -> None:
    stage = change_stage(CYCLE)
    assert forms.weeks(entered(stage, weeks=chosen)) == weeks


def test_what_is_ticked_is_how_the_team_goes_through_it() -> None:
    stage = change_stage(CYCLE)
    assert forms.settings(entered(stage, how=["by_date", "strict"])) == CycleSettings(
        by_date=True, goes_on=False, is_strict=True
    )
    assert forms.settings(entered(stage, how=[])) == CycleSettings(by_date=False, goes_on=False)


def test_a_button_says_from_which_phase_to_which() -> None:
    assert forms.step_of(step(CYCLE, Phase.VOTING)) == (UUID(int=7), Phase.DRAFTING, Phase.VOTING)
    with pytest.raises(Conflict):
        forms.step_of(f"{UUID(int=7)}:drafting:flying")
    with pytest.raises(NotFound):
        forms.step_of("x:drafting:voting")
