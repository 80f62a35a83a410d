"""A team's backlog: what is looked for in it, a page at a time (P12)."""

from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.planning.repository.backlog import Backlog
from bot.features.planning.repository.dependencies import Dependencies
from bot.features.planning.rules.backlog import wanted_in
from bot.features.planning.service.access import today_of
from bot.features.planning.values.backlog import PAGE, BacklogPage, Look
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of
from bot.features.workspaces import service as workspaces


def backlog_in(tx: Transaction, channel: str, words: str) -> BacklogPage:
    """The backlog of a channel's team, as far as the words ask for it: "mine overdue #3".

    Raises:
        NoTeamHere: no team works there.
    """
    team = teams.required_team_in(tx, channel)
    wanted, unread = wanted_in(words, actor_of(tx), _by_name(tx, team.id) if "@" in words else {})
    return replace(backlog(tx, Look(team_id=team.id, wanted=wanted)), unread=unread)


def backlog(tx: Transaction, look: Look) -> BacklogPage:
    """A page of a team's backlog; past the end, when initiatives went meanwhile, it is the last one.

    Raises:
        NotFound: the actor may not see the team.
    """
    team, today = teams.team(tx, look.team_id), today_of(tx)
    total = Backlog(tx).count(team.id, look.wanted, today)
    first = min(look.first, max(total - 1, 0)) // PAGE * PAGE
    rows = Backlog(tx).page(team.id, look.wanted, today, first)
    requests = Dependencies(tx).unsettled_for([row.initiative.id for row in rows], today)
    return BacklogPage(look=replace(look, first=first), total=total, rows=rows, requests=requests)


def _by_name(tx: Transaction, team_id: UUID) -> dict[str, str]:
    """The team's members by name, in lower case; names of several words by each of them too."""
    people = workspaces.people(tx, teams.members(tx, team_id)).values()
    words = {word: one.user for one in people for word in one.name.casefold().split()}
    return {**words, **{one.name.casefold().replace(" ", ""): one.user for one in people}}
