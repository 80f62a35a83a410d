"""A form's stages survive the way through Slack, and what was entered is read wherever it stands."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Conflict
from bot.features.goals import forms
from bot.features.goals.coach import Remark
from bot.features.goals.forms import Stage
from bot.slack.payloads import FormState
from tests.features.goals.factories import NOON, TEAM, draft, goal

LINES = st.text(max_size=150)
REMARKS = st.builds(Remark, st.just("effect"), st.text(max_size=300), LINES)
STAGES = st.builds(
    Stage,
    team_id=st.uuids(),
    goal_id=st.none() | st.uuids(),
    seen=st.none() | st.just(NOON),
    unfolded=st.booleans(),
    coached=st.booleans(),
    remark=st.none() | REMARKS,
    suggested=LINES,
    replaced=LINES,
    turn=st.integers(0, 9),
)


@given(STAGES)
def test_a_stage_comes_back_as_it_left(stage: Stage) -> None:
    assert forms.STAGES.read(forms.STAGES.write(stage)) == stage


BROKEN = ["", "no json", "[]", "{}", '{"team_id": "words"}', '{"team_id": 7}', "\x00", "\ud800"]


@pytest.mark.parametrize("carried", BROKEN)
def test_a_form_with_a_broken_stage_is_out_of_date_and_its_words_stay_out_of_the_log(carried: str) -> None:
    with pytest.raises(Conflict, match="open it once more") as raised:
        forms.STAGES.read(carried)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


@given(STAGES)
def test_a_stage_fits_what_slack_carries(stage: Stage) -> None:
    assert len(forms.STAGES.write(stage)) <= 3000


def test_using_the_suggestion_gives_the_title_a_block_of_its_own() -> None:
    used = Stage(team_id=TEAM).remarked(Remark("effect", "What will differ?", "Other")).using("Mine")
    assert used.title_block == f"{forms.TITLE}#1"
    assert (used.coached, used.remark, used.replaced) == (True, None, "Mine")
    assert used.suggested == "Other"
    assert [*forms.problems_in(draft(""), used)] == [used.title_block]


def test_reads_the_title_under_any_turn_of_its_block() -> None:
    form = FormState({f"{forms.TITLE}#2": {forms.TITLE: {"value": " New \n title "}}})
    assert forms.entered(form, Stage(team_id=TEAM)).title == "New title"


def test_reads_every_field() -> None:
    form = FormState(
        {block: {block: {"value": block.rpartition(".")[2]}} for block in forms.BLOCKS.values()}
        | {forms.MUST_DO: {forms.MUST_DO: {"selected_options": [{"value": forms.YES}]}}}
    )
    entered = forms.entered(form, Stage(team_id=TEAM))
    assert {field: getattr(entered, field) for field in forms.BLOCKS} == {
        field: field for field in forms.BLOCKS
    }
    assert entered.must_do


def test_a_form_left_empty_is_an_empty_draft() -> None:
    entered = forms.entered(FormState(), Stage(team_id=TEAM))
    assert (entered.title, entered.why, entered.must_do) == ("", "", False)
    assert [*forms.problems_in(entered, Stage(team_id=TEAM))] == [forms.TITLE]


@pytest.mark.parametrize("words", ["", "Members get an answer", "🎯", "x" * 150])
def test_words_of_the_command_become_the_title(words: str) -> None:
    stage, draft = forms.new_stage(TEAM, words)
    assert (draft.title, draft.why, stage.unfolded) == (words, "", False)


def test_a_command_too_long_for_a_title_loses_no_words() -> None:
    words = "so many words " * 30
    stage, draft = forms.new_stage(TEAM, words)
    assert len(draft.title) <= 150
    assert draft.why == words.strip()
    assert stage.unfolded


def test_an_edit_begins_with_everything_shown_and_without_the_coach() -> None:
    stage = forms.edit_stage(goal())
    assert (stage.goal_id, stage.seen, stage.unfolded, stage.coached) == (UUID(int=3), NOON, True, True)
