"""Voting's place in the house: it follows who may vote."""

from bot.features.parts import Parts
from bot.features.teams.events import GuestsRuled, MemberJoined, MemberLeft
from bot.features.voting import service
from bot.features.workspaces.events import PersonChanged


def register(parts: Parts) -> None:
    """Keep open ballots in step with their teams' members."""
    parts.subscriptions.on(MemberJoined, service.member_joined)
    parts.subscriptions.on(MemberLeft, service.member_left)
    parts.subscriptions.on(GuestsRuled, service.guests_ruled)
    parts.subscriptions.on(PersonChanged, service.person_changed)
