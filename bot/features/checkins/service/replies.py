"""A check-in written in words: kept as it is, read where it can be, and taken back when the reading was wrong."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surface_at
from bot.errors import NotFound
from bot.features.checkins.repository.answers import Answers, telling_of
from bot.features.checkins.repository.prompts import Prompts
from bot.features.checkins.repository.replies import Replies
from bot.features.checkins.rules import prompts as prompt_rules
from bot.features.checkins.rules import replies as rules
from bot.features.checkins.rules.replies import Said
from bot.features.checkins.service.answers import current, tell
from bot.features.checkins.service.goals_asked import goals_asked
from bot.features.checkins.service.prompts import GONE, own, respond, today_of
from bot.features.checkins.values.prompts import (
    DM_HINT,
    PROMPT,
    WORDS_MOST,
    AnswerView,
    PromptView,
    Reading,
    ReplyView,
    Telling,
)
from bot.features.goals.values import GoalView
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of
from bot.text import clean_text, has_visible, shorten


def reply(tx: Transaction, words: str, *, channel: str, ts: str, thread_ts: str = "") -> ReplyView | None:
    """Take a direct message to Cairn as an answer to the prompt it stands under, or to the newest of three days.

    One that answers nothing gets a hint.

    Args:
        channel: Slack id of the direct conversation.
        ts: Slack's id of the message; the same one twice changes nothing.
        thread_ts: that of the message it replies to, if any.
    """
    user = actor_of(tx)
    if not has_visible(words):
        return None
    prompt = _meant(tx, user, channel, thread_ts) if rules.is_answer(words) else None
    if prompt is None or not any(teams.is_member(tx, one.team_id, user) for one in prompt.occasions):
        tx.show(DM_HINT, user, user, key=f"dm-hint:{user}:{ts}")
        return None
    row = own(tx, prompt.id)
    kept = shorten(clean_text(words), WORDS_MOST)
    found = Replies(tx).keep(prompt.id, user, ts, kept)
    if found is None:
        return None
    readings = [Reading(answer.id, answer.goal_id) for answer in _told(tx, prompt, kept)]
    Replies(tx).read_as(found, readings)
    respond(tx, row)
    return Replies(tx).one(found)


def take_back(tx: Transaction, reply_id: UUID) -> ReplyView:
    """*That's not it*: what was read of goals is undone and the message stays as words; pressed on words, they go.

    Raises:
        NotFound: it isn't the actor's.
    """
    found = Replies(tx).of(reply_id, actor_of(tx))
    if found is None:
        raise NotFound(GONE)
    prompt_id, said = found
    row = own(tx, prompt_id)
    if said.is_taken_back:
        return said
    for reading in said.readings:
        _restore(tx, prompt_id, reading)
    if any(reading.goal_id is not None for reading in said.readings):
        kept = tell(tx, prompt_id, _more_words(tx, prompt_id, said.words))
        Replies(tx).read_as(reply_id, [Reading(answer.id, None) for answer in kept])
    else:
        Replies(tx).take_back(reply_id)
    respond(tx, row)
    return Replies(tx).one(reply_id) or said


def last_reply(tx: Transaction, prompt_id: UUID) -> ReplyView | None:
    """The newest message that answered a prompt."""
    return Replies(tx).newest(prompt_id)


def _meant(tx: Transaction, user: str, channel: str, thread_ts: str) -> PromptView | None:
    """The prompt that a message answers."""
    above = surface_at(tx, channel, thread_ts) if thread_ts else None
    if above is not None:
        return Prompts(tx).by_id(UUID(above.subject)) if above.kind == PROMPT else None
    return Prompts(tx).newest_shown(user, today_of(tx, user) - prompt_rules.LATE)


def _told(tx: Transaction, prompt: PromptView, words: str) -> list[AnswerView]:
    """Keep what a message says, by goal; all of it as words where it can't be told which goals are meant."""
    mine = goals_asked(tx, prompt)
    said = [(part, _goal_of(part, mine)) for part in rules.read(words)]
    is_clear = all(goal is not None for part, goal in said if part.is_parsed)
    if not is_clear:
        return tell(tx, prompt.id, _more_words(tx, prompt.id, words))
    return [answer for part, goal in said for answer in tell(tx, prompt.id, _telling(tx, prompt, part, goal))]


def _goal_of(part: Said, mine: Sequence[GoalView]) -> GoalView | None:
    """The one goal that is meant: by its number, or because there is but one."""
    meant = [goal for goal in mine if part.number in {None, goal.number}]
    return meant[0] if len(meant) == 1 else None


def _telling(tx: Transaction, prompt: PromptView, part: Said, goal: GoalView | None) -> Telling:
    if goal is None or not part.is_parsed:
        return _more_words(tx, prompt.id, part.words)
    said = current(tx, prompt.id, goal.id)
    before = telling_of(said) if said else Telling(goal_id=goal.id)
    return replace(
        before,
        confidence=part.confidence or before.confidence,
        progress=before.progress if part.progress is None else part.progress,
        words=_joined(before.words, part.words),
    )


def _more_words(tx: Transaction, prompt_id: UUID, words: str) -> Telling:
    said = current(tx, prompt_id, None)
    before = telling_of(said) if said else Telling(goal_id=None)
    return replace(before, words=_joined(before.words, words))


def _restore(tx: Transaction, prompt_id: UUID, reading: Reading) -> None:
    """The version before the reading, unless something newer was said since."""
    read = Answers(tx).one(reading.answer_id)
    if read is None:
        return
    history = Answers(tx).versions(read.occasion_id, read.goal_id)
    if history[-1].id != read.id:
        return
    before = telling_of(history[-2]) if len(history) > 1 else Telling(goal_id=read.goal_id)
    tell(tx, prompt_id, before)


def _joined(before: str, more: str) -> str:
    return shorten(f"{before}\n{more}".strip(), WORDS_MOST) if before or more else ""
