"""What cadences follow, and whom they announce to delivery."""

from bot.features.cadences.service import due, subscriptions
from bot.features.parts import Parts
from bot.features.teams.events import MemberLeft, TeamArrived, TeamSlept
from bot.features.workspaces.events import ZoneChanged


def register(parts: Parts) -> None:
    """Follow people to other zones and out of teams, and teams to sleep and back; say who waits for something."""
    parts.announces.append(due.announce)
    parts.subscriptions.on(ZoneChanged, subscriptions.zone_changed)
    parts.subscriptions.on(MemberLeft, subscriptions.member_left)
    parts.subscriptions.on(TeamArrived, subscriptions.team_came_or_went)
    parts.subscriptions.on(TeamSlept, subscriptions.team_came_or_went)
