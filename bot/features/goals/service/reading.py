"""Finding goals on record, as the actor may see them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from bot.db.asked import asked_once
from bot.db.transaction import Transaction
from bot.errors import NotFound
from bot.features.cycles import service as cycles
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.rules import words as rules
from bot.features.goals.values import PAGE, STANDING, Became, GoalPage, GoalState, GoalView
from bot.features.teams import service as teams
from bot.features.voting import service as voting
from bot.features.workspaces import service as workspaces
from bot.text import listing, searched_number

NOT_FOUND = "I can't find that goal here. `/goal list` shows the goals of this channel's team."


def goal(tx: Transaction, goal_id: UUID) -> GoalView:
    """One goal, withdrawn or not.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    found = GoalRepository(tx).goal(goal_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def held(tx: Transaction, goal_id: UUID) -> GoalView:
    """The same, and nobody else edits, withdraws or claims it until this transaction ends; held before its ballot."""
    GoalRepository(tx).hold(goal_id)
    return goal(tx, goal_id)


def goal_on_record(tx: Transaction, goal_id: UUID) -> GoalView:
    """One goal, whatever state its team is in: for surfaces, whose audience was chosen when they were shown.

    Raises:
        NotFound: there is none.
    """
    found = GoalRepository(tx).goal_whoever_sees_it(goal_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def held_on_record(tx: Transaction, goal_id: UUID) -> GoalView:
    """The same, held as `held` does: for what comes by itself, also while the team sleeps."""
    GoalRepository(tx).hold(goal_id)
    return goal_on_record(tx, goal_id)


@asked_once
def goals_by_id(tx: Transaction, goal_ids: Collection[UUID]) -> dict[UUID, GoalView]:
    """Those of these goals that the actor may see, whatever became of them."""
    return {found.id: found for found in GoalRepository(tx).goals_by_id(goal_ids)}


def goals_of(tx: Transaction, team_id: UUID) -> list[GoalView]:
    """A team's goals by number, ended ones too but not withdrawn ones; none when the actor may not see the team."""
    return [found for found in GoalRepository(tx).goals_of(team_id) if not found.is_withdrawn]


def page_of(tx: Transaction, team_id: UUID, first: int) -> GoalPage:
    """A page of a team's goals, without withdrawn ones: as the team ranked them, the committed first, ended ones last.

    What is voted on anew stands after what this cycle ranked.

    Args:
        first: the place of the page's first goal; past the end, when goals went meanwhile, it is the last page.
    """
    goals = GoalRepository(tx)
    total = goals.count(team_id)
    begins = min(first, max(total - 1, 0) // PAGE * PAGE)
    if not total:
        return GoalPage((), first=begins, total=total)
    cycle = cycles.currents(tx, [team_id]).get(team_id)
    shown = goals.page(team_id, begins, PAGE, voting.in_motion(tx, team_id), cycle.id if cycle else None)
    return GoalPage(tuple(shown), first=begins, total=total)


def standing_goals(tx: Transaction, team_id: UUID) -> list[GoalView]:
    """A team's goals that are proposed or committed, by number; none when the actor may not see the team."""
    return GoalRepository(tx).goals_of(team_id, STANDING)


def gone_since(tx: Transaction, team_id: UUID, since: datetime, *, most: int) -> list[GoalView]:
    """The goals that a team ended or withdrew since then, the last one first; none when the actor may not see the team."""
    return GoalRepository(tx).gone_since(team_id, since, most)


def proposed_of(tx: Transaction, team_id: UUID) -> list[UUID]:
    """Ids of the goals that a team may commit to, by number, however many; none when the actor may not see the team."""
    return GoalRepository(tx).proposed(team_id)


def has_standing(tx: Transaction, team_id: UUID) -> bool:
    """Whether a team, found for whoever asks, has a goal that is proposed or committed."""
    return GoalRepository(tx).has_standing(team_id)


def counts_of(tx: Transaction, team_ids: Collection[UUID]) -> dict[UUID, dict[GoalState, int]]:
    """By team, found for whoever asks: how many goals stand, and how many ended in the cycle that goes on, by state."""
    running = [cycle.id for cycle in cycles.currents(tx, team_ids).values()]
    return GoalRepository(tx).counts(team_ids, running)


def became_of(tx: Transaction, cycle_ids: Collection[UUID]) -> dict[UUID, Became]:
    """What became of the goals that teams were committed to for these cycles, by cycle, in three statements."""
    known = cycles.cycles_on_record(tx, cycle_ids)
    repository = GoalRepository(tx)
    outcomes = repository.outcomes(known)
    carried = repository.carried({cycle.team_id for cycle in known.values()})
    return {
        cycle.id: Became(outcomes.get(cycle.id, {}), carried.get((cycle.team_id, cycle.number), 0))
        for cycle in known.values()
    }


def committed_of(tx: Transaction, team_id: UUID) -> list[GoalView]:
    """The goals that a team is committed to, by number; none when the actor may not see the team."""
    return GoalRepository(tx).goals_of(team_id, frozenset({GoalState.COMMITTED}))


def find(tx: Transaction, team_id: UUID, words: str) -> list[GoalView]:
    """A team's goals meant by a number ("3", "#3") or by words of their titles.

    A withdrawn goal is found when it alone is meant, since people may remember it.
    """
    goals = GoalRepository(tx)
    number = searched_number(words)
    numbered = goals.numbered_goal(team_id, number) if number is not None else None
    if numbered is not None:
        return [numbered]
    meant = rules.matching(goals.titles(team_id), words)
    found = sorted(goals.goals_by_id(meant), key=lambda goal: goal.number)
    return found if len(found) == 1 else [goal for goal in found if not goal.is_withdrawn]


def is_open(found: GoalView) -> bool:
    """Whether the team still means to work on the goal: it is proposed or committed."""
    return found.is_open


def is_editable(tx: Transaction, found: GoalView) -> bool:
    """Whether the goal's words may still change, by whoever may change them."""
    return found.state is GoalState.PROPOSED and found.id not in voting.has_votes(tx, [found.id])


def who_may(tx: Transaction, *users: str, stewards_of: UUID | None = None) -> str:
    """These people, and a team's stewards, at the end of a sentence: ": Ana and Ben"; empty while one is unknown."""
    known = workspaces.people(tx, users)
    names = [known[user].name if user in known else "" for user in users]
    stewards = teams.portrait(tx, teams.team(tx, stewards_of)).stewards if stewards_of else ()
    return f": {listing([*dict.fromkeys([*names, *stewards])])}" if all(names) else ""
