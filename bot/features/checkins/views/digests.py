"""The digest in the team's channel, each person's words in its thread, and the note to a goal's driver."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from bot.delivery.values import Message
from bot.features.checkins.values.digests import Summary
from bot.features.checkins.values.prompts import AnswerView
from bot.features.checkins.views.prompts_words import standing
from bot.features.goals.values import GoalView
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup
from bot.slack.sections import Part
from bot.text import day_in_words, plural, shorten

ADD_MINE = "checkins.digest.add_mine"
ENTRIES_MOST = 6  # under each heading; everything else is in the thread
LINES_MOST = 12
TITLE_MOST = 90  # characters; several goals stand under one another
EXCERPT = 280  # characters of somebody's words in the digest; the thread has all of them
SIZE_MOST = 11_500  # characters of JSON, of the 13,000 that a message may have
BLOCKS_MOST = 45  # of Slack's 50; the others stand around them
MORE_IN_THREAD = markup("There is more in the thread.")
WORDS_IN_THREAD = markup("What people wrote is in the thread.")
MORE_IN_STORIES = markup("There is more: `/goal stories` has all of it.")
SOMEBODY = "A colleague"  # until Slack told who they are


@dataclass(frozen=True, slots=True)
class Known:
    """What answers are told with: people's names, and the goals that they speak of.

    Args:
        reader: who alone it is told to; empty where that is a channel.
        driven: the goals that this reader drives.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    goals: Mapping[UUID, GoalView] = field(default_factory=dict)
    reader: str = ""
    driven: Collection[UUID] = ()

    def name(self, answer: AnswerView) -> str:
        """Who said it; a name, because a mention would ring at any hour."""
        return self.names.get(answer.user) or SOMEBODY

    def goal(self, goal_id: UUID | None) -> Markup:
        """What it was said of; empty for no goal."""
        goal = self.goals.get(goal_id) if goal_id else None
        if goal is None:
            return Markup()
        return markup("*#{number}* {title}", number=goal.number, title=shorten(goal.title, TITLE_MOST))


def digest(digest_id: UUID, day: date, summary: Summary, known: Known, gaps: Markup | None = None) -> Message:
    """The digest's one message, the same for everybody in the channel.

    Args:
        gaps: what of the team's nobody has taken on, on one line; None where there is nothing.
    """
    title = f"Check-in of {day_in_words(day)}"
    said = markup(
        "{title}: {people} answered", title=title, people=plural(summary.answered, "person", "people")
    )
    body = [
        kit.header(title),
        *_body(summary, known),
    ]
    own = [kit.actions(kit.button("Add mine", ADD_MINE, str(digest_id)))] if summary.welcome else []
    open_ends = [kit.context(gaps)] if gaps else []
    return kit.message(said, *fitting(body, MORE_IN_THREAD), *open_ends, *own, kit.context(_counted(summary)))


def _body(summary: Summary, known: Known) -> Sequence[Block]:
    told = [
        *_entries(markup("*Where confidence changed*"), summary.changes, known, _change),
        *_entries(markup("*In the way*"), summary.blockers, known, _excerpt),
        *_entries(markup("*What came of it*"), summary.wins, known, _win),
        *_to_change(summary.to_change, known),
        *_steady(summary.steady, known),
    ]
    only_words = not told and summary.answered > summary.private
    return [kit.section(WORDS_IN_THREAD)] if only_words else told


def voice(answers: Sequence[AnswerView], known: Known) -> Message:
    """One person's words, in the digest's thread."""
    name = known.name(answers[0])
    body = [
        kit.section(markup("*{name}*", name=name)),
        *(kit.section(_in_full(answer, known)) for answer in answers),
    ]
    return kit.message(markup("What {name} says", name=name), *fitting(body, MORE_IN_STORIES))


def silenced() -> Message:
    """In the place of words that their author took back or keeps private since."""
    return kit.message(markup("What stood here was taken back, or is kept private now."))


def for_driver(answer: AnswerView, goal: GoalView) -> Message:
    """To the driver of a goal: what somebody else said for their eyes, or that it needs changing."""
    who = kit.mention(answer.user)
    titled = markup("*#{number}* {title}", number=goal.number, title=goal.title)
    words = (
        markup("{who} thinks that your goal {goal} may need changing.", who=who, goal=titled)
        if answer.wants_change
        else markup("{who} said something about your goal {goal}.", who=who, goal=titled)
    )
    own = markup("For your eyes only: nobody else reads it.") if answer.is_private else Markup()
    quotes = [kit.quoted(text) for text in (answer.why, answer.words) if text]
    return kit.message(
        words,
        kit.section(words),
        *(kit.section(quote) for quote in quotes),
        *((kit.context(own),) if own else ()),
    )


