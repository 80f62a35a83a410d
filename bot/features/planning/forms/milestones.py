"""The form of a milestone: how far it has come, and what was entered."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from bot.features.planning.forms.fields import chosen_identity, entered_day
from bot.features.planning.values.days import EnteredDay, SaidBack
from bot.features.planning.values.milestones import (
    MilestoneDraft,
    MilestoneField,
    MilestoneState,
    MilestoneView,
)
from bot.slack.carried import Carried
from bot.slack.payloads import FormState


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneStage:
    """How far a form has come; it travels with it as private metadata.

    Args:
        milestone_id: what is edited; None for a new one.
        seen: its `changed_at` when its words were put into the form.
        said: the day that was said back.
    """

    team_id: UUID
    milestone_id: UUID | None = None
    state: MilestoneState = MilestoneState.AHEAD
    seen: datetime | None = None
    said: SaidBack | None = None

    def saying(self, said: SaidBack) -> "MilestoneStage":
        """After a day was said back."""
        return replace(self, said=said)


MILESTONES = Carried(MilestoneStage)


@dataclass(frozen=True, slots=True)
class MilestoneForm:
    """What was entered."""

    title: str
    goal_id: UUID | None
    day: EnteredDay

    def draft(self, team_id: UUID, day: date) -> MilestoneDraft:
        """What is to be put on record."""
        return MilestoneDraft(team_id=team_id, title=self.title, day=day, goal_id=self.goal_id)


def milestone_stage(milestone: MilestoneView) -> MilestoneStage:
    """Where a form begins that edits a milestone."""
    return MilestoneStage(
        team_id=milestone.team_id,
        milestone_id=milestone.id,
        state=milestone.state,
        seen=milestone.changed_at,
    )


def entered_milestone(form: FormState) -> MilestoneForm:
    """What a person entered.

    Raises:
        Invalid: a client sent what is no day.
    """
    day = entered_day(form, MilestoneField.DAY_IN_WORDS, MilestoneField.DAY)
    return MilestoneForm(
        form.text(MilestoneField.TITLE), chosen_identity(form.chosen(MilestoneField.GOAL)), day
    )
