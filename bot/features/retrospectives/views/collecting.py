"""The form for reflections, with its promise, and what is said once they are kept."""

from bot.db.unsigned import CONTRIBUTORS_LEAST
from bot.delivery.values import Json
from bot.features.retrospectives import forms
from bot.features.retrospectives.forms import AddStage
from bot.features.retrospectives.values.formats import Format
from bot.features.retrospectives.values.reflections import TEXT_MOST
from bot.features.retrospectives.values.retro import Field, RetroView
from bot.features.retrospectives.views import ids
from bot.slack import fields, kit, unsigned
from bot.slack.kit import Block, Markup, markup

SIGNED = markup(
    "*Your name will stand beside this.* Nobody reads it before the reveal; then everybody in this channel can."
)
KEPT_BEFORE = markup(
    "*It is kept as it read when you first sent it*, and counted. If you changed something since, *Add another* keeps "
    "that too. Nobody reads it before the reveal."
)
WAITS = markup("It waits for the team's next look back.")
WAITS_UNSIGNED = markup(
    "It waits for the team's next look back. Should that one be with names, yours isn't added; and if fewer than "
    "{least} people wrote without theirs by then, the words wait on.",
    least=CONTRIBUTORS_LEAST,
)


def add_modal(retro: RetroView, turn: int = 0, *, words: str = "") -> Json:
    """One field for each question, or one for words that are there already; what is promised stands above them.

    Args:
        turn: how often this window was handed in before; part of the fields' ids, so that they begin empty.
        words: what was typed after the command; whoever typed them chooses what they stand under.
    """
    asked = _under_a_heading(retro.format, words) if words else _questions(retro.format, turn)
    waits = [] if retro.is_running else [kit.context(WAITS_UNSIGNED if retro.is_anonymous else WAITS)]
    return kit.modal(
        "Add a reflection",
        [*_promise(is_anonymous=retro.is_anonymous), *asked, *waits],
        callback_id=ids.SUBMIT_ADD,
        submit="Add",
        carried=forms.ADD_STAGES.write(forms.add_stage(retro, turn)),
    )


def kept(stage: AddStage) -> Json:
    """What was written is kept, and unread."""
    thanks = markup("*Thank you, it is kept.* Nobody reads it before the reveal.")
    if not stage.is_running:
        thanks = markup("*Thank you, it is kept* for the team's next look back. Nobody reads it before then.")
    return _added(stage, thanks)


def kept_before(stage: AddStage) -> Json:
    """The same form came twice: what the first one said is kept, and not what was changed in it since."""
    return _added(stage, KEPT_BEFORE)


def uncounted(stage: AddStage) -> Json:
    """The words are kept, and that this person contributed is not; handing this in does what is missing."""
    return unsigned.uncounted(ids.COUNT, forms.ADD_STAGES.write(stage))


def _questions(kind: Format, turn: int) -> list[Block]:
    return [
        fields.line_input(
            f"{forms.text_block(column.key)}#{turn}",
            column.title,
            placeholder=column.hint,
            most=TEXT_MOST,
            optional=True,
            paragraph=True,
            focus=place == 0,
        )
        for place, column in enumerate(kind.columns)
    ]


def _under_a_heading(kind: Format, words: str) -> list[Block]:
    headings = [(column.title, column.key) for column in kind.columns]
    return [
        fields.line_input(Field.TEXT, "What you noticed", initial=words, most=TEXT_MOST, paragraph=True),
        fields.choice_input(forms.HEADING, "Under which heading?", headings),
    ]


def _added(stage: AddStage, thanks: Markup) -> Json:
    again = kit.button("Add another", ids.ADD, str(stage.team_id))
    return kit.modal(
        "Added",
        [kit.section(thanks), kit.actions(again)],
        callback_id=ids.SUBMIT_ADD,
        carried=forms.ADD_STAGES.write(stage),
    )


def _promise(*, is_anonymous: bool) -> tuple[Block, ...]:
    if is_anonymous:
        return unsigned.promise()
    return (kit.section(SIGNED),)
