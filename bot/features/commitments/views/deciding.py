"""The form in which a steward decides."""

from bot.delivery.values import Json
from bot.features.commitments import rules
from bot.features.commitments.values.drafts import REASONS_MOST, Choice, Field
from bot.features.commitments.values.rounds import RoundView, ShownRound
from bot.features.commitments.values.words import Result
from bot.features.commitments.views import ids
from bot.features.commitments.views.words import decided, reason_lines, result_line
from bot.slack import fields, kit
from bot.slack.kit import Block, Markup, markup
from bot.text import shorten

OF_OBJECTED = [("Go ahead, despite the objection", Choice.COMMIT), ("Don't commit", Choice.PUT_OFF)]
OF_SILENCE = [("Go ahead, although too few answered", Choice.COMMIT), ("Don't commit", Choice.PUT_OFF)]
OF_SCOPE = [
    ("The goal stays committed as it is now", Choice.COMMIT),
    ("The goal becomes a proposal again", Choice.PUT_OFF),
]
RECORD = markup("Everybody reads this in the thread, with your name under the decision.")


def decide_modal(shown: ShownRound) -> Json:
    """What is decided, what is left out, and the objection with the reply to it, or why where nobody objected."""
    asked = shown.round
    objected = rules.was_objected(asked.results)
    of_set = OF_OBJECTED if objected else OF_SILENCE
    return kit.modal(
        "Decide",
        [
            kit.section(_asked_twice(shown)),
            fields.choice_input(
                Field.CHOICE, "What do you decide?", of_set if asked.scope_of is None else OF_SCOPE
            ),
            *_left_out(shown),
            *([_objection(asked)] if objected else []),
            fields.line_input(
                Field.REPLY,
                "Your reply to it" if objected else "Why do you decide so?",
                most=REASONS_MOST,
                paragraph=True,
            ),
            kit.context(RECORD),
        ],
        callback_id=ids.SUBMIT_DECISION,
        submit="Decide",
        carried=str(asked.id),
    )


def saved(shown: ShownRound) -> Json:
    """What is shown when the same form comes again."""
    return kit.modal("Decide", [kit.section(decided(shown.round))], callback_id=ids.SUBMIT_DECISION)


def _asked_twice(shown: ShownRound) -> Markup:
    """What both askings came to: somebody may have objected in the first alone."""
    results = shown.round.results
    if not results:
        return markup("The team was asked twice.")
    told = zip(("First", "Second"), results, strict=False)
    return kit.lines(line for which, result in told for line in _came_to(which, result))


def _came_to(which: str, result: Result) -> list[Markup]:
    return [
        markup("{which} asking: {said}", which=which, said=result_line(result)),
        *reason_lines(result),
    ]


def _objection(asked: RoundView) -> Block:
    """What would have changed minds, of the last asking in which somebody said it."""
    words = next((result.words for result in reversed(asked.results) if result.words), ())
    return fields.line_input(
        Field.OBJECTION,
        "The objection, as you understood it",
        initial=shorten("\n".join(words), REASONS_MOST),
        most=REASONS_MOST,
        paragraph=True,
    )


def _left_out(shown: ShownRound) -> list[Block]:
    """Part of a set can wait while the rest is committed."""
    if len(shown.goals) < 2:  # noqa: PLR2004 - of one goal there is no part
        return []
    choices = [(f"#{goal.number} {goal.title}", str(goal.id)) for goal in shown.goals]
    return [fields.choices_input(Field.LEFT_OUT, "Leave these out, if you commit", choices)]
