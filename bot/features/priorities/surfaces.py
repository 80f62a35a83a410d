"""Votes on goal cards and lists, and the two private notes to voters."""

from collections.abc import Collection, Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Phase
from bot.features.goals import service as goals
from bot.features.goals.values import GoalState
from bot.features.priorities import service, views
from bot.features.voting import service as voting
from bot.features.voting.values import Standing, Tally
from bot.slack.sections import Part


def on_cards(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """The tally and the scale on each card; the rank where voting is over, and alone once a goal isn't proposed only.

    What is voted on anew has none until then.
    """
    tallies = voting.tallies(tx, goal_ids)
    over = voting.standings_of(tx, [goal_id for goal_id, tally in tallies.items() if tally.is_closed])
    lived, anew = _lived(tx, tallies), service.voted_anew(tx, over)
    return {
        goal_id: views.anew_part()
        if goal_id in anew
        else _card_part(tally, over.get(goal_id), goal_id in lived)
        for goal_id, tally in tallies.items()
    }


def _card_part(tally: Tally, standing: Standing | None, is_lived: bool) -> Part:
    if is_lived:
        return views.lived_part(standing)
    return views.open_part(tally) if standing is None else views.decided_part(standing)


def on_lists(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """The rank in each line of a list; of a goal that isn't proposed only, just where voting gave it one."""
    standings = voting.standings_of(tx, goal_ids)
    lived = _lived(tx, standings)
    anew = service.voted_anew(tx, [one.subject for one in standings.values() if one.tally.is_closed])
    return {
        goal_id: Part()
        if goal_id in lived and (standing.rank is None or not standing.tally.is_closed)
        else views.list_part(standing, is_anew=goal_id in anew)
        for goal_id, standing in standings.items()
    }


def _lived(tx: Transaction, goal_ids: Collection[UUID]) -> set[UUID]:
    """Those of these goals about which no vote is asked any more: the team committed to them, or they ended."""
    known = goals.goals_by_id(tx, goal_ids).values()
    return {one.id for one in known if one.state is not GoalState.PROPOSED}


def in_menu(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What priorities add to the menu of bare `/cairn`: how many goals wait for the reader's vote, and where."""
    votes = {team_id: service.open_votes_of(tx, team_id) for team_id in team_ids}
    return {team_id: views.menu_part(team_id, in_team) for team_id, (in_team,) in votes.items()}


def at_closing(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What becomes of open votes when the team's cycle is closed; nothing where none is open."""
    currents = cycles.currents(tx, team_ids)
    counts = {team_id: len(voting.unclosed(tx, team_id)) for team_id in currents}
    return {
        team_id: Part(lines=(views.closing_line(count, ends=currents[team_id].is_strict),))
        for team_id, count in counts.items()
        if count
    }


def on_board(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What priorities add to a team's card: in its voting phase, where to see what is open to one's vote.

    While it drafts, that reactions are votes already on what is open to them.
    """
    now = {team_id: cycle.phase for team_id, cycle in cycles.currents(tx, team_ids).items()}
    voted = {one: views.board_part(one) for one, phase in now.items() if phase is Phase.VOTING}
    drafting = [one for one, phase in now.items() if phase is Phase.DRAFTING]
    return voted | {one: views.EARLY_PART for one in drafting if service.is_voted_early(tx, one)}


def draw_too_many_musts(_: Transaction, __: Surface) -> Message:
    """The surface TOO_MANY_MUSTS."""
    return views.too_many_musts()


def draw_early_vote(tx: Transaction, surface: Surface) -> Message | None:
    """The surface EARLY_VOTE; not sent any more once the goal was withdrawn, or voting began."""
    goal = goals.goal_on_record(tx, UUID(surface.subject))
    tally = voting.tallies(tx, [goal.id]).get(goal.id)
    if goal.is_withdrawn or (surface.ts is None and not (tally and tally.is_waiting)):
        return None
    return views.early_vote(goal, cycles.stewards_of(tx, goal.team_id))


def draw_late_vote(tx: Transaction, surface: Surface) -> Message | None:
    """The surface LATE_VOTE; None when the goal was withdrawn. While its team sleeps, nobody counts its votes."""
    goal = goals.goal_on_record(tx, UUID(surface.subject))
    if goal.is_withdrawn:
        return None
    places = service.card_places(tx, goal.id)
    return views.late_vote(goal, voting.tallies(tx, [goal.id]).get(goal.id), next(iter(places), None))
