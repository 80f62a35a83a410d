"""What people do in a talk: ask for help, act, decide, pass it on, close it."""

from datetime import date
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotAllowed
from bot.features.attention.service import notices
from bot.features.decisions import service as decisions
from bot.features.decisions.values import DecisionDraft, DecisionView
from bot.features.ownership import service as ownership
from bot.features.ownership.events import GoalClaimed, GoalHandedOver
from bot.features.planning.service import actions as planning
from bot.features.planning.values.actions import ActionDraft, ActionView
from bot.features.teams import service as teams
from bot.features.teams.events import MemberLeft
from bot.features.teams.membership import actor_of
from bot.features.thresholds import rules
from bot.features.thresholds.events import FacilitatorChanged, HelpAsked
from bot.features.thresholds.models import Talk
from bot.features.thresholds.repository import Talks, view_of
from bot.features.thresholds.service.talks import (
    ask_for_help,
    close,
    in_hand,
    key_of,
    next_facilitator,
    note,
    redraw,
    reply,
    to_join,
)
from bot.features.thresholds.values import FACILITATE, SOURCE, End, Field, NoteView, Said, TalkView

NOT_A_MEMBER = "Choose a member of this team, or leave it empty to ask everybody."
DRIVER = (
    "You drive this goal, so somebody else keeps the talk about it open to every voice. "
    "Nothing was changed; say what you see in the thread."
)
NOT_YOURS = (
    "Who facilitates a talk, or a steward of the team, can do that. Nothing was changed; "
    "press *I'll facilitate* first, or say it in the thread."
)
NOBODY_LEFT = (
    "Everybody else drives this goal or is away just now, so it stays with you. Nothing was changed; "
    "anybody can press *I'll facilitate* when they are back."
)


def ask_help(tx: Transaction, talk_id: UUID, words: str, who: str | None) -> NoteView:
    """Say what help is needed, in the thread and to whom it is asked of.

    Args:
        who: Slack user id of a member; None asks everybody.

    Raises:
        NotFound, NotAllowed, Conflict: as talks.to_join.
        Invalid: it says nothing, or who is asked is no member; `field` is the block id.
    """
    row = in_hand(tx, talk_id)
    said = rules.words_of(words, Field.HELP)
    if who is not None and who not in teams.members(tx, row.team_id):
        raise Invalid(Field.WHO, NOT_A_MEMBER)
    note_id = Talks(tx).say(row.id, Said.HELP, words=said, author=actor_of(tx), asked=who)
    tx.happened(
        HelpAsked(
            subject=str(row.goal_id),
            talk_id=row.id,
            team_id=row.team_id,
            name=row.name,
            asked=who,
            why=said,
        )
    )
    reply(tx, view_of(row), note_id)
    if who is not None and who != tx.actor:
        ask_for_help(tx, who, note_id)
    return note(tx, note_id)


def act(tx: Transaction, talk_id: UUID, text: str, owner: str | None, due: date | None) -> ActionView:
    """Put an action on record in the thread, which closes the talk.

    Raises:
        NotFound, NotAllowed, Conflict: as talks.to_join.
        Invalid: as planning.service.actions.add.
    """
    row = in_hand(tx, talk_id)
    draft = ActionDraft(
        team_id=row.team_id,
        text=text,
        owner=owner,
        due=due,
        source=SOURCE,
        source_id=row.id,
    )
    action = planning.add(tx, draft, thread_of=key_of(row.id))
    close(tx, row, End.ACTION, action.text)
    return action


def decide(tx: Transaction, talk_id: UUID, title: str, rationale: str, context: str) -> DecisionView:
    """Log what was decided, which closes the talk.

    Raises:
        NotFound, NotAllowed, Conflict: as talks.to_join.
        Invalid: as decisions.service.log.
    """
    row = in_hand(tx, talk_id)
    draft = DecisionDraft(
        team_id=row.team_id, title=title, rationale=rationale, context=context, goals=(row.goal_id,)
    )
    decision = decisions.log(tx, draft).decision
    close(tx, row, End.DECISION, f"#{decision.number} {decision.title}")
    return decision


