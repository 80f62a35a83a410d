"""What the decision form holds: how far it has come, and what was entered."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from bot.errors import Invalid
from bot.features.decisions.values import (
    TEXT_MOST,
    TITLE_MOST,
    DecisionDraft,
    DecisionView,
    Field,
    Source,
)
from bot.slack.carried import Carried
from bot.slack.payloads import FormState
from bot.slack.visits import identity
from bot.text import clean_line, clean_text, shorten

NO_DAY = "Choose a day from the calendar, or leave it empty."


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far a form has come; it travels with the form as private metadata.

    Args:
        decision_id: the decision being edited, or None for a new one.
        seen: the decision's `changed_at` when its words were put into the form.
        unfolded: whether *More* was pressed.
        source: the message that becomes a decision, or None.
    """

    team_id: UUID
    decision_id: UUID | None = None
    seen: datetime | None = None
    unfolded: bool = False
    source: Source | None = None

    def more(self) -> "Stage":
        """After *More*."""
        return replace(self, unfolded=True)


STAGES = Carried(Stage)


def new_stage(team_id: UUID, words: str) -> tuple[Stage, DecisionDraft]:
    """Where a form begins that was opened with these words.

    Words that are too long for a title are all kept under *More* as the context, and the title is their beginning.
    """
    title, context = clean_line(words), ""
    if len(title) > TITLE_MOST:
        title, context = shorten(title, TITLE_MOST), shorten(clean_text(words), TEXT_MOST)
    draft = DecisionDraft(team_id=team_id, title=title, context=context)
    return Stage(team_id=team_id, unfolded=bool(context)), draft


def message_stage(team_id: UUID, source: Source, words: str) -> tuple[Stage, DecisionDraft]:
    """Where a form begins that makes a decision of a message; writing something down is not deciding it.

    Args:
        words: the message as people read it.
    """
    context = shorten(clean_text(words), TEXT_MOST)
    return Stage(team_id=team_id, source=source), DecisionDraft(
        team_id=team_id, context=context, source=source
    )


def edit_stage(decision: DecisionView) -> Stage:
    """Where a form begins that edits a decision: everything is shown."""
    return Stage(team_id=decision.team_id, decision_id=decision.id, seen=decision.changed_at, unfolded=True)


def entered(form: FormState, stage: Stage) -> DecisionDraft:
    """What a person entered.

    Raises:
        Invalid: the review date is no day.
        NotFound: a goal's id is none.
    """
    return DecisionDraft(
        team_id=stage.team_id,
        title=form.text(Field.TITLE),
        rationale=form.text(Field.RATIONALE),
        context=form.text(Field.CONTEXT),
        options=form.text(Field.OPTIONS),
        criteria=form.text(Field.CRITERIA),
        outcome=form.text(Field.OUTCOME),
        decider=form.person(Field.DECIDER),
        goals=tuple(map(identity, sorted(form.checked(Field.GOALS)))),
        review_on=_day(form.date(Field.REVIEW_ON)),
        source=stage.source,
    )


def _day(entered: str | None) -> date | None:
    if entered is None:
        return None
    try:
        return date.fromisoformat(entered)
    except ValueError:
        raise Invalid(Field.REVIEW_ON, NO_DAY) from None
