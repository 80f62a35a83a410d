"""Ownership as messages: the hand-over reply, notes to single people, and its place on goals' cards and lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Phase
from bot.features.goals import service as goals
from bot.features.ownership import gaps, roles, service, sharing
from bot.features.ownership.offers import answering, reading
from bot.features.ownership.rules import is_much
from bot.features.ownership.values import OWNERSHIP_SCAN, THINGS, Gap, OfferState, OfferView
from bot.features.ownership.views import card, driving, people
from bot.features.ownership.views import gaps as gap_views
from bot.features.ownership.views import offers as offer_views
from bot.features.ownership.views import roles as role_views
from bot.features.ownership.views.roles import ShownRoles
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import ActivityView
from bot.slack.sections import Part, Sections

WHEN_DUE = {Phase.COMMITTING, Phase.RUNNING}


def draw_handover(tx: Transaction, surface: Surface) -> Message | None:
    """The reply that tells both people and the team."""
    found = service.handover(tx, UUID(surface.subject))
    return driving.handover_reply(found) if found else None


def draw_offer(tx: Transaction, surface: Surface) -> Message | None:
    """The note to whom something is offered; not sent any more once there is nothing to answer."""
    offer = reading.offer(tx, UUID(surface.subject))
    if surface.ts is None and not offer.is_pending_at(tx.now):
        return None
    return _note(tx, offer)


def offer_shown(tx: Transaction, offer_id: UUID) -> Message:
    """An offer to the actor, as the note shows it.

    Raises:
        NotFound: there is none to them.
    """
    return _note(tx, answering.to_answer(tx, offer_id))


@dataclass(frozen=True, slots=True)
class ThingBoard:
    """Draws what tells one person of a thing in the words of its room (THINGS), with their eyes."""

    sections: Sections

    def shared(self, tx: Transaction, surface: Surface) -> Message | None:
        """To whom a colleague named; not sent any more once they have no part in it or it is over."""
        subject = UUID(surface.subject)
        thing = self._thing(tx, surface, subject)
        role = sharing.role_of(tx, subject, surface.audience)
        if thing is None or (surface.ts is None and (role is None or not thing.buttons)):
            return None
        return people.shared_note(thing, role)

    def offer_ended(self, tx: Transaction, surface: Surface) -> Message | None:
        """To who offered something, with the way to it while it goes on."""
        offer = reading.offer(tx, UUID(surface.subject))
        if offer.state is OfferState.PENDING:
            return None
        thing = self._thing(tx, surface, offer.thing.id)
        return offer_views.ended_note(offer, *(thing.buttons[:1] if thing else ()))

    def _thing(self, tx: Transaction, surface: Surface, subject: UUID) -> Part | None:
        told = self.sections.parts(THINGS, replace(tx, actor=surface.audience), [subject])[subject]
        return told[0] if told else None


def goals_as_things(tx: Transaction, subject_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """What notes tell of goals that the actor may see."""
    found = goals.goals_by_id(tx, subject_ids).values()
    channels = {team_id: teams.team(tx, team_id).channel for team_id in {goal.team_id for goal in found}}
    return {goal.id: people.goal_as_thing(goal, channels[goal.team_id]) for goal in found}


def draw_load(tx: Transaction, surface: Surface) -> Message | None:
    """The note to who drives a lot; not sent any more once it is less."""
    count, driven = service.loaded(tx, surface.subject)
    return people.load_note(count, driven) if surface.ts or is_much(count) else None


def on_cards(tx: Transaction, goal_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """Who drives it and works on it, and the buttons."""
    return {goal_id: card.card_part(owned) for goal_id, owned in service.owned(tx, goal_ids).items()}


def on_details(tx: Transaction, goal_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """Everybody else with a part in it, and what the reader can do."""
    found, reader = service.owned(tx, goal_ids), actor_of(tx)
    driven = service.load_of(tx, [reader])[reader]
    return {goal_id: card.details_part(owned, reader, driven) for goal_id, owned in found.items()}


def on_lists(tx: Transaction, goal_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """The driver in each line of a list, or who is asked to be it."""
    drivers, waiting = service.drivers_of(tx, goal_ids), reading.pending_of(tx, goal_ids)
    return {
        goal: card.list_part(drivers[goal].user if goal in drivers else None, waiting.get(goal))
        for goal in goal_ids
    }


def in_menu(tx: Transaction, team_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """What waits for the reader's answer in each team, and the way to its gaps."""
    found = reading.pending_for(tx, actor_of(tx), team_ids)
    return {
        team_id: offer_views.menu_part(
            [offer for offer in found if offer.thing.team_id == team_id],
            gap_views.gaps_button(team_id),
            role_views.roles_button(team_id),
        )
        for team_id in team_ids
    }


