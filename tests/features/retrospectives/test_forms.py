"""What the forms carry, and what was entered in them."""

from datetime import date, time
from uuid import UUID

import pytest

from bot.errors import Conflict, NotFound
from bot.features.retrospectives import forms
from bot.features.retrospectives.forms import ADD_STAGES, GROUP_STAGES, GroupStage
from bot.features.retrospectives.rules.rhythm import How, RhythmDraft, RhythmField
from bot.features.retrospectives.values.formats import FORMATS, OWN
from bot.features.retrospectives.values.phases import Phase, Plan
from bot.features.retrospectives.values.reflections import ReflectionDraft
from bot.features.retrospectives.values.retro import Field, RetroDraft
from bot.slack.payloads import FormState
from tests.features.goals.factories import BEN
from tests.features.retrospectives.factories import RETRO_ID, TEAM, retro

STAGE = forms.add_stage(retro(is_anonymous=True), turn=3)


def chosen(value: str) -> dict[str, object]:
    return {"selected_option": {"value": value}}


@pytest.mark.parametrize("carried", ["", "no json", "[]", "{}", '{"retro_id": "words"}', "\x00"])
def test_a_form_with_a_broken_stage_is_out_of_date(carried: str) -> None:
    for stages in (ADD_STAGES, GROUP_STAGES):
        with pytest.raises(Conflict, match="open it once more"):
            stages.read(carried)


def test_stages_travel_with_their_forms() -> None:
    grouping = GroupStage(
        retro_id=RETRO_ID, first=20, reflection_id=UUID(int=1), group_id=UUID(int=2), turn=4
    )
    assert ADD_STAGES.read(ADD_STAGES.write(STAGE)) == STAGE
    assert GROUP_STAGES.read(GROUP_STAGES.write(grouping)) == grouping
    assert STAGE.is_anonymous
    assert STAGE.is_running
    assert not forms.add_stage(retro(Phase.WAITING)).is_running


def test_what_was_written_is_read_question_by_question_and_nothing_that_was_not_asked() -> None:
    form = FormState(
        {
            "retrospectives.add.text.worked#3": {"a": {"value": "The tap works"}},
            "retrospectives.add.text.other": {"a": {"value": "made up"}},
        }
    )
    assert forms.reflections(form, STAGE) == [
        ReflectionDraft("worked", "The tap works"),
        ReflectionDraft("didnt", ""),
        ReflectionDraft("next", ""),
    ]


def test_words_that_came_with_the_command_stand_under_the_heading_that_was_chosen() -> None:
    typed = {"retrospectives.add.text": {"a": {"value": "The tap works"}}}
    assert forms.reflections(FormState({**typed, forms.HEADING: {"a": chosen("didnt")}}), STAGE) == [
        ReflectionDraft("didnt", "The tap works")
    ]


def test_everything_chosen_to_start_with_is_read() -> None:
    form = FormState(
        {
            Field.FORMAT: {"a": chosen(OWN)},
            Field.COLUMNS: {"a": {"value": "Sun\n \nRain"}},
            Field.FACILITATOR: {"a": {"selected_user": BEN}},
            forms.PLAN: {"a": chosen(Plan.LIVE)},
            forms.NAMES: {"a": chosen(forms.NAMED)},
        }
    )
    assert forms.start_draft(form, TEAM) == RetroDraft(
        team_id=TEAM,
        format=OWN,
        columns=("Sun", "Rain"),
        plan=Plan.LIVE,
        facilitator=BEN,
        is_anonymous=False,
    )


def test_what_was_left_alone_is_as_usual() -> None:
    draft = forms.start_draft(FormState({}), TEAM)
    assert draft == RetroDraft(team_id=TEAM)
    assert (draft.format, draft.plan, draft.is_anonymous) == (FORMATS[0].key, Plan.DAYS, None)


def test_a_phase_and_a_retro_are_read_from_next_and_made_up_ones_move_nothing() -> None:
    assert forms.phase_of(f"vote:{RETRO_ID}") == (Phase.VOTE, RETRO_ID)
    assert forms.phase_of(f"lunch:{RETRO_ID}") == (Phase.CLOSED, RETRO_ID)
    for value in ("", "vote", "vote:", "vote:words"):
        with pytest.raises(NotFound):
            forms.phase_of(value)


def test_a_choice_and_what_it_is_about_are_read_from_a_menu() -> None:
    assert forms.choice_of(f"rename:{RETRO_ID}") == ("rename", RETRO_ID)
    with pytest.raises(NotFound):
        forms.choice_of("rename:words")


def test_a_rhythm_is_read_and_nonsense_in_it_is_as_usual() -> None:
    form = FormState(
        {
            RhythmField.HOW: {"a": chosen(How.WEEKS)},
            RhythmField.EVERY: {"a": chosen("3")},
            RhythmField.WEEKDAY: {"a": chosen("6")},
            RhythmField.DAY: {"a": {"selected_date": "2026-05-04"}},
            RhythmField.AT: {"a": {"selected_time": "15:30"}},
        }
    )
    read = forms.rhythm_draft(form)
    assert read == RhythmDraft(how=How.WEEKS, every=3, weekday=6, day=date(2026, 5, 4), at=time(15, 30))
    nonsense = FormState(
        {
            RhythmField.HOW: {"a": chosen(How.DATE)},
            RhythmField.EVERY: {"a": chosen("999")},
            RhythmField.WEEKDAY: {"a": chosen("-1")},
            RhythmField.DAY: {"a": {"selected_date": "soon"}},
            RhythmField.AT: {"a": {"selected_time": "25:99"}},
        }
    )
    assert forms.rhythm_draft(nonsense) == RhythmDraft(how=How.DATE, at=None)
    assert forms.rhythm_draft(FormState({})).how is How.NEVER


@pytest.mark.parametrize(
    ("how", "fields", "is_complete"),
    [
        (How.NEVER, (), True),
        (How.MONTH_END, (), False),
        (How.MONTH_END, (RhythmField.AT,), True),
        (How.DATE, (RhythmField.AT,), False),
        (How.DATE, (RhythmField.AT, RhythmField.DAY), True),
        (How.WEEKS, (RhythmField.AT, RhythmField.DAY), False),
        (How.WEEKS, (RhythmField.AT, RhythmField.EVERY, RhythmField.WEEKDAY), True),
    ],
)
def test_a_form_that_was_sent_before_its_fields_appeared_is_known(
    how: How, fields: tuple[RhythmField, ...], is_complete: bool
) -> None:
    form = FormState({field: {"a": {}} for field in fields})
    assert forms.asks_for_all(form, RhythmDraft(how=how)) is is_complete
