"""Logging, editing and finding decisions (P17)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery import surfaces
from bot.delivery.values import LIVE
from bot.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from bot.features.attention.service import notices
from bot.features.decisions import rules
from bot.features.decisions.events import DecisionEdited, DecisionLogged
from bot.features.decisions.repository import DecisionRepository
from bot.features.decisions.values import (
    DECISION_CARD,
    DECISION_GONE,
    GOALS_MOST,
    PAGE,
    DecisionDraft,
    DecisionView,
    Field,
    GoalTouched,
    Logged,
    Page,
)
from bot.features.goals import service as goals
from bot.features.teams import service as teams
from bot.features.teams.values import TeamView
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonKind
from bot.text import searched_line, searched_number, searched_words

NOT_FOUND = "I can't find that decision here. `/decision list` shows the decisions of this channel's team."
NOT_EDITOR = (
    "Whoever logged this decision, whoever made it, and the team's stewards can edit it{who}. Nothing was changed. "
    "Reply in the thread under its card to suggest other words."
)
CHANGED = (
    "Somebody changed this decision while you were writing, and nothing of theirs was overwritten. "
    "Copy what you wrote, close this, and press Edit again to start from their words."
)
ELSEWHERE = (
    "That message isn't in this team's channel any more, so it can't be kept with the decision. Nothing was saved. "
    "Copy what you wrote and run /decision log in the channel."
)
BOT_DECIDES = "{bot} can't decide for you; choose a person of this team."
ACCOUNT_ENDED = "This account isn't in use any more; choose a person of this team."
NOT_A_MEMBER = "Choose a member of this team. If somebody else decided, say so in the why."
OTHER_GOALS = "One of these goals isn't this team's. Choose among those shown, or leave it empty."
STANDS = "The card of this decision is in the channel already, or on its way. There is nothing to do."


def log(tx: Transaction, draft: DecisionDraft) -> Logged:
    """Put a decision on record and show its card in the team's channel; a message becomes one only once.

    Raises:
        Invalid: the draft needs another look; `field` is the block id of the form's field.
        NotFound: the actor may not see the team, or the message is not of its channel.
        NotAllowed: the actor is an observer.
        Conflict: Cairn isn't in the team's channel yet.
    """
    team = to_log(tx, draft.team_id)
    if draft.source and draft.source.channel != team.channel:
        raise NotFound(ELSEWHERE)
    wanted = _valid(tx, draft)
    kept = None if _made_before(tx, wanted) else keep(tx, wanted)
    if kept is None:
        return Logged(_made_before(tx, wanted) or _fault(), is_new=False)
    tx.show(DECISION_CARD, kept.id, team.channel, key=f"decision-card:{kept.id}")
    return Logged(kept, is_new=True)


def keep(tx: Transaction, wanted: DecisionDraft) -> DecisionView | None:
    """Put a draft without faults on record, and show it nowhere; None when its message has become a decision already."""
    decision_id = DecisionRepository(tx).keep(wanted, decided_on=_today(tx))
    if decision_id is None:
        return None
    kept = decision(tx, decision_id)
    logged = DecisionLogged(
        subject=str(kept.id), team_id=kept.team_id, number=kept.number, title=kept.title, decider=kept.decider
    )
    tx.happened(logged)
    return kept


def to_log(tx: Transaction, team_id: UUID) -> TeamView:
    """The team, if the actor may log its decisions; raises as `log` does."""
    teams.require_member(tx, team_id)
    return teams.team(tx, team_id)


def to_log_in(tx: Transaction, channel: str) -> TeamView:
    """The team of the channel that the actor is in, if they may log its decisions.

    Raises:
        Conflict: no team works there; otherwise as `log` does.
    """
    return to_log(tx, teams.required_team_in(tx, channel).id)


def edit(tx: Transaction, decision_id: UUID, draft: DecisionDraft, *, seen: datetime | None) -> DecisionView:
    """Change a decision; its number, its day and the message it was made from stay.

    Args:
        seen: the decision's `changed_at` when the editor read it; None overwrites whatever there is.

    Raises:
        Invalid: as for `log`.
        NotFound: the actor may not see the decision.
        NotAllowed: the actor neither logged nor made it, and is no steward of the team.
        Conflict: somebody changed it since `seen`.
    """
    before = to_edit(tx, decision_id)
    wanted = _valid(tx, replace(draft, team_id=before.team_id), before)
    changes = rules.changes(before, wanted)
    if not changes.after:
        return before
    if not DecisionRepository(tx).change(decision_id, seen or before.changed_at, wanted):
        raise Conflict(CHANGED)
    tx.touch(DECISION_CARD, decision_id)
    tx.happened(
        DecisionEdited(
            subject=str(decision_id), team_id=before.team_id, before=changes.before, after=changes.after
        )
    )
    return decision(tx, decision_id)


def to_edit(tx: Transaction, decision_id: UUID) -> DecisionView:
    """The decision, if the actor may edit it; raises as `edit` does."""
    found = decision(tx, decision_id)
    actor = _actor(tx)
    if actor not in {found.logged_by, found.decider} and not teams.is_steward(tx, found.team_id, actor):
        who = goals.who_may(tx, found.logged_by, found.decider, stewards_of=found.team_id)
        raise NotAllowed(NOT_EDITOR.format(who=who))
    teams.require_member(tx, found.team_id)
    return found


def decision(tx: Transaction, decision_id: UUID) -> DecisionView:
    """One decision.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return DecisionRepository(tx).decision(decision_id) or _not_found()


def decision_on_record(tx: Transaction, decision_id: UUID) -> DecisionView:
    """One decision, whatever state its team is in: for surfaces, whose audience was chosen when they were shown.

    Raises:
        NotFound: there is none.
    """
    return DecisionRepository(tx).decision_whoever_sees_it(decision_id) or _not_found()