def role_list(tx: Transaction, team_id: UUID, first: int = 0) -> Message:
    """A team's roles as the actor sees them, from that place on.

    Raises:
        NotFound: there is no such team, or the actor may not see it.
    """
    reader = actor_of(tx)
    shown = ShownRoles(
        team=teams.team(tx, team_id),
        roles=roles.roles_of(tx, team_id),
        reader=reader,
        may_describe=teams.is_steward(tx, team_id, reader),
        has_retired=bool(roles.retired_of(tx, team_id, most=1)),
    )
    return role_views.role_list(shown, first=first)


def retired_roles(tx: Transaction, team_id: UUID) -> Message:
    """The roles that a team did without; raises as `role_list` does."""
    return role_views.retired_roles(roles.retired_of(tx, team_id, most=role_views.RETIRED_MOST))


def draw_retired(tx: Transaction, surface: Surface) -> Message:
    """The notice to who held a role that was retired."""
    role_id = UUID(surface.subject)
    return role_views.retired_note(role_id, roles.name_of(tx, role_id))


def told_of_role(tx: Transaction, role_id: UUID) -> tuple[str, Sequence[ActivityView]]:
    """What a role is or was called, and what happened to it; raises NotFound when the actor may not see it."""
    return roles.name_of(tx, role_id), workspaces.history(tx, str(role_id))


@dataclass(frozen=True, slots=True)
class GapBoard:
    """Draws what a scan found, with what the rooms above found (OWNERSHIP_SCAN)."""

    sections: Sections

    def everything(self, tx: Transaction, team_id: UUID) -> Message:
        """`/goal gaps`.

        Raises:
            NotFound: there is no such team, or the actor may not see it.
        """
        found, others = gaps.scan(tx, team_id), self._others(tx, team_id)
        return gap_views.gap_list(team_id, found, others, looked_at=gaps.looked_at(tx, team_id))

    def page(self, tx: Transaction, team_id: UUID, gap: Gap, first: int) -> Message:
        """All of one kind, page by page; raises as `everything` does."""
        return gap_views.gap_page(team_id, gaps.page(tx, team_id, gap, first), first, gaps.PAGE)

    def on_boards(self, tx: Transaction, team_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
        """The line on each team's board, with a button once the team has committed itself."""
        phases = {team_id: cycle.phase for team_id, cycle in cycles.currents(tx, team_ids).items()}
        return {
            team_id: gap_views.board_part(
                team_id,
                gap_views.summary(gaps.of_team(tx, team_id, most=1), self._others(tx, team_id)),
                is_due=phases.get(team_id) in WHEN_DUE,
            )
            for team_id in team_ids
        }

    def _others(self, tx: Transaction, team_id: UUID) -> list[Part]:
        return self.sections.parts(OWNERSHIP_SCAN, tx, [team_id])[team_id]


def _note(tx: Transaction, offer: OfferView) -> Message:
    channel = teams.team_by_id(tx, offer.thing.team_id).channel
    count = service.load_of(tx, [offer.taker])[offer.taker]
    return offer_views.offer_note(offer, channel, count, tx.now)
