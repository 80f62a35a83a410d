"""A team's goal becomes another team's aim: offered, then adopted or not (P2)."""

from collections.abc import Collection
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.attention.service import notices
from bot.features.goals.events import AdoptionDeclined, AimAdopted, GoalAdopted, GoalOffered
from bot.features.goals.repository.adoptions import AdoptionRepository
from bot.features.goals.repository.aims import AimRepository
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.rules import tree, words
from bot.features.goals.service.reading import goal_on_record, goals_by_id, held
from bot.features.goals.values import (
    ADOPTION,
    ADOPTION_ANSWER,
    ADOPTION_CHANNEL,
    ADOPTION_NOTE,
    ADOPTION_WHY,
    GOAL_CARD,
    AboveGoal,
    AdoptionState,
    AdoptionView,
    GoalView,
)
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of
from bot.features.teams.values import TeamView

ENDED = "This goal isn't worked on any more, so there is nothing to adopt. Nothing was changed."
NO_TEAM = "No team that you can see works there. Choose the channel of one."
SAME = "That is this goal's own team. Choose another one."
STANDS = "It was offered to that team already: their answer stands, or is still to come."
CIRCLE = "This goal serves one of theirs already, by way of {way}, so they can't have it as an aim. Nothing was changed."
GONE = "I can't find that offer here. Nothing was changed."
ANSWERED = "Somebody answered this offer already. Nothing was changed."
NOT_STEWARD = (
    "The team's stewards{who} say whether it adopts an aim. Nothing was changed. "
    "Tell them in the thread what you think."
)


def offer(tx: Transaction, goal_id: UUID, channel: str | None, note: str) -> GoalView:
    """Offer a goal to the team of another channel, which reads its title from now on.

    Args:
        channel: Slack channel id, None when nothing was chosen.

    Raises:
        NotFound: the actor may not see the goal.
        NotAllowed: they are no member of its team.
        Conflict: it has ended, or was withdrawn.
        Invalid: it can't be offered to a team there; or the note is too long.
    """
    found = to_offer(tx, goal_id)
    other = _team_at(tx, channel)
    if other is None:
        raise Invalid(ADOPTION_CHANNEL, NO_TEAM)
    if other.id == found.team_id:
        raise Invalid(ADOPTION_CHANNEL, SAME)
    if way := _way_to(tx, found, other.id):
        raise Invalid(ADOPTION_CHANNEL, CIRCLE.format(way=_in_words(tx, way)))
    said = _said(ADOPTION_NOTE, note)
    offered = AdoptionRepository(tx).offer(goal_id, other.id, actor_of(tx), said)
    if offered is None:
        raise Invalid(ADOPTION_CHANNEL, STANDS)
    tx.show(ADOPTION, offered, other.channel, key=f"adoption:{offered}")
    tx.happened(GoalOffered(subject=str(goal_id), team_id=other.id))
    return found


def to_offer(tx: Transaction, goal_id: UUID) -> GoalView:
    """The goal, if the actor may offer it now; raises as `offer` does."""
    found = held(tx, goal_id)
    teams.require_member(tx, found.team_id)
    if not found.is_open:
        raise Conflict(ENDED)
    return found


def adopt(tx: Transaction, adoption_id: UUID) -> AdoptionView:
    """Make an offered goal an aim of the actor's team; its title follows the goal's.

    Raises:
        NotFound: there is no such offer for this person.
        NotAllowed: they are no steward of the team, while it has one, or no member.
        Conflict: it was answered already, the goal has ended, or it would serve itself.
    """
    found = to_answer(tx, adoption_id)
    GoalRepository(tx).hold(found.goal_id)
    goal = goal_on_record(tx, found.goal_id)
    if not goal.is_open:
        raise Conflict(ENDED)
    AimRepository(tx).hold()
    if way := _way_to(tx, goal_on_record(tx, goal.id), found.team_id):
        raise Conflict(CIRCLE.format(way=_in_words(tx, way)))
    aim_id = AimRepository(tx).adopt(found.team_id, goal.title)
    _answer(tx, found, AdoptionState.ACCEPTED, aim_id=aim_id)
    tx.touch(GOAL_CARD, goal.id)
    tx.happened(GoalAdopted(subject=str(goal.id), team_id=found.team_id, aim_id=aim_id))
    tx.happened(AimAdopted(subject=str(aim_id), team_id=found.team_id, title=goal.title))
    return adoption_on_record(tx, adoption_id)


def decline(tx: Transaction, adoption_id: UUID, why: str) -> AdoptionView:
    """Not adopt an offered goal, for now; it can be offered again.

    Raises:
        NotFound, NotAllowed, Conflict: as for `adopt`.
        Invalid: the reason is too long.
    """
    found = to_answer(tx, adoption_id)
    said = _said(ADOPTION_WHY, why)
    _answer(tx, found, AdoptionState.DECLINED, why=said)
    tx.happened(AdoptionDeclined(subject=str(found.goal_id), team_id=found.team_id, why=said))
    return adoption_on_record(tx, adoption_id)


def to_answer(tx: Transaction, adoption_id: UUID) -> AdoptionView:
    """The offer, if the actor may answer it now; raises as `adopt` does."""
    found = adoption_on_record(tx, adoption_id)
    team = teams.team(tx, found.team_id)
    teams.require_member(tx, team.id)
    portrait = teams.portrait(tx, team)
    if portrait.has_steward and not teams.is_steward(tx, team.id, actor_of(tx)):
        who = f" ({', '.join(portrait.stewards)})" if portrait.stewards else ""
        raise NotAllowed(NOT_STEWARD.format(who=who))
    if found.state is not AdoptionState.OFFERED:
        raise Conflict(ANSWERED)
    return found


def adoption_on_record(tx: Transaction, adoption_id: UUID) -> AdoptionView:
    """One offer, for surfaces, whose audience was chosen when they were shown.

    Raises:
        NotFound: there is none.
    """
    found = AdoptionRepository(tx).adoption(adoption_id)
    if found is None:
        raise NotFound(GONE)
    return found


def adopters_of(tx: Transaction, goal_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """The channels of the teams that adopted these goals, by goal; empty for one that is not to be named."""
    return AdoptionRepository(tx).adopters(goal_ids)


def _answer(tx: Transaction, found: AdoptionView, state: AdoptionState, **values: object) -> None:
    if not AdoptionRepository(tx).answer(found.id, state=state, answered_by=actor_of(tx), **values):
        raise Conflict(ANSWERED)
    tx.touch(ADOPTION, found.id)
    if found.offered_by != tx.actor:
        notices.ask(tx, found.offered_by, ADOPTION_ANSWER, found.id, key=f"adoption-answer:{found.id}")


def _team_at(tx: Transaction, channel: str | None) -> TeamView | None:
    """The team at work in a channel, if the actor may see it."""
    here = teams.started_in(tx, channel) if channel else None
    try:
        return teams.team(tx, here.id) if here else None
    except (NotFound, Conflict):
        return None


def _way_to(tx: Transaction, goal: GoalView, team_id: UUID) -> list[AboveGoal]:
    return tree.way_to_team(goal.aim_id, team_id, AimRepository(tx).links())


def _in_words(tx: Transaction, way: list[AboveGoal]) -> str:
    return tree.in_words(way, goals_by_id(tx, [one.id for one in way]))


def _said(field: str, raw: str) -> str:
    said = words.text_cleaned(raw)
    if sentence := words.too_long(said):
        raise Invalid(field, sentence)
    return said