def from_message(tx: Transaction, channel: str, ts: str) -> DecisionView | None:
    """The decision that was made from this message, if the actor may see it."""
    return DecisionRepository(tx).from_message(channel, ts)


def page(tx: Transaction, team_id: UUID, words: str = "", first: int = 0) -> Page:
    """A part of a team's decisions, newest first; with words, of those that hold every one of them.

    Args:
        first: place of the part's first decision; past the end the last part is given.

    Raises:
        NotFound: the actor may not see the team.
    """
    team = teams.team(tx, team_id)
    wanted = searched_words(words)
    total = DecisionRepository(tx).count(team.id, wanted)
    begin = min(first, max(total - 1, 0) // PAGE * PAGE)
    found = DecisionRepository(tx).page(team.id, wanted, first=begin, most=PAGE)
    return Page(team_id=team.id, words=searched_line(words), first=begin, total=total, decisions=tuple(found))


def page_in(tx: Transaction, channel: str, words: str) -> Page:
    """The first part of the decisions of the team in whose channel the actor is; raises as `page` does."""
    return page(tx, teams.required_team_in(tx, channel).id, words)


def find_in(tx: Transaction, channel: str, words: str) -> DecisionView | Page:
    """The decision of the channel's team that a number ("3", "#3") or words mean, else those that words may mean.

    Raises as `page` does.
    """
    team = teams.team(tx, teams.required_team_in(tx, channel).id)
    number = searched_number(words)
    numbered = None if number is None else DecisionRepository(tx).numbered(team.id, number)
    if numbered is not None:
        return numbered
    found = page(tx, team.id, words)
    return found.decisions[0] if words and found.total == 1 else found


def goals_to_touch(tx: Transaction, team_id: UUID, chosen: Collection[UUID]) -> tuple[GoalTouched, ...]:
    """The goals that a form offers: those chosen already, then the team's open ones, newest first."""
    offered = [goal for goal in reversed(goals.goals_of(tx, team_id)) if goal.id not in chosen]
    kept = sorted((goals.goal(tx, goal_id) for goal_id in chosen), key=lambda goal: goal.number)
    return tuple(GoalTouched(goal.id, goal.number, goal.title) for goal in (*kept, *offered)[:GOALS_MOST])


def card_gone(tx: Transaction, decision_id: UUID) -> None:
    """Somebody deleted the card: who logged it is told once for that card, in their own time, and may post it again."""
    found = decision_on_record(tx, decision_id)
    key = f"decision-gone:{decision_id}:{_cards(tx, decision_id)}"
    notices.mention(tx, found.logged_by, DECISION_GONE, decision_id, key=key)


def post_again(tx: Transaction, decision_id: UUID) -> DecisionView:
    """Show a decision's card anew after its message was deleted.

    Raises:
        NotFound: the actor may not see the decision.
        NotAllowed: the actor is an observer.
        Conflict: its card stands in the channel.
    """
    found = decision(tx, decision_id)
    team = to_log(tx, found.team_id)
    if _has_card(tx, decision_id):
        raise Conflict(STANDS)
    key = f"decision-card:{decision_id}:{_cards(tx, decision_id)}"
    tx.show(DECISION_CARD, decision_id, team.channel, key=key)
    return found


def _valid(tx: Transaction, draft: DecisionDraft, known: DecisionView | None = None) -> DecisionDraft:
    wanted = replace(rules.cleaned(draft), decider=draft.decider or (known.decider if known else _actor(tx)))
    for field, sentence in rules.problems_of(wanted, _today(tx), known).items():
        raise Invalid(field, sentence)
    if known is None or wanted.decider != known.decider:
        _require_decider(tx, wanted.team_id, wanted.decider or "")
    if DecisionRepository(tx).goals_among(wanted.team_id, wanted.goals) != frozenset(wanted.goals):
        raise Invalid(Field.GOALS, OTHER_GOALS)
    return wanted


def _require_decider(tx: Transaction, team_id: UUID, user: str) -> None:
    """Let pass who is a member of the team; whatever else the client sends is nobody who could decide for it."""
    known = workspaces.people(tx, [user]).get(user)
    if known and known.kind is PersonKind.BOT:
        own = workspaces.installation(tx)
        is_cairn = own is not None and own.bot_user == user
        raise Invalid(Field.DECIDER, BOT_DECIDES.format(bot="Cairn" if is_cairn else "A bot"))
    if known and known.kind is PersonKind.GONE:
        raise Invalid(Field.DECIDER, ACCOUNT_ENDED)
    if not teams.is_member(tx, team_id, user):
        raise Invalid(Field.DECIDER, NOT_A_MEMBER)


def _made_before(tx: Transaction, draft: DecisionDraft) -> DecisionView | None:
    return from_message(tx, draft.source.channel, draft.source.ts) if draft.source else None


def _today(tx: Transaction) -> date:
    """The day it is for the actor."""
    return tx.now.astimezone(workspaces.zone_of(tx, _actor(tx))).date()


def _actor(tx: Transaction) -> str:
    if tx.actor is None:
        raise Fault("a decision needs a person who acts")
    return tx.actor


def _has_card(tx: Transaction, decision_id: UUID) -> bool:
    return any(card.state in LIVE for card in surfaces.surfaces_of(tx, DECISION_CARD, str(decision_id)))


def _cards(tx: Transaction, decision_id: UUID) -> int:
    return len(surfaces.surfaces_of(tx, DECISION_CARD, str(decision_id)))


def _not_found() -> DecisionView:
    raise NotFound(NOT_FOUND)


def _fault() -> DecisionView:
    raise Fault("a decision was refused that no other one stands in the way of")
