"""The forms around an initiative: its words, letting it go, offering it."""

from collections.abc import Sequence
from uuid import UUID

from bot.delivery.values import Json
from bot.features.ownership.rules import is_worth_asking
from bot.features.ownership.values import TAKER
from bot.features.planning.forms.initiatives import STAGES, Stage
from bot.features.planning.values.dependencies import REASON_MOST
from bot.features.planning.values.initiatives import (
    DESCRIPTION_MOST,
    TITLE_MOST,
    InitiativeDraft,
    InitiativeField,
    InitiativeView,
)
from bot.features.planning.values.shown import GoalChoice
from bot.features.planning.views import ids
from bot.features.planning.views.days import day_fields
from bot.slack import fields, kit
from bot.slack.kit import Block, markup
from bot.text import ordinal, plural, shorten


def initiative_form(
    stage: Stage,
    draft: InitiativeDraft,
    goals: Sequence[GoalChoice],
    *,
    driven: int = 0,
    no_goal: str = "",
) -> Json:
    """The form of an initiative, new or edited; blocks keep their ids, so what was typed stays.

    Args:
        driven: how many things whoever fills it in drives already.
        no_goal: why the goal that they named isn't chosen.
    """
    is_new = stage.initiative_id is None
    blocks = [
        _title_field(draft.title),
        *goal_field(InitiativeField.GOAL, draft.goal_id, goals),
        *_without_goal(no_goal, goals),
        *day_fields(
            InitiativeField.DUE_IN_WORDS, InitiativeField.DUE, "By when?", day=draft.due, said=stage.said
        ),
        *((_owner_field(driven),) if is_new else ()),
        _description_field(draft.description),
    ]
    return kit.modal(
        "Add an initiative" if is_new else "Edit this initiative",
        blocks,
        callback_id=ids.ADD_FORM if is_new else ids.EDIT_FORM,
        submit="Add" if is_new else "Save",
        close="Cancel",
        carried=STAGES.write(stage),
    )


def _title_field(title: str) -> Block:
    return fields.line_input(
        InitiativeField.TITLE,
        "What will be done?",
        initial=shorten(title, TITLE_MOST) if title else "",
        placeholder="Write a guide that answers the ten questions of newcomers",
        most=TITLE_MOST,
    )


def _description_field(description: str) -> Block:
    return fields.line_input(
        InitiativeField.DESCRIPTION,
        "Anything to add?",
        initial=description,
        most=DESCRIPTION_MOST,
        optional=True,
        paragraph=True,
    )


def _without_goal(why: str, goals: Sequence[GoalChoice]) -> tuple[Block, ...]:
    how = " Choose another, or leave it empty." if goals else ""
    return (kit.context(markup(":warning: {why}{how}", why=why, how=how)),) if why else ()


def goal_field(block_id: str, goal_id: UUID | None, goals: Sequence[GoalChoice]) -> tuple[Block, ...]:
    """Which goal it serves."""
    choices = [(f"#{goal.number} {goal.title}", str(goal.id)) for goal in goals]
    if not choices:
        return ()
    initial = str(goal_id) if goal_id else None
    return (
        fields.choice_input(block_id, "Which goal does it serve?", choices, initial=initial, optional=True),
    )


def _owner_field(driven: int) -> Block:
    much = f", the {ordinal(driven + 1)} thing that you drive" if is_worth_asking(driven) else ""
    return fields.person_input(
        TAKER,
        "Who drives it?",
        hint=f"You, and it is yours at once{much}; a colleague, and they are asked. Empty until somebody claims it.",
        optional=True,
    )


def let_go_form(initiative: InitiativeView, waiting: int) -> Json:
    """Once more before it is let go; how many other initiatives count on it."""
    asked = markup(
        "Let go of *{title}*? It stays on record, and can be opened again.", title=initiative.title
    )
    counting = markup(
        "{count} on it; whoever asked for it will hear why.",
        count=plural(waiting, "initiative counts", "initiatives count"),
    )
    return kit.modal(
        "Let it go",
        [
            kit.section(kit.lines([asked, *([counting] if waiting else [])])),
            fields.line_input(
                InitiativeField.WHY,
                "Why?",
                placeholder="What we learned, or what matters more now",
                most=REASON_MOST,
                optional=True,
                paragraph=True,
            ),
        ],
        callback_id=ids.LET_GO_FORM,
        submit="Let it go",
        close="Keep it",
        carried=str(initiative.id),
    )
