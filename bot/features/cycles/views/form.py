"""The form of a cycle's dates, for the one that runs or the next."""

from datetime import date

from bot.delivery.values import Json
from bot.features.cycles import forms
from bot.features.cycles.forms import PlanStage
from bot.features.cycles.rules.plans import DATES, FIELDS, LEAST, MOST, ORDER, weeks_of
from bot.features.cycles.values import CycleSettings, CycleView, Field, Plan
from bot.features.cycles.views import ids, words
from bot.slack import fields, kit
from bot.slack.kit import Block, markup
from bot.text import plural

HOW = (
    ("Its dates move it on; without this, only stewards do", forms.BY_DATE),
    ("The next one begins by itself when this one is over", forms.GOES_ON),
    ("Strict: refuse what doesn't belong to the phase, and say why", forms.STRICT),
)
SAME_DAY = markup("A phase that begins on the same day as the next one is left out.")


def plan_modal(number: int, plan: Plan, settings: CycleSettings, stage: PlanStage) -> Json:
    """The dates and settings of a cycle, to be chosen."""
    is_next = stage.starts_on is None
    dates = [_date(stage, name, getattr(plan, name)) for name in DATES if is_next or name != DATES[0]]
    blocks = [_weeks(plan, stage), *dates, kit.context(SAME_DAY), _how(settings)]
    return kit.modal(
        f"Start cycle {number}" if is_next else f"Cycle {number}",
        blocks,
        callback_id=ids.SUBMIT,
        submit="Start" if is_next else "Save",
        carried=forms.STAGES.write(stage),
    )


def change_stage(cycle: CycleView) -> PlanStage:
    """Where the form of a running cycle begins."""
    return PlanStage(cycle_id=cycle.id, starts_on=cycle.starts_on, seen=cycle.fingerprint)


def next_stage(closed: CycleView) -> PlanStage:
    """Where the form of the cycle after a closed one begins."""
    return PlanStage(cycle_id=closed.id, starts_on=None, seen=closed.fingerprint)


def _weeks(plan: Plan, stage: PlanStage) -> Block:
    known = weeks_of(plan)
    lengths = [(plural(weeks, "week"), str(weeks)) for weeks in range(LEAST, MOST + 1)]
    field = fields.choice_input(
        _id(Field.WEEKS, stage),
        "How long? This sets all dates below",
        lengths,
        initial=str(known) if known else None,
        optional=True,
    )
    return _live(field)


def _date(stage: PlanStage, name: str, day: date) -> Block:
    field = FIELDS[name]
    block = fields.date_input(_id(field, stage), _label(field), initial=day.isoformat())
    return _live(block) if field is Field.STARTS else block


def _label(field: Field) -> str:
    if field is Field.ENDS:
        return "Last day"
    place = list(FIELDS.values()).index(field)
    return f"{words.named(ORDER[place])} from"


def _how(settings: CycleSettings) -> Block:
    ticked = {
        forms.BY_DATE: settings.by_date,
        forms.GOES_ON: settings.goes_on,
        forms.STRICT: settings.is_strict,
    }
    checked = frozenset(value for value, is_on in ticked.items() if is_on)
    return fields.checkbox_input(Field.HOW, "How it goes", HOW, checked=checked)


def _id(field: Field, stage: PlanStage) -> str:
    """The field under another id once other dates were put into it."""
    return f"{field}#{stage.turn}" if stage.turn else field


def _live(field: Block) -> Block:
    """A field that puts other dates into the form at once."""
    return {**field, "dispatch_action": True}
