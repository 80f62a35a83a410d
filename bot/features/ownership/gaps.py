"""The scan (P11): what of a team's is nobody's, or two people's at once."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.cycles import service as cycles
from bot.features.goals.values import GoalState
from bot.features.ownership import rules
from bot.features.ownership.repository.gaps import Gaps
from bot.features.ownership.values import Finding, Gap
from bot.features.teams import service as teams

SHOWN, PAGE = 3, 10  # things of a kind at first, and on a page of one kind


def scan(tx: Transaction, team_id: UUID, *, most: int = SHOWN) -> list[Finding]:
    """Everything that is found, each kind with its count and its first things; a constant number of statements.

    Raises:
        NotFound: there is no such team, or the actor may not see it.
    """
    return of_team(tx, teams.team(tx, team_id).id, most=most)


def of_team(tx: Transaction, team_id: UUID, *, most: int = SHOWN) -> list[Finding]:
    """The same for the board in the team's own channel, whoever looks at it and whatever state the team is in."""
    repository = _gaps(tx, team_id)
    return rules.findings(repository.find(gap, team_id, most=most) for gap in Gap)


def page(tx: Transaction, team_id: UUID, gap: Gap, first: int) -> Finding:
    """A page of one kind from that place on; the first one when that is past the end.

    Raises:
        NotFound: there is no such team, or the actor may not see it.
    """
    team = teams.team(tx, team_id).id
    repository = _gaps(tx, team)
    found = repository.find(gap, team, most=PAGE, first=first)
    return found if found.things or not first else repository.find(gap, team, most=PAGE)


def claimable(tx: Transaction, team_id: UUID) -> Finding:
    """The goals of a team that anybody on it may claim: how many there are, and the first of them.

    Raises:
        NotFound: there is no such team, or the actor may not see it.
    """
    return Gaps(tx).claimable(teams.team(tx, team_id).id, most=PAGE)


def looked_at(tx: Transaction, team_id: UUID) -> frozenset[GoalState]:
    """In which states the goals are whose driver the scan asks for now."""
    cycle = cycles.currents(tx, [team_id]).get(team_id)
    return rules.asked_about(cycle.phase if cycle else None)


def _gaps(tx: Transaction, team_id: UUID) -> Gaps:
    return Gaps(tx, looked_at(tx, team_id))
