"""The team's card, the note that asks for an invitation, and the menu, with what the rooms above add."""

from dataclasses import dataclass
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.teams import service, views
from bot.features.teams.values import TeamState, TeamView
from bot.slack import kit
from bot.slack.sections import Sections


@dataclass(frozen=True, slots=True)
class TeamBoard:
    """Draws teams as the rooms above extend them."""

    sections: Sections

    def card(self, tx: Transaction, surface: Surface) -> Message:
        """The card in the team's channel, whatever state the team is in."""
        return self._card(tx, service.team_by_id(tx, UUID(surface.subject)))

    def card_of(self, tx: Transaction, team_id: UUID) -> Message:
        """The card of an active team, for one person's eyes."""
        return self._card(tx, service.team(tx, team_id))

    def menu_in(self, tx: Transaction, channel: str, channel_name: str, user: str) -> Message:
        """Bare `/cairn`, in a team's channel or elsewhere."""
        team = service.started_in(tx, channel)
        if team is None:
            return views.outside_menu(channel, channel_name, service.teams_of(tx, user))
        if team.state != TeamState.ACTIVE:
            return views.on_its_way(team)
        parts = self.sections.parts(views.MENU_SECTIONS, tx, [team.id])[team.id]
        return views.menu(
            service.team(tx, team.id),
            parts,
            is_member=service.is_member(tx, team.id, user),
            is_steward=service.is_steward(tx, team.id, user),
        )

    def _card(self, tx: Transaction, team: TeamView) -> Message:
        parts = self.sections.parts(views.CARD_SECTIONS, tx, [team.id])[team.id]
        return views.team_card(service.portrait(tx, team), parts)


def invite_note(tx: Transaction, surface: Surface) -> Message | None:
    """The direct message to a starter; nothing is left to say once Cairn was let in."""
    team = service.team_by_id(tx, UUID(surface.subject))
    return kit.message(views.invitation(team)) if team.state == TeamState.WAITING else None
