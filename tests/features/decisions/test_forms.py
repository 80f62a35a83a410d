from datetime import date
from uuid import UUID

import pytest

from bot.errors import Conflict, Invalid, NotFound
from bot.features.decisions import forms
from bot.features.decisions.forms import Stage
from bot.features.decisions.values import TEXT_MOST, TITLE_MOST, Field
from tests.features.decisions.factories import MESSAGE, REPLY, decision, form, full_decision
from tests.features.goals.factories import CYD, TEAM

GOAL = str(UUID(int=7))
STAGES = [
    Stage(team_id=TEAM),
    Stage(team_id=TEAM, unfolded=True),
    forms.message_stage(TEAM, REPLY, "words")[0],
    forms.edit_stage(full_decision()),
]


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_travels_with_the_form(stage: Stage) -> None:
    carried = forms.STAGES.write(stage)
    assert forms.STAGES.read(carried) == stage
    assert len(carried) < 600


BROKEN = ["", "no json", "[]", "{}", '{"team_id": "words"}', '{"team_id": 7}', "\x00", "\ud800"]


@pytest.mark.parametrize("carried", BROKEN)
def test_a_form_with_a_broken_stage_is_out_of_date_and_its_words_stay_out_of_the_log(carried: str) -> None:
    with pytest.raises(Conflict, match="open it once more") as raised:
        forms.STAGES.read(carried)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def test_everything_entered_is_read() -> None:
    texts = {name: name for name in ("title", "rationale", "context", "options", "criteria", "outcome")}
    entered = form(**texts, decider=CYD, goals=[GOAL], review_on="2026-06-01")
    draft = forms.entered(entered, Stage(team_id=TEAM, unfolded=True, source=MESSAGE))
    assert {name: getattr(draft, name) for name in texts} == texts
    assert (draft.decider, draft.goals, draft.review_on) == (CYD, (UUID(int=7),), date(2026, 6, 1))
    assert (draft.team_id, draft.source) == (TEAM, MESSAGE)


def test_who_wrote_a_message_is_not_taken_to_have_decided() -> None:
    stage, draft = forms.message_stage(TEAM, MESSAGE, "We answer in English")
    assert (draft.context, draft.decider, draft.source) == ("We answer in English", None, MESSAGE)
    assert forms.entered(form(title="x"), stage).decider is None
    assert forms.entered(form(title="x", decider=CYD), stage).decider == CYD


def test_words_too_long_for_a_title_are_all_kept() -> None:
    words = "we agreed " * 100
    stage, draft = forms.new_stage(TEAM, words)
    assert (len(draft.title), draft.context, stage.unfolded) == (TITLE_MOST, words.strip(), True)
    _, endless = forms.new_stage(TEAM, "x" * 5000)
    assert len(endless.context) == TEXT_MOST


def test_few_words_are_the_title() -> None:
    stage, draft = forms.new_stage(TEAM, " we answer\tin English ")
    assert (draft.title, draft.context, stage.unfolded) == ("we answer in English", "", False)


@pytest.mark.parametrize("day", ["2026-13-01", "soon"])
def test_a_day_that_is_none_is_explained_beneath_its_field(day: str) -> None:
    with pytest.raises(Invalid) as raised:
        forms.entered(form(review_on=day), Stage(team_id=TEAM))
    assert raised.value.field == Field.REVIEW_ON


def test_a_goal_that_is_none_finds_nothing() -> None:
    with pytest.raises(NotFound):
        forms.entered(form(goals=["3"]), Stage(team_id=TEAM))


def test_an_edit_begins_with_what_is_on_record() -> None:
    stage = forms.edit_stage(decision())
    assert (stage.decision_id, stage.seen, stage.unfolded) == (decision().id, decision().changed_at, True)