def close_with_words(tx: Transaction, talk_id: UUID, why: str) -> TalkView:
    """Close a talk of which no action and no decision came; the facilitator and the stewards may.

    Raises:
        NotFound, NotAllowed, Conflict: as talks.to_join.
        Invalid: it says nothing.
    """
    row = in_hand(tx, talk_id)
    _require_facilitator(tx, row)
    return close(tx, row, End.WORDS, rules.words_of(why, Field.WHY))


def to_close(tx: Transaction, talk_id: UUID) -> TalkView:
    """The talk, if the actor may close it with words; raises as `close_with_words` does."""
    _require_facilitator(tx, to_join(tx, talk_id))
    return to_join(tx, talk_id)


def take_over(tx: Transaction, talk_id: UUID) -> TalkView:
    """Facilitate the talk from now on; any member may but the goal's driver.

    Raises:
        NotFound, Conflict: as talks.to_join.
        NotAllowed: the actor is an observer, or drives the goal.
    """
    row = in_hand(tx, talk_id)
    driver = ownership.driver_of(tx, row.goal_id)
    if driver is not None and driver.user == tx.actor:
        raise NotAllowed(DRIVER)
    return _hand_to(tx, row, actor_of(tx))


def pass_on(tx: Transaction, talk_id: UUID) -> TalkView:
    """Let the next one facilitate; who facilitates and the stewards may.

    Raises:
        NotFound, NotAllowed: as talks.to_join, or the talk is somebody else's.
        Conflict: it is over, or nobody else could.
    """
    row = in_hand(tx, talk_id)
    _require_facilitator(tx, row)
    but = [row.facilitator] if row.facilitator else []
    successor = next_facilitator(tx, row.team_id, row.goal_id, but=but)
    if successor is None:
        raise Conflict(NOBODY_LEFT)
    handed = _hand_to(tx, row, successor)
    notices.mention(tx, successor, FACILITATE, row.id, key=f"facilitate:{row.id}:{successor}")
    return handed


def driver_changed(tx: Transaction, event: GoalClaimed | GoalHandedOver) -> None:
    """Who drives the goal from now on doesn't facilitate the talk about it."""
    driver = event.driver if isinstance(event, GoalClaimed) else event.after
    for row in Talks(tx).open_on([UUID(event.subject)]):
        if row.facilitator == driver:
            _let_next(tx, row)


def member_left(tx: Transaction, event: MemberLeft) -> None:
    """Who left the team facilitates none of its talks."""
    for row in Talks(tx).facilitated_by(event.user, UUID(event.subject)):
        _let_next(tx, row)


def _let_next(tx: Transaction, row: Talk) -> None:
    """The next one facilitates, who hears of it; nobody, while nobody else can."""
    former = row.facilitator or ""
    successor = next_facilitator(tx, row.team_id, row.goal_id, but=[former])
    _hand_to(tx, row, successor)
    if successor is not None:
        notices.mention(tx, successor, FACILITATE, row.id, key=f"facilitate:{row.id}:{successor}")


def _hand_to(tx: Transaction, row: Talk, user: str | None) -> TalkView:
    if row.facilitator == user:
        return view_of(row)
    before, row.facilitator = row.facilitator, user
    tx.session.flush()
    tx.happened(
        FacilitatorChanged(
            subject=str(row.goal_id),
            talk_id=row.id,
            team_id=row.team_id,
            name=row.name,
            before=before,
            after=user,
        )
    )
    redraw(tx, view_of(row))
    return view_of(row)


def _require_facilitator(tx: Transaction, of: Talk | TalkView) -> None:
    actor = actor_of(tx)
    if of.facilitator != actor and not teams.is_steward(tx, of.team_id, actor):
        raise NotAllowed(NOT_YOURS)
