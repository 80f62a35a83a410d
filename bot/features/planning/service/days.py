"""Days in people's words, understood where they are."""

from datetime import date
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Invalid
from bot.features.cycles import service as cycles
from bot.features.planning.rules.days import meant
from bot.features.planning.service.access import today_of
from bot.features.planning.values.days import EnteredDay, SaidBack
from bot.features.teams import service as teams

NO_DAY = "Say by when, in words or from the calendar."


def understand(
    tx: Transaction, entered: EnteredDay, said: SaidBack | None, *, field: str, team_id: UUID | None = None
) -> date | SaidBack | None:
    """The day that the actor means, or what has to be said back to them first; None for no day.

    Args:
        team_id: whose cycle "end of cycle" means; None where that is not known.

    Raises:
        Invalid: the words name no day.
        NotFound: the actor may not see the team.
    """
    cycle_end = _cycle_end(tx, team_id) if team_id and "cycle" in entered.words.casefold() else None
    return meant(entered, said, today_of(tx), field=field, cycle_end=cycle_end)


def understand_needed(
    tx: Transaction, entered: EnteredDay, said: SaidBack | None, *, field: str, team_id: UUID | None = None
) -> date | SaidBack:
    """The same where there has to be a day.

    Raises:
        Invalid: the words name no day, or there is none.
    """
    day = understand(tx, entered, said, field=field, team_id=team_id)
    if day is None:
        raise Invalid(field, NO_DAY)
    return day


def _cycle_end(tx: Transaction, team_id: UUID) -> date | None:
    found = cycles.currents(tx, [teams.team(tx, team_id).id]).get(team_id)
    return found.ends_on if found else None
