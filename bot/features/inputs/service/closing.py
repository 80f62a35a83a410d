"""Closing a round: by the clock, on read, or by hand; twice changes nothing.

Who gives something and who closes hold the round's row: what was given first is shown, what comes after is refused and
stays with its author.
"""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.db.unsigned import CONTRIBUTORS_LEAST, SHUFFLED
from bot.delivery.threads import thread_key
from bot.features.goals import service as goals
from bot.features.inputs.events import InputRoundClosed, InputRoundEnded
from bot.features.inputs.models import InputRound
from bot.features.inputs.repository.given import Given
from bot.features.inputs.repository.rounds import Rounds
from bot.features.inputs.rules import laid_out, shows_at
from bot.features.inputs.service.access import found, held, require_closer, round_key
from bot.features.inputs.values.given import InputDraft
from bot.features.inputs.values.rounds import RoundView
from bot.features.inputs.values.surfaces import PAGE, ROUND
from bot.features.teams import service as teams
from bot.features.teams.values import TEAM_CARD, TeamState


def close(tx: Transaction, round_id: UUID) -> RoundView:
    """End a round before its time; when it ended already, nothing changes.

    What was given with names is shown at once, what was given without them a moment later (`shows_at`).

    Raises:
        NotFound: there is no such round for this person.
        NotAllowed: they neither started it nor steward the team.
    """
    row = held(tx, round_id)
    require_closer(tx, row)
    if row.closes_at > tx.now:
        _end(tx, row)
    if row.closed_at is None and not row.is_anonymous:
        _close(tx, row)
    return Rounds(tx).view(row)


def settle(tx: Transaction, round_id: UUID) -> RoundView:
    """Close a round that ended a moment ago, whoever asks; while its team sleeps it rests.

    Raises:
        NotFound: there is no such round.
    """
    row = found(Rounds(tx).locked(round_id))
    is_over = row.closed_at is None and shows_at(row.closes_at) <= tx.now
    if is_over and teams.team_by_id(tx, row.team_id).state is TeamState.ACTIVE:
        _close(tx, row)
    return Rounds(tx).view(row)


def _end(tx: Transaction, row: InputRound) -> None:
    """Nothing more is taken from now on."""
    row.closes_at = tx.now
    tx.touch(ROUND, row.id)
    tx.touch(TEAM_CARD, row.team_id)
    tx.happened(InputRoundEnded(subject=str(row.team_id), round_id=row.id))


def _close(tx: Transaction, row: InputRound) -> None:
    """All is shown in random order, by goal; words without names only where three people gave some.

    These move, shuffled and under new keys, to where nothing is known of when they came; who gave them is forgotten,
    and a job clears what the database's files still hold of it.
    """
    row.contributors = Rounds(tx).view(row).contributors
    row.closed_at = tx.now
    shown = _reveal_unsigned(tx, row) if row.is_anonymous else _reveal_signed(tx, row)
    tx.session.flush()
    channel = teams.team_by_id(tx, row.team_id).channel
    parent = thread_key(tx, ROUND, str(row.id), round_key(row.id))
    for number in range(1, Given(tx).pages(row.id) + 1):
        key = f"input-page:{row.id}:{number}"
        tx.show(PAGE, f"{row.id}/{number}", channel, key=key, thread_of=parent)
    tx.touch(ROUND, row.id)
    tx.touch(TEAM_CARD, row.team_id)
    tx.happened(
        InputRoundClosed(
            subject=str(row.team_id), round_id=row.id, contributors=row.contributors, inputs=len(shown)
        )
    )


def _reveal_unsigned(tx: Transaction, row: InputRound) -> list[InputDraft]:
    words, people = Given(tx).take_unsigned(row.id)
    is_enough = people >= CONTRIBUTORS_LEAST
    row.was_erased = bool(words) and not is_enough
    row.must_vacuum = bool(words) or people > 0
    shown = SHUFFLED.sample(words, len(words)) if is_enough else []
    Given(tx).show(row.id, shown, _places(tx, shown))
    return shown


def _reveal_signed(tx: Transaction, row: InputRound) -> list[InputDraft]:
    signed = Given(tx).signed(row.id)
    mixed = SHUFFLED.sample(signed, len(signed))
    shown = [InputDraft(one.goal_id, one.kind, one.text) for one in mixed]
    Given(tx).show_signed(mixed, _places(tx, shown))
    return shown


def _places(tx: Transaction, given: list[InputDraft]) -> dict[int, tuple[int, int]]:
    about = {one.goal_id for one in given if one.goal_id is not None}
    known = goals.goals_by_id(tx, about)
    replies = laid_out(given, {goal.id: goal.number for goal in known.values()})
    numbered = [(page, index) for page, reply in enumerate(replies, 1) for index in reply]
    return {index: (page, place) for place, (page, index) in enumerate(numbered)}
