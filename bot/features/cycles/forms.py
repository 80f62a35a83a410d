"""The form of a cycle's dates: what travels with it, and what was entered."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bot.errors import Conflict, Invalid
from bot.features.cycles.rules.plans import FIELDS, LEAST, MOST, plan_of
from bot.features.cycles.values import CycleSettings, Field, Phase, Plan
from bot.slack.carried import OUT_OF_DATE, Carried
from bot.slack.payloads import FormState
from bot.slack.visits import identity

BY_DATE, GOES_ON, STRICT = "by_date", "goes_on", "strict"
LONGEST_NUMBER = 2  # digits
NO_DAY = "Choose a day from the calendar."


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStage:
    """What the form of a cycle's dates carries.

    Args:
        cycle_id: the cycle that is changed, or the closed one after which the next begins.
        starts_on: the first day, where it can't be chosen; None where it can.
        seen: fingerprint of the cycle that the form was opened with.
        turn: how often other dates were put into the open form: Slack keeps what was entered under a field's id.
    """

    cycle_id: UUID
    starts_on: date | None
    seen: str
    turn: int = 0


STAGES = Carried(PlanStage)


def step_of(value: str) -> tuple[UUID, Phase, Phase]:
    """Which cycle a button moves, the phase it was shown in, and the one it leads to.

    Raises:
        NotFound: it carries no cycle.
        Conflict: it carries no phases; another version of Cairn made it.
    """
    cycle, _, phases = value.partition(":")
    seen, _, to = phases.partition(":")
    if seen not in set(Phase) or to not in set(Phase):
        raise Conflict(OUT_OF_DATE)
    return identity(cycle), Phase(seen), Phase(to)


def plan(form: FormState, stage: PlanStage) -> Plan:
    """The dates that were chosen.

    Raises:
        Invalid: one is missing.
    """
    days = {name: _day(form.date(field)) for name, field in FIELDS.items()}
    if stage.starts_on is not None:
        days["starts_on"] = stage.starts_on
    for name, day in days.items():
        if day is None:
            raise Invalid(FIELDS[name], NO_DAY)
    return plan_of(*(day for day in days.values() if day is not None))


def first_day(form: FormState, stage: PlanStage) -> date | None:
    """The first day, chosen or not to be chosen."""
    return stage.starts_on or _day(form.date(Field.STARTS))


def weeks(form: FormState) -> int | None:
    """How long the cycle is to be; None when nobody said."""
    chosen = form.chosen(Field.WEEKS)
    number = int(chosen) if chosen and chosen.isdecimal() and len(chosen) <= LONGEST_NUMBER else 0
    return number if LEAST <= number <= MOST else None


def settings(form: FormState) -> CycleSettings:
    """How the team goes through it."""
    ticked = form.checked(Field.HOW)
    return CycleSettings(by_date=BY_DATE in ticked, goes_on=GOES_ON in ticked, is_strict=STRICT in ticked)


def _day(entered: str | None) -> date | None:
    try:
        return date.fromisoformat(entered) if entered else None
    except ValueError:
        return None
