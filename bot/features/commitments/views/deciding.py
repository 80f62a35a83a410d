"""The form in which a steward decides."""

from bot.delivery.values import Json
from bot.features.commitments.values.drafts import REASONS_MOST, Choice, Field
from bot.features.commitments.values.rounds import ShownRound
from bot.features.commitments.views import ids
from bot.features.commitments.views.talk import decided
from bot.features.commitments.views.words import reason_lines, result_line
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup
from bot.text import shorten

OF_SET = [("Commit to it, despite the objection", Choice.COMMIT), ("Don't commit", Choice.PUT_OFF)]
OF_SCOPE = [
    ("Our word holds for the goal as it is now", Choice.COMMIT),
    ("The goal becomes a proposal again", Choice.PUT_OFF),
]
RECORD = markup(
    "Everybody reads the objection and your reply in the thread, with your name under the decision."
)


def decide_modal(shown: ShownRound) -> Json:
    """What is decided, what is left out, the objection and the reply to it."""
    asked = shown.round
    choices = OF_SET if asked.scope_of is None else OF_SCOPE
    return kit.modal(
        "Decide",
        [
            kit.section(_asked_twice(shown)),
            kit.choice_input(Field.CHOICE, "What do you decide?", choices),
            *_left_out(shown),
            kit.line_input(
                Field.OBJECTION,
                "The objection, as you understood it",
                initial=shorten("\n".join(asked.results[-1].words), REASONS_MOST)
                if asked.results and asked.results[-1].words
                else "",
                most=REASONS_MOST,
                paragraph=True,
            ),
            kit.line_input(Field.REPLY, "Your reply to it", most=REASONS_MOST, paragraph=True),
            kit.context(RECORD),
        ],
        callback_id=ids.SUBMIT_DECISION,
        submit="Decide",
        carried=str(asked.id),
    )


def saved(shown: ShownRound) -> Json:
    """What is shown when the same form comes again."""
    said = markup("As you decided: {decided}", decided=decided(shown.round))
    return kit.modal("Decide", [kit.section(said)], callback_id=ids.SUBMIT_DECISION)


def _asked_twice(shown: ShownRound) -> Markup:
    results = shown.round.results
    if not results:
        return markup("The team was asked twice.")
    last = results[-1]
    return kit.lines([result_line(last), *reason_lines(last)])


def _left_out(shown: ShownRound) -> list[Block]:
    """Part of a set can wait while the rest is committed."""
    if len(shown.goals) < 2:  # noqa: PLR2004 - of one goal there is no part
        return []
    choices = [(f"#{goal.number} {goal.title}", str(goal.id)) for goal in shown.goals]
    return [kit.choices_input(Field.LEFT_OUT, "Leave these out, if you commit", choices)]