def change_part() -> Part:
    """The line on the card of a goal that may need changing."""
    return Part(lines=(markup("*May need changing*, says its last check-in: what would you change?"),))


def fitting(blocks: Sequence[Block], rest: Markup) -> Iterable[Block]:
    """The blocks that one message has room for; where the rest is, if there is any."""
    room = SIZE_MOST
    for place, block in enumerate(blocks):
        room -= len(json.dumps(block))
        if room < 0 or place == BLOCKS_MOST:
            yield kit.context(rest)
            return
        yield block


def _entries(
    heading: Markup,
    answers: Sequence[AnswerView],
    known: Known,
    line: Callable[[AnswerView, Known], Markup],
) -> Iterable[Block]:
    if not answers:
        return
    first, *others = (line(answer, known) for answer in answers[:ENTRIES_MOST])
    yield kit.section(kit.lines([heading, first]))
    yield from map(kit.section, others)
    if (more := len(answers) - ENTRIES_MOST) > 0:
        yield kit.context(markup("And {more} more, in the thread.", more=more))


def _change(answer: AnswerView, known: Known) -> Markup:
    before, now = (standing(confidence, None) for confidence in (answer.before, answer.confidence))
    line = markup("{before} → {now} · {goal}", before=before, now=now, goal=known.goal(answer.goal_id))
    return _with_quote(_signed(line, answer, known), answer.why)


def _excerpt(answer: AnswerView, known: Known) -> Markup:
    return _with_quote(_signed(known.goal(answer.goal_id), answer, known), answer.words)


def _win(answer: AnswerView, known: Known) -> Markup:
    """What arrived, or a story; the words of another question stay in the thread."""
    arrived = markup(":tada: ") if answer.progress == 100 else Markup()  # noqa: PLR2004 - percent
    line = markup("{arrived}{goal}", arrived=arrived, goal=known.goal(answer.goal_id))
    return _with_quote(_signed(line, answer, known), answer.words)


def _steady(answers: Sequence[AnswerView], known: Known) -> Iterable[Block]:
    if not answers:
        return
    shown = [
        _signed(
            _standing(answer, known),
            answer,
            known,
        )
        for answer in answers[:LINES_MOST]
    ]
    more = len(answers) - LINES_MOST
    rest = [markup("and {more} more", more=more)] if more > 0 else []
    yield kit.section(kit.lines([markup("*As it stands*"), *shown, *rest]))


def _standing(answer: AnswerView, known: Known) -> Markup:
    """ "🟢 confident · 60 % · #1 Every bed is tended"."""
    parts = (standing(answer.confidence, answer.progress), known.goal(answer.goal_id))
    return kit.joined(" · ", [part for part in parts if part])


def _to_change(goal_ids: Sequence[UUID], known: Known) -> Iterable[Block]:
    named = [known.goal(goal_id) for goal_id in goal_ids[:ENTRIES_MOST] if goal_id in known.goals]
    if named:
        asked = markup("What would you change? The thread is the place to say it.")
        yield kit.section(kit.lines([markup("*May need changing*"), *named, asked]))


def _counted(summary: Summary) -> Markup:
    told = [markup("{people} answered", people=plural(summary.answered, "person", "people"))]
    if summary.private:
        is_all = summary.private == summary.answered
        told.append(markup("in private" if is_all else "{count} of them in private", count=summary.private))
    if summary.welcome:
        told.append(
            markup("{count} more are welcome to add theirs", count=summary.welcome)
            if summary.welcome > 1
            else markup("1 more is welcome to add theirs")
        )
    return kit.joined(" · ", told)


def _in_full(answer: AnswerView, known: Known) -> Markup:
    first = _standing(answer, known)
    asked = markup("_{question}_", question=answer.question) if answer.words and answer.question else Markup()
    quotes = [kit.quoted(text) for text in (answer.why,) if text]
    words = [kit.quoted(answer.words)] if answer.words else []
    return kit.lines([part for part in (first, *quotes, asked, *words) if part])


def _signed(line: Markup, answer: AnswerView, known: Known) -> Markup:
    """The line with who said it; without the goal, just who."""
    name = kit.escaped(known.name(answer))
    return markup("{line} · {name}", line=line, name=name) if line else name


def _with_quote(line: Markup, words: str) -> Markup:
    return kit.lines([line, kit.quoted(shorten(words, EXCERPT))]) if words else line
