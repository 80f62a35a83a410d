"""A check-in written in words: kept as it is, read where it can be, and taken back when the reading was wrong."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
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
from bot.features.checkins.service.prompts import GONE, own, own_view, respond, today_of
from bot.features.checkins.values.prompts import (
    COURTESY,
    DM_HINT,
    PROMPT,
    REQUEST,
    WORDS_MOST,
    PromptView,
    Reading,
    ReplyView,
    Telling,
)
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of
from bot.text import clean_text, has_visible, shorten

UNDONE_MOST = 2  # messages that were taken back, as one check-in tells of them


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
    no_answer = COURTESY if rules.is_courtesy(words) else REQUEST if rules.is_request(words) else None
    prompt = None if no_answer else _meant(tx, user, channel, thread_ts)
    if prompt is None or not any(teams.is_member(tx, one.team_id, user) for one in prompt.occasions):
        tx.show(DM_HINT, no_answer or user, user, key=f"dm-hint:{user}:{ts}")
        return None
    row = own(tx, prompt.id)
    kept = shorten(clean_text(words), WORDS_MOST)
    found = Replies(tx).keep(prompt.id, user, ts, kept)
    if found is None:
        return None
    _read(tx, prompt, ReplyView(found, kept), _only_team(prompt))
    respond(tx, row)
    return Replies(tx).one(found)


def choose_team(tx: Transaction, reply_id: UUID, team_id: UUID) -> ReplyView:
    """Its author says for which team a message is; one that is read already stays as it is.

    Raises:
        NotFound: it isn't the actor's, or the team isn't one that asked, or one that they left.
    """
    prompt_id, said = _own_reply(tx, reply_id)
    row = own(tx, prompt_id)
    if said.awaits_team:
        _read(tx, own_view(tx, prompt_id), said, team_id)
        respond(tx, row)
    return Replies(tx).one(reply_id) or said


def take_back(tx: Transaction, reply_id: UUID) -> ReplyView:
    """*That's not it*: what was read of goals is undone and the message stays as words; pressed on words, they go.

    Raises:
        NotFound: it isn't the actor's.
    """
    prompt_id, said = _own_reply(tx, reply_id)
    row = own(tx, prompt_id)
    if said.is_taken_back:
        return said
    was_of_goals = any(reading.goal_id is not None for reading in said.readings)
    if was_of_goals and not said.awaits_team:
        prompt = own_view(tx, prompt_id)
        _stay_words(tx, prompt, said, _only_team(prompt))
    else:
        _undo(tx, prompt_id, said.readings)
        Replies(tx).take_back(reply_id)
    respond(tx, row)
    return Replies(tx).one(reply_id) or said


def shown_replies(tx: Transaction, prompt_id: UUID) -> list[ReplyView]:
    """The messages of a prompt that there is something to say about, oldest first: those that wait for their team,
    the newest that counts, and those after it that were taken back."""
    settled = Replies(tx).settled(prompt_id)
    undone = list(takewhile(lambda one: one.is_taken_back, settled))
    newest = settled[len(undone) : len(undone) + 1]
    return [*Replies(tx).waiting(prompt_id), *newest, *reversed(undone[:UNDONE_MOST])]


def teams_to_choose(tx: Transaction, prompt: PromptView) -> list[UUID]:
    """The teams that may be told something in answer to a prompt."""
    return [team_id for team_id in prompt.team_ids if teams.is_member(tx, team_id, prompt.user)]


def _meant(tx: Transaction, user: str, channel: str, thread_ts: str) -> PromptView | None:
    """The prompt that a message answers."""
    above = surface_at(tx, channel, thread_ts) if thread_ts else None
    if above is not None:
        return Prompts(tx).by_id(UUID(above.subject)) if above.kind == PROMPT else None
    return Prompts(tx).newest_shown(user, today_of(tx, user) - prompt_rules.LATE)


def _own_reply(tx: Transaction, reply_id: UUID) -> tuple[UUID, ReplyView]:
    """The prompt that the actor's message answered, and the message."""
    found = Replies(tx).of(reply_id, actor_of(tx))
    if found is None:
        raise NotFound(GONE)
    return found


def _only_team(prompt: PromptView) -> UUID | None:
    """The team that asks; None where several do."""
    return prompt.team_ids[0] if len(prompt.team_ids) == 1 else None


def _read(tx: Transaction, prompt: PromptView, said: ReplyView, team_id: UUID | None) -> None:
    """Keep what a message says, by goal; what belongs to none waits until it is known which team reads it."""
    if said.readings:  # it was read once, and that was not it
        _stay_words(tx, prompt, said, team_id)
        return
    mine = [goal for goal in goals_asked(tx, prompt) if teams.is_member(tx, goal.team_id, prompt.user)]
    read = rules.read(said.words, {goal.number for goal in mine})
    parts = rules.by_goal(read, mine, team_id) or {None: Said(words=said.words)}
    if None in parts and team_id is None:
        Replies(tx).let_wait(said.id)
        return
    tellings = {_telling(tx, prompt.id, goal_id, part, team_id): part for goal_id, part in parts.items()}
    Replies(tx).read_as(
        said.id,
        [one for telling, part in tellings.items() for one in _kept(tx, prompt.id, telling, part)],
    )


def _kept(tx: Transaction, prompt_id: UUID, telling: Telling, part: Said) -> list[Reading]:
    said: list[UUID | None] = [answer.id for answer in tell(tx, prompt_id, telling)]
    return [
        Reading(one, telling.goal_id, telling.team_id, part.confidence, part.progress)
        for one in said or [None]
    ]


def _telling(
    tx: Transaction, prompt_id: UUID, goal_id: UUID | None, part: Said, team_id: UUID | None
) -> Telling:
    """What was said before with what the message adds."""
    said = current(tx, prompt_id, goal_id, team_id)
    before = telling_of(said) if said else Telling(goal_id=goal_id, team_id=None if goal_id else team_id)
    return replace(
        before,
        confidence=part.confidence or before.confidence,
        progress=before.progress if part.progress is None else part.progress,
        words=_joined(before.words, part.words),
    )


def _stay_words(tx: Transaction, prompt: PromptView, said: ReplyView, team_id: UUID | None) -> None:
    """A message that was misread becomes words, which are private if any of what it gave rise to is."""
    _undo(tx, prompt.id, said.readings)
    if team_id is None:
        Replies(tx).let_wait(said.id)
        return
    goal_ids = {reading.goal_id for reading in said.readings if reading.goal_id}
    about = [current(tx, prompt.id, goal_id) for goal_id in goal_ids]
    words = _telling(tx, prompt.id, None, Said(words=said.words), team_id)
    is_private = words.is_private or any(answer.is_private for answer in about if answer)
    telling = replace(words, is_private=is_private)
    Replies(tx).read_as(said.id, _kept(tx, prompt.id, telling, Said()))


def _undo(tx: Transaction, prompt_id: UUID, readings: Sequence[Reading]) -> None:
    """The versions before the readings, unless something newer was said since."""
    for reading in readings:
        read = Answers(tx).one(reading.answer_id) if reading.answer_id else None
        history = Answers(tx).versions(read.occasion_id, read.goal_id) if read else []
        if read is None or telling_of(history[-1]) != telling_of(read):
            continue
        nothing = Telling(goal_id=read.goal_id, team_id=None if read.goal_id else read.team_id)
        before = telling_of(history[read.version - 2]) if read.version > 1 else nothing
        tell(tx, prompt_id, before, on=read.occasion_id)


def _joined(before: str, more: str) -> str:
    return shorten(f"{before}\n{more}".strip(), WORDS_MOST) if before or more else ""
