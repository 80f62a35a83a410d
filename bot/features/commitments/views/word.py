"""One's own word: what was said, the chance, and, to a doubt, what would change one's mind."""

from bot.delivery.values import Json, Message
from bot.features.commitments import forms, rules
from bot.features.commitments.values.drafts import Field
from bot.features.commitments.values.rounds import OwnWord, RoundState, ShownRound
from bot.features.commitments.values.words import WORDS_MOST, Answer
from bot.features.commitments.views import ids
from bot.features.commitments.views.asked import among_few, heading, round_message
from bot.features.commitments.views.words import LACKS_CHANCE
from bot.slack import fields, kit
from bot.slack.kit import Block, Markup, markup
from bot.slack.wording import in_its_place

COUNTS = markup("It counts now. Nobody sees who said what; you can change it until the asking ends.")
COUNTS_SO_FAR = markup(
    "It counts now, and is complete once you choose the chance below and save. Nobody sees who said what; you can "
    "change it until the asking ends."
)
STANDS = "The message of this question in the channel shows how it stands now."
READ_OUT = (
    "Everybody reads this in the thread when the asking ends, without your name; where few are asked, they may guess. "
    "Whoever runs Cairn could look it up until then. Leave it empty to say it yourself."
)


def word_modal(own: OwnWord) -> Json:
    """After a step was pressed: it counts already; the chance makes it complete."""
    asked, answer = own.round, own.answer
    if answer is None:
        return not_taken(STANDS)
    counts = COUNTS_SO_FAR if answer.chance is None else COUNTS
    doubt = _doubt(own, answer) if answer.step.is_doubt else []
    return kit.modal(
        "Your word",
        [
            kit.section(markup("{said}\n{counts}", said=said_line(answer), counts=counts)),
            *among_few(own.among_few),
            fields.choice_input(
                Field.CHANCE,
                "What is the chance that we reach it?",
                [(f"{chance} %", str(chance)) for chance in rules.CHANCES],
                initial=None if answer.chance is None else str(answer.chance),
            ),
            *doubt,
        ],
        callback_id=ids.SUBMIT_WORD,
        submit="Save",
        carried=str(asked.id),
    )


def saved(own: OwnWord) -> Json:
    """What is shown when the same form comes again."""
    if own.answer is None:
        return not_taken(STANDS)
    return kit.modal("Your word", [kit.section(own_line(own.answer))], callback_id=ids.SUBMIT_WORD)


def not_taken(why: str) -> Json:
    """Why one's word can't be given any more."""
    return in_its_place("Your word", why, callback_id=ids.SUBMIT_WORD)


def status(shown: ShownRound, own: Answer | None, *, is_posted: bool) -> Message:
    """The round for one person, with what they said.

    Args:
        is_posted: whether its message stands in the channel, or is on its way there.
    """
    message = round_message(shown)
    mine = [kit.context(own_line(own))] if own is not None and shown.round.state is RoundState.OPEN else []
    post = kit.actions(kit.button("Post it again", ids.POST_AGAIN, str(shown.round.id)))
    again = [] if is_posted or shown.round.state.is_over else [post]
    return kit.message(markup("{title}", title=heading(shown)), *message.blocks, *mine, *again)


def said_line(answer: Answer) -> Markup:
    """The step."""
    return markup("You said *{number}*: {word}.", number=answer.step.value, word=answer.step.word)


def own_line(answer: Answer) -> Markup:
    """The step and the chance, or that it is missing."""
    if answer.chance is None:
        return markup("{said} {lacks}", said=said_line(answer), lacks=LACKS_CHANCE)
    return markup("{said} You see a chance of {chance} %.", said=said_line(answer), chance=answer.chance)


def _doubt(own: OwnWord, answer: Answer) -> list[Block]:
    shown = frozenset({forms.SHOW} if answer.words else ())
    box = fields.checkbox_input(
        Field.MAY_SHOW, "Your words", [("They may be shown in the thread", forms.SHOW)], checked=shown
    )
    return [_words(answer), *([box] if own.among_few else [])]


def _words(answer: Answer) -> Block:
    return fields.line_input(
        Field.WORDS,
        "What would change your mind?",
        initial=answer.words,
        hint=READ_OUT,
        most=WORDS_MOST,
        optional=True,
        paragraph=True,
    )
