"""How an answer reads in a line: on the prompt and on the goal's card."""

from bot.features.checkins.values.prompts import AnswerView, Confidence, LastWord
from bot.slack import kit
from bot.slack.kit import Markup, markup
from bot.slack.sections import Part

SIGN = {Confidence.GREEN: "🟢", Confidence.YELLOW: "🟡", Confidence.RED: "🔴"}
WORD = {Confidence.GREEN: "confident", Confidence.YELLOW: "unsure", Confidence.RED: "worried"}
ONLY_YOU = markup(":lock: only you read this")
DRIVER = markup("the goal's driver")


def standing(confidence: Confidence | None, progress: int | None) -> Markup:
    """ "🟢 confident · 60 %"; empty when neither is known."""
    looks = [markup("{sign} {word}", sign=SIGN[confidence], word=WORD[confidence])] if confidence else []
    done = [markup("{progress} %", progress=progress)] if progress is not None else []
    return kit.joined(" · ", [*looks, *done])


def last_word(said: LastWord | None) -> Markup:
    """What was said last of a goal, and when."""
    if said is None:
        return markup("Nothing was said of it yet.")
    when = kit.day(said.at)
    return markup("Last: {standing} · {when}", standing=standing(said.confidence, said.progress), when=when)


def card_part(said: LastWord, difference: str = "") -> Part:
    """The goal card's line, and one more where the numbers say something else."""
    line = markup(
        "{standing} · {when}", standing=standing(said.confidence, said.progress), when=kit.day(said.at)
    )
    differs = (markup(":left_right_arrow: {difference}", difference=difference),) if difference else ()
    return Part(lines=(line, *differs))


def read_by(other: Markup | None = None) -> Markup:
    """The mark of what is private: who else than the reader reads it, if anybody does."""
    return markup(":lock: only {other} and you read this", other=other) if other else ONLY_YOU


def given(answer: AnswerView, quoted: int, *, drives: bool) -> Markup:
    """What somebody said, for themselves to read again.

    Args:
        quoted: characters of their words, with escaping; the form has all of them.
        drives: whether they drive the goal that it is about.
    """
    before = (
        [markup("was {sign}", sign=SIGN[answer.before])]
        if answer.before and answer.confidence and answer.before is not answer.confidence
        else []
    )
    marks = [
        *([markup("needs changing")] if answer.wants_change else []),
        *([read_by(DRIVER if answer.goal_id and not drives else None)] if answer.is_private else []),
    ]
    facts = [standing(answer.confidence, answer.progress), *before, *marks]
    words = [kit.cut(kit.quoted(text), quoted) for text in (answer.why, answer.words) if text and quoted]
    return kit.lines([line for line in (kit.joined(" · ", [fact for fact in facts if fact]), *words) if line])
