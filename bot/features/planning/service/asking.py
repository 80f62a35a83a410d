"""The side that needs something: ask, agree to another day, withdraw (P7)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid
from bot.features.attention.service import notices
from bot.features.planning.events.dependencies import DependencyAsked
from bot.features.planning.models.dependencies import Dependency
from bot.features.planning.repository.dependencies import Dependencies, dependency_view
from bot.features.planning.rules import dependencies as rules
from bot.features.planning.service.access import goal_in_hand, in_hand, today_of
from bot.features.planning.service.handshake import (
    OVER,
    about,
    agree_on,
    held,
    is_kept,
    tell,
    withdraw_for,
)
from bot.features.planning.service.owning import add_for
from bot.features.planning.values.dependencies import (
    DEPENDENCY_CARD,
    Deed,
    DependencyDraft,
    DependencyField,
    DependencyState,
    DependencyView,
)
from bot.features.planning.values.initiatives import InitiativeDraft
from bot.features.teams import service as teams

NO_TEAM = "No team works in that channel yet. Choose another one, or ask them to type /cairn start there."
NOT_OF_THE_GOAL = "Choose one of the goal's open initiatives, or a new one."


def ask(tx: Transaction, draft: DependencyDraft) -> DependencyView:
    """Ask a team for what an initiative needs; the card in its channel takes the answer.

    Raises:
        Invalid: it says nothing, or its day can't be; `field` is the form's block id.
        NotFound: there is no such initiative or team for this person.
        NotAllowed: they are no member of the initiative's team.
        Conflict: the initiative is over.
    """
    needer = in_hand(tx, draft.initiative_id)
    if not needer.is_open:
        raise Conflict(OVER.format(title=needer.title))
    giver = teams.team(tx, draft.giver_id)
    what = rules.what_of(draft.what)
    day = rules.needed_by_of(draft.needed_by, needer.due, today_of(tx))
    made = Dependencies(tx).keep(needer.team_id, replace(draft, what=what, needed_by=day))
    tx.show(DEPENDENCY_CARD, made.id, giver.channel, key=f"dependency:{made.id}")
    tell(tx, needer, DependencyAsked(**about(needer, made)))
    _ask_stewards(tx, made)
    return made


def ask_in(tx: Transaction, initiative_id: UUID, channel: str, what: str, needed_by: date) -> DependencyView:
    """Ask the team that works in a channel; raises as `ask` does.

    Raises:
        Invalid: no team works there, as far as the actor may see.
    """
    giver_id = Dependencies(tx).team_at(channel)
    if giver_id is None:
        raise Invalid(DependencyField.CHANNEL, NO_TEAM)
    return ask(
        tx,
        DependencyDraft(initiative_id=initiative_id, giver_id=giver_id, what=what, needed_by=needed_by),
    )


def ask_for_goal(
    tx: Transaction, goal_id: UUID, channel: str, what: str, needed_by: date, *, waiting_id: UUID | None
) -> DependencyView:
    """Ask a team for what a goal needs: an initiative of the goal waits for it, whose date slips with it.

    Args:
        waiting_id: that initiative; None for a new one, which the actor drives.

    Raises:
        Invalid: as for `ask_in`, or the initiative is none of the goal's.
        NotFound: there is no such goal for this person.
        NotAllowed: they are no member of its team.
        Conflict: the goal or the initiative is over.
    """
    goal = goal_in_hand(tx, goal_id)
    if waiting_id is None:
        title, due = rules.what_of(what), rules.needed_by_of(needed_by, None, today_of(tx))
        draft = InitiativeDraft(team_id=goal.team_id, title=title, goal_id=goal.id, due=due)
        waiting_id = add_for(tx, draft, tx.actor).id
    elif in_hand(tx, waiting_id).goal_id != goal.id:
        raise Invalid(DependencyField.WAITS, NOT_OF_THE_GOAL)
    return ask_in(tx, waiting_id, channel, what, needed_by)


def agree(tx: Transaction, dependency_id: UUID) -> DependencyView:
    """Take the day that the other team offers; agreeing again changes nothing.

    Raises:
        NotFound: there is no such dependency for this person.
        NotAllowed: they are no member of the team that asked.
        Conflict: no other day is offered any more, or the two would wait for each other.
    """
    row = _of_asker(tx, dependency_id)
    if row.state == DependencyState.ACCEPTED:
        return dependency_view(row)
    rules.require_deed(DependencyState(row.state), Deed.AGREE)
    agree_on(tx, row, row.delivers_id, row.offered or row.needed_by)
    return dependency_view(row)


def withdraw(tx: Transaction, dependency_id: UUID) -> DependencyView:
    """It is needed no more; withdrawing again changes nothing.

    Raises:
        NotFound: there is no such dependency for this person.
        NotAllowed: they are no member of the team that asked.
        Conflict: it was declined, or brought.
    """
    row = _of_asker(tx, dependency_id)
    found = dependency_view(row)
    if found.state is not DependencyState.WITHDRAWN:
        rules.require_deed(found.state, Deed.WITHDRAW, is_kept=is_kept(tx, found))
        withdraw_for(tx, row)
    return dependency_view(row)


def _ask_stewards(tx: Transaction, made: DependencyView) -> None:
    """Who stewards another team hears of it within their own hours; the card in the channel is there for all."""
    if made.giver_id == made.team_id:
        return
    for user in teams.stewards(tx, made.giver_id):
        if user != tx.actor:
            notices.ask(tx, user, DEPENDENCY_CARD, made.id, key=f"dependency-asked:{made.id}:{user}")


def _of_asker(tx: Transaction, dependency_id: UUID) -> Dependency:
    row = held(tx, dependency_id)
    teams.require_member(tx, row.team_id)
    return row
