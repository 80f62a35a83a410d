"""The form of a goal: one modal from the first word to the coach's remark and the edit."""

from collections.abc import Sequence

from bot.delivery.values import Json
from bot.features.goals import forms
from bot.features.goals.coach import Remark
from bot.features.goals.forms import STAGES, Stage
from bot.features.goals.values import AIM_WORDS, CHANGE_WHY, LINE_MOST, TEXT_MOST, AimView, GoalDraft
from bot.features.goals.views import ids
from bot.slack import fields, kit
from bot.slack.kit import Block, Markup, markup
from bot.text import shorten

MENU_MOST = 100  # choices that a group of Slack's menus holds


def proposal_modal(stage: Stage, draft: GoalDraft, aims: Sequence[AimView] = ()) -> Json:
    """The form of a goal, at any stage; blocks keep their ids, so what was typed stays."""
    more = _more(draft, aims) if stage.unfolded else (kit.actions(kit.button("More", ids.MORE)),)
    blocks = [*(_remark(stage.remark) if stage.remark else ()), *_first(stage, draft), *more]
    if stage.goal_id:
        return kit.modal(
            "Edit this goal", blocks, callback_id=ids.SUBMIT_EDIT, submit="Save", carried=STAGES.write(stage)
        )
    submit = "Keep mine" if stage.remark else "Propose"
    return kit.modal(
        "Propose a goal", blocks, callback_id=ids.SUBMIT, submit=submit, carried=STAGES.write(stage)
    )


def scope_modal(stage: Stage, draft: GoalDraft, aims: Sequence[AimView]) -> Json:
    """The form of a committed goal's words: as they are now, and why they change."""
    told = markup(
        "The team is committed to this goal, so everybody reads what changes, and why, in the thread under its card."
    )
    why = fields.line_input(CHANGE_WHY, "Why does it change?", most=TEXT_MOST, paragraph=True)
    return kit.modal(
        "Change its scope",
        [kit.context(told), *_first(stage, draft), why, *_more(draft, aims)],
        callback_id=ids.SUBMIT_RESCOPE,
        submit="Change",
        close="Leave it",
        carried=STAGES.write(stage),
    )


def _first(stage: Stage, draft: GoalDraft) -> tuple[Block, ...]:
    """What is asked of every goal: what will be different, and for whom."""
    return (
        _line(
            stage.title_block, "What will be different?", draft.title, "Members get an answer within a day"
        ),
        *((kit.context(_replaced(stage.replaced)),) if stage.replaced else ()),
        _line(
            forms.BENEFICIARY, "Who benefits?", draft.beneficiary, "People who ask us for help", optional=True
        ),
    )


def _replaced(title: str) -> Markup:
    return markup("Fill in any “…” and change what you like. You had: {title}", title=title)


def _remark(remark: Remark) -> tuple[Block, ...]:
    said = markup(":speech_balloon: {says}\n>{suggestion}", says=remark.says, suggestion=remark.suggestion)
    return (
        kit.section(said, accessory=kit.button("Use this", ids.USE, remark.suggestion)),
        kit.context(
            markup("Nothing is posted yet. Use this, write something else, or keep yours: it's your goal.")
        ),
        kit.divider(),
    )


def _more(draft: GoalDraft, aims: Sequence[AimView]) -> tuple[Block, ...]:
    return (
        _paragraph(forms.WHY, "Why does it matter, and why now?", draft.why),
        *_aim(draft, aims),
        _paragraph(forms.CONSTRAINTS, "What must be respected on the way?", draft.constraints),
        _paragraph(forms.MUST_BE_TRUE, "What must be true for it to happen?", draft.must_be_true),
        fields.checkbox_input(
            forms.MUST_DO,
            "Must it be done?",
            [("Yes: law, safety or the like leave no choice", forms.YES)],
            checked=frozenset({forms.YES} if draft.must_do else ()),
        ),
    )


def _aim(draft: GoalDraft, aims: Sequence[AimView]) -> tuple[Block, ...]:
    """The aims there are to choose from, and room for new words."""
    typed = "" if draft.aim_id else draft.aim
    if not aims:
        return (_line(AIM_WORDS, "Which broader aim does it serve?", typed, optional=True),)
    menu = fields.grouped_choice_input(
        forms.AIM_CHOICE,
        "Which broader aim does it serve?",
        aim_groups(aims),
        initial=str(draft.aim_id) if draft.aim_id else None,
        optional=True,
    )
    return menu, _line(AIM_WORDS, "… or a new aim of this team, in your own words", typed, optional=True)


def aim_groups(aims: Sequence[AimView]) -> dict[str, list[tuple[str, str]]]:
    """Aims as groups of a menu, each choice with its id."""
    groups = {
        "This team's": [aim for aim in aims if aim.team_id and not aim.goal_id],
        "Goals of other teams, adopted": [aim for aim in aims if aim.goal_id],
        "The workspace's": [aim for aim in aims if not aim.team_id],
    }
    return {
        name: [(aim.title, str(aim.id)) for aim in found[:MENU_MOST]]
        for name, found in groups.items()
        if found
    }


def _line(
    block_id: str, label: str, initial: str, placeholder: str = "", *, hint: str = "", optional: bool = False
) -> Block:
    return fields.line_input(
        block_id,
        label,
        initial=shorten(initial, LINE_MOST),
        placeholder=placeholder,
        hint=hint,
        most=LINE_MOST,
        optional=optional,
    )


def _paragraph(block_id: str, label: str, initial: str) -> Block:
    return fields.line_input(
        block_id, label, initial=shorten(initial, TEXT_MOST), most=TEXT_MOST, optional=True, paragraph=True
    )
