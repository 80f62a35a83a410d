"""The forms of initiatives: how far they have come, and what was entered."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from bot.features.ownership.values import TAKER
from bot.features.planning.forms.fields import chosen_identity, entered_day
from bot.features.planning.values.days import EnteredDay, SaidBack
from bot.features.planning.values.initiatives import InitiativeDraft, InitiativeField, InitiativeView
from bot.features.planning.values.shown import GoalChoice
from bot.slack.carried import Carried
from bot.slack.payloads import FormState

CALLED = re.compile(r"\A#?i(\d{1,6})(?:\s+|\Z)", re.IGNORECASE)
FOR_GOAL = re.compile(r"\A#?(\d{1,6})\s+(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far a form has come; it travels with it as private metadata.

    Args:
        initiative_id: what is edited; None for a new one.
        seen: its `changed_at` when its words were put into the form.
        said: the day that was said back.
    """

    team_id: UUID
    initiative_id: UUID | None = None
    seen: datetime | None = None
    said: SaidBack | None = None

    def saying(self, said: SaidBack) -> "Stage":
        """After a day was said back."""
        return replace(self, said=said)


STAGES = Carried(Stage)


@dataclass(frozen=True, slots=True)
class InitiativeForm:
    """What was entered.

    Args:
        draft: its words, without a day.
        owner: Slack user id of who should drive it; None for nobody yet.
    """

    draft: InitiativeDraft
    day: EnteredDay
    owner: str | None


def called_in(words: str) -> tuple[int | None, str]:
    """The number of the initiative with whose name the words begin, and those that follow it: "i12 Another title"."""
    named = CALLED.match(words)
    return (int(named[1]), words[named.end() :]) if named else (None, words)


def number_in(words: str) -> int | None:
    """The number of the goal with which the words begin: "3 Write a guide"."""
    begins = FOR_GOAL.match(words)
    return int(begins[1]) if begins else None


def new_form(team_id: UUID, words: str, goal: GoalChoice | None) -> tuple[Stage, InitiativeDraft]:
    """Where a form begins that was opened with these words.

    Args:
        goal: the one whose number the words begin with; None when there is none that goes on.
    """
    title = FOR_GOAL.sub("", words, count=1)
    goal_id = goal.id if goal else None
    return Stage(team_id=team_id), InitiativeDraft(team_id=team_id, title=title, goal_id=goal_id)


def edit_stage(initiative: InitiativeView) -> Stage:
    """Where a form begins that edits an initiative."""
    return Stage(team_id=initiative.team_id, initiative_id=initiative.id, seen=initiative.changed_at)


def entered_initiative(form: FormState, stage: Stage) -> InitiativeForm:
    """What a person entered.

    Raises:
        Invalid: a client sent what is no day.
    """
    draft = InitiativeDraft(
        team_id=stage.team_id,
        title=form.text(InitiativeField.TITLE),
        goal_id=chosen_identity(form.chosen(InitiativeField.GOAL)),
        description=form.text(InitiativeField.DESCRIPTION),
    )
    day = entered_day(form, InitiativeField.DUE_IN_WORDS, InitiativeField.DUE)
    return InitiativeForm(draft, day, form.person(TAKER))


def with_day(draft: InitiativeDraft, day: date | None) -> InitiativeDraft:
    """The draft, due on that day."""
    return replace(draft, due=day)
