"""What somebody's Home says of their check-ins."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.attention.service import hours
from bot.features.cadences.service import cadences
from bot.features.checkins.repository.home import Awaited, HomeCheckins
from bot.features.checkins.repository.rhythms import Rhythms
from bot.features.checkins.rules.home import first_to_come
from bot.features.checkins.rules.prompts import LATE
from bot.features.checkins.rules.setup import draft_of, setup_of
from bot.features.checkins.service.prompts import prompt, today_of
from bot.features.checkins.values.prompts import OccasionState, PromptView, RhythmChoice
from bot.features.teams.membership import actor_of

AHEAD = 12  # occurrences that are looked through for one that reaches somebody
RESTING = frozenset({RhythmChoice.PAUSED, RhythmChoice.ASKED})


@dataclass(frozen=True, slots=True)
class CheckinsAtHome:
    """The actor's check-ins.

    Args:
        prompt: the one that they can answer where they are; None when nothing is asked.
        next_at: when each team's next check-in reaches them; teams of which none does are missing.
        asking: the teams that ask them at all.
        at_work: the check-ins of each team that has any which neither rests nor has ended.
        rests: whether they want none by themselves for now.
    """

    prompt: PromptView | None
    next_at: dict[UUID, datetime]
    asking: set[UUID]
    at_work: dict[UUID, set[UUID]]
    rests: bool

    def asks(self, team_id: UUID) -> bool:
        """Whether the prompt is this team's too, wasn't skipped, and its check-in goes on."""
        asked = self.prompt.occasions if self.prompt else ()
        return any(
            one.state is not OccasionState.SKIPPED
            and not one.actions_only
            and one.cadence_id in self.at_work.get(team_id, ())
            for one in asked
        )


def at_home(tx: Transaction, team_ids: Collection[UUID]) -> CheckinsAtHome:
    """The actor's check-ins in these teams."""
    user, repository = actor_of(tx), HomeCheckins(tx)
    today = today_of(tx, user)
    at_hand = repository.at_hand(user, since=today - LATE, today=today)
    asked = prompt(tx, at_hand) if at_hand else None
    concerned = {one.team_id for one in asked.occasions} if asked else set()
    rhythm = Rhythms(tx).of([user]).get(user)
    availability = hours.availability_of(tx, [user])[user]
    awaited = repository.awaited(user, team_ids)
    promised = [(one.team_id, first_to_come(_coming(tx, one), availability, rhythm)) for one in awaited]
    next_at: dict[UUID, datetime] = {}
    for team_id, at in promised:
        if at is not None:
            next_at[team_id] = min(at, next_at.get(team_id, at))
    return CheckinsAtHome(
        prompt=asked,
        next_at=next_at,
        asking={one.team_id for one in awaited},
        at_work=repository.at_work({*team_ids, *concerned}),
        rests=rhythm is not None and rhythm.choice in RESTING,
    )


def _coming(tx: Transaction, awaited: Awaited) -> Iterator[datetime]:
    """When it is due next, and, for who gets as far, the times after that."""
    yield awaited.next_due
    cadence = cadences.cadence(tx, awaited.cadence_id)
    later = cadences.preview(tx, draft_of(setup_of(cadence)), [awaited.zone], AHEAD, skipped=cadence.skipped)
    yield from (one.due for one in later[awaited.zone] if one.due > awaited.next_due)
