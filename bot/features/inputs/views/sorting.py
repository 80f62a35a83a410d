"""The form in which a reply's inputs are sorted, one after the other, and the list of all of them."""

from bot.delivery.values import Json
from bot.features.inputs import forms
from bot.features.inputs.values.given import WHY_MOST, InputView, Outcome
from bot.features.inputs.values.rounds import Field
from bot.features.inputs.values.shown import PageView
from bot.features.inputs.views import ids
from bot.features.inputs.views.words import ENDS, ONE, about, said
from bot.slack import fields, kit
from bot.slack.kit import Block, Markup, markup
from bot.text import shorten, side_by_side

TITLE = "Sort what was given"
LINE = 200  # characters of an input in the list
WHOLE = 2_500  # characters of the one that is asked about, with escaping
CHOICES = [
    ("Adopt: we take it up", Outcome.ADOPTED.value),
    ("Park: not now, kept for later", Outcome.PARKED.value),
    ("Decline: we won't follow it", Outcome.DECLINED.value),
]


def sort_modal(page: PageView, one: InputView | None = None, turn: int = 0) -> Json:
    """The form for one input: the one named, else the first that waits; with none waiting, the list.

    Args:
        turn: how often this window was handed in before.
    """
    asked = one or next((each for each in page.inputs if each.outcome is None), None)
    return list_modal(page, turn) if asked is None else _one_modal(page, asked, turn)


def list_modal(page: PageView, turn: int = 0) -> Json:
    """All inputs of the reply, with what became of each."""
    return kit.modal(
        TITLE,
        [_progress(page), *(_row(one) for one in page.inputs)],
        callback_id=ids.SUBMIT_SORT,
        carried=forms.SORT_STAGES.write(forms.sort_stage(page, turn=turn)),
    )


def _one_modal(page: PageView, one: InputView, turn: int) -> Json:
    author = markup(" · {who}", who=kit.mention(one.author)) if one.author else Markup()
    return kit.modal(
        TITLE,
        [
            _progress(page),
            kit.section(markup("*{kind}*{author}", kind=ONE[one.kind], author=author)),
            kit.section(said(one, most=WHOLE)),
            fields.choice_input(
                f"{Field.OUTCOME}#{one.id}",
                "What becomes of it?",
                CHOICES,
                initial=one.outcome.value if one.outcome else None,
            ),
            fields.line_input(
                f"{Field.WHY}#{one.id}",
                "Why?",
                initial=one.why,
                hint="It stands beside the input in the thread, where whoever gave it reads it.",
                most=WHY_MOST,
            ),
            kit.actions(kit.button("All of these", ids.SORT_LIST)),
        ],
        callback_id=ids.SUBMIT_SORT,
        submit="Save",
        carried=forms.SORT_STAGES.write(forms.sort_stage(page, one, turn)),
    )


def _progress(page: PageView) -> Block:
    done = sum(one.outcome is not None for one in page.inputs)
    if done == len(page.inputs):
        return kit.context(markup("{about} · all sorted, thank you", about=about(page.goal)))
    return kit.context(
        markup("{about} · {done} of {all} sorted", about=about(page.goal), done=done, all=len(page.inputs))
    )


def _row(one: InputView) -> Block:
    words = markup("{kind}: {words}", kind=ONE[one.kind], words=shorten(side_by_side(one.text), LINE))
    ended = [markup("{end}: {why}", end=ENDS[one.outcome], why=one.why)] if one.outcome else []
    label = "Change" if one.outcome else "Sort"
    return kit.section(kit.lines([words, *ended]), accessory=kit.button(label, ids.SORT_ONE, str(one.id)))
