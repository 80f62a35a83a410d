"""The form of a decision: what and why first, the rest behind *More*."""

from collections.abc import Sequence

from bot.delivery.values import Json
from bot.features.decisions.forms import STAGES, Stage
from bot.features.decisions.values import (
    TEXT_MOST,
    TITLE_MOST,
    DecisionDraft,
    Field,
    GoalTouched,
)
from bot.features.decisions.views import ids
from bot.features.decisions.views.card import origin
from bot.slack import fields, kit
from bot.slack.kit import Block
from bot.text import shorten


def decision_modal(stage: Stage, draft: DecisionDraft, goals: Sequence[GoalTouched] = ()) -> Json:
    """The form of a decision, at any stage; blocks keep their ids, so what was typed stays.

    Args:
        goals: those that it may touch, at most a hundred; without any the form doesn't ask.
    """
    blocks = [
        fields.line_input(
            Field.TITLE,
            "What was decided?",
            initial=shorten(draft.title, TITLE_MOST),
            placeholder="We answer in English first",
            most=TITLE_MOST,
        ),
        _paragraph(Field.RATIONALE, "Why?", draft.rationale, optional=False),
        *((_context(draft),) if stage.unfolded or stage.source else ()),
        *(_more(stage, draft, goals) if stage.unfolded else _folded(stage, draft)),
    ]
    if stage.source and not stage.decision_id:
        blocks.insert(0, kit.context(origin(stage.source)))
    if stage.decision_id:
        return kit.modal(
            "Edit this decision",
            blocks,
            callback_id=ids.SUBMIT_EDIT,
            submit="Save",
            carried=STAGES.write(stage),
        )
    return kit.modal(
        "Log a decision", blocks, callback_id=ids.SUBMIT, submit="Log it", carried=STAGES.write(stage)
    )


def _context(draft: DecisionDraft) -> Block:
    return _paragraph(Field.CONTEXT, "What led to it?", draft.context)


def _folded(stage: Stage, draft: DecisionDraft) -> tuple[Block, ...]:
    """What is asked of a message at once: who wrote it need not be who decided."""
    more = kit.actions(kit.button("More", ids.MORE))
    return (_decider(stage, draft), more) if stage.source else (more,)


def _more(stage: Stage, draft: DecisionDraft, goals: Sequence[GoalTouched]) -> tuple[Block, ...]:
    return (
        _paragraph(Field.OPTIONS, "What else was considered?", draft.options),
        _paragraph(Field.CRITERIA, "What mattered in the choice?", draft.criteria),
        _paragraph(Field.OUTCOME, "What do you expect to come of it?", draft.outcome),
        _decider(stage, draft),
        *((_touched(draft, goals),) if goals else ()),
        fields.date_input(
            Field.REVIEW_ON,
            "When will you look back at it?",
            initial=draft.review_on.isoformat() if draft.review_on else None,
            optional=True,
        ),
    )


def _decider(stage: Stage, draft: DecisionDraft) -> Block:
    is_new = not stage.decision_id
    return fields.person_input(
        Field.DECIDER,
        "Who decided?",
        initial=draft.decider,
        hint="Leave it empty if it was you." if is_new else "",
        optional=is_new,
    )


def _touched(draft: DecisionDraft, goals: Sequence[GoalTouched]) -> Block:
    choices = [(f"#{goal.number} {goal.title}", str(goal.id)) for goal in goals]
    chosen = [str(goal_id) for goal_id in draft.goals]
    return fields.choices_input(Field.GOALS, "Which goals does it touch?", choices, initial=chosen)


def _paragraph(field: Field, label: str, initial: str, *, optional: bool = True) -> Block:
    return fields.line_input(
        field,
        label,
        initial=shorten(initial, TEXT_MOST),
        most=TEXT_MOST,
        optional=optional,
        paragraph=True,
    )
