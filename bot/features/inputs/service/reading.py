"""Rounds, and what was given to them, for whoever looks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Phase
from bot.features.goals import service as goals
from bot.features.inputs.repository.given import Given
from bot.features.inputs.repository.rounds import Rounds
from bot.features.inputs.service.access import named, seen
from bot.features.inputs.values.given import InputView, Outcome
from bot.features.inputs.values.rounds import RoundView
from bot.features.inputs.values.shown import PageView, SortedForOne, Waiting
from bot.features.teams import service as teams


def round_by_id(tx: Transaction, round_id: UUID) -> RoundView:
    """A round.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return Rounds(tx).view(seen(tx, round_id))


def open_rounds(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, RoundView]:
    """By team, the round that takes inputs now."""
    views = Rounds(tx).views([*Rounds(tx).open_of(team_ids).values()])
    return {view.team_id: view for view in views if view.takes_inputs}


def drafting(tx: Transaction, team_ids: Sequence[UUID]) -> set[UUID]:
    """The teams that draft goals now: when asking for input is the useful thing to do."""
    cycles_of = cycles.currents(tx, team_ids)
    return {team_id for team_id, cycle in cycles_of.items() if cycle.phase is Phase.DRAFTING}


def open_in(tx: Transaction, channel: str) -> tuple[UUID, RoundView | None]:
    """The team of a channel that the actor is in, and its round that takes inputs now.

    Raises:
        NoTeamHere: no team works there.
    """
    team_id = teams.required_team_in(tx, channel).id
    return team_id, open_rounds(tx, [team_id]).get(team_id)


def page(tx: Transaction, round_id: UUID, number: int) -> PageView:
    """What one reply shows; nothing while the round is open.

    Raises:
        NotFound: as `round_by_id`.
    """
    found = round_by_id(tx, round_id)
    shown = Given(tx).shown(round_id)
    here = tuple(one for one in shown if one.page == number)
    about = here[0].goal_id if here else None
    together = list(dict.fromkeys(one.page for one in shown if one.goal_id == about))
    return PageView(
        round=found,
        goal=named(goals.goal_on_record(tx, about)) if about is not None else None,
        number=number,
        part=together.index(number) + 1 if here else 1,
        of=len(together),
        inputs=here,
    )


def sorted_for(tx: Transaction, round_id: UUID, author: str) -> SortedForOne:
    """What became of what somebody gave with their name.

    Raises:
        NotFound: as `round_by_id`.
    """
    found = round_by_id(tx, round_id)
    theirs: list[InputView] = [
        one for one in Given(tx).of_author(round_id, author) if one.outcome is not None
    ]
    return SortedForOne(found, teams.team_by_id(tx, found.team_id).channel, tuple(theirs))


def waiting_for(tx: Transaction, user: str, team_ids: Sequence[UUID]) -> dict[UUID, Waiting]:
    """By team, what this person may sort and nobody did."""
    found: dict[UUID, Waiting] = {}
    for team_id, round_id, number, count in Given(tx).waiting(user, team_ids):
        known = found.get(team_id, Waiting(round_id, number, 0))
        found[team_id] = replace(known, count=known.count + count)
    return found


def unsorted(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, int]:
    """By team, how many inputs wait for an answer of whoever may sort them."""
    return Given(tx).unsorted(team_ids)


def outcomes_about(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Counter[Outcome | None]]:
    """By goal, how the inputs about it ended; None stands for those that are still to be sorted."""
    return Given(tx).about(goal_ids)
