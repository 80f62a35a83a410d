"""The replies in a round's thread: what to talk about, and what a steward decided."""

from bot.delivery.values import Message
from bot.features.commitments import rules
from bot.features.commitments.values.rounds import ASKINGS_MOST, RoundView, Verdict
from bot.features.commitments.values.words import QUOTED_TOGETHER, Reason, Result
from bot.features.commitments.views.words import (
    after_lapse,
    decided,
    on_the_table,
    reason_lines,
    result_line,
    why_lapsed,
)
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup

DIFFERENT = markup("What would have to be different for you to say 3?")
HARD_GOAL = markup("Which goal is the hard one, and what would make it possible?")
HARD_PART = markup("What is the hard part, and what would make it possible?")
COULD_WAIT = markup("What could wait until the next cycle?")
SILENCE = markup("What kept us from answering: time, words that aren't clear, something else?")


def conversation(asked: RoundView, asking: int) -> Message:
    """The reply that opens the conversation after an asking: the facts, and, before the second one, neutral questions."""
    result = asked.results[asking - 1]
    reasons = rules.reasons_told(result)
    facts = [result_line(result), *reason_lines(result), *on_the_table(result)]
    questions = _questions(asked, reasons) if reasons and asking < ASKINGS_MOST else ()
    return kit.message(facts[0], kit.section(kit.lines(facts)), *questions)


def minds(result: Result, page: int) -> Message:
    """A reply with some of what would change minds, without names, as it was written."""
    said = markup("*What would change minds*, without names")
    shown = result.words[page * QUOTED_TOGETHER :][:QUOTED_TOGETHER]
    return kit.message(said, kit.section(said), *(kit.section(kit.quoted(words)) for words in shown))


def decision(asked: RoundView) -> Message:
    """The reply that tells what a steward decided, with the objection and the reply to it, or why."""
    said = decided(asked)
    return kit.message(said, kit.section(said), *_reasons(asked.verdict))


def lapsed(asked: RoundView) -> Message:
    """The reply that tells that the cycle ended first, to whoever asked."""
    to = markup("{who}: ", who=kit.mention(asked.asked_by)) if asked.asked_by else Markup()
    said = markup("{to}{why} {then}", to=to, why=why_lapsed(asked), then=after_lapse(asked))
    return kit.message(said, kit.section(said))


def _reasons(verdict: Verdict | None) -> tuple[Block, ...]:
    if verdict is None:
        return ()
    if not verdict.objection:
        return (kit.section(markup("*Why*\n{words}", words=kit.quoted(verdict.reply))),)
    return (
        kit.section(markup("*The objection*\n{words}", words=kit.quoted(verdict.objection))),
        kit.section(markup("*The reply*\n{words}", words=kit.quoted(verdict.reply))),
    )


def _questions(asked: RoundView, reasons: tuple[Reason, ...]) -> tuple[Block, ...]:
    first = SILENCE if reasons == (Reason.TOO_FEW,) else DIFFERENT
    hard = HARD_PART if len(asked.goals) == 1 else HARD_GOAL
    prompts = [markup("• {prompt}", prompt=prompt) for prompt in (first, hard, COULD_WAIT)]
    return (kit.section(kit.lines(prompts)),)
