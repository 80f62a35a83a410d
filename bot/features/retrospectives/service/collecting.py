"""Adding reflections, signed or anonymous (architecture.md, "Anonymity").

An anonymous reflection takes two transactions, so that no row of words and none of who wrote come from the same one:
the door commits `reflect_anonymously` first, and then `contributed`. Each writes all such rows of the retro anew in
random order, so one look at the tables doesn't join them by their order either. Many looks, or one at the
database's files and its log, can until the reveal: the promise is about what is there after it.

- Whoever submits once more because Slack saw no answer meets `Replayed` in the first, and their door's `saved=`
  commits `contributed` alone, which does nothing twice: no words are lost and none are doubled.
- When the second fails, its door says that the words are kept and asks for a press more, which commits it alone.
- Who is counted only just after collecting ended is waited for where words would be erased without them
  (`rules.phases.counted_at`).
- When they do neither, their words are there and one contributor too few is counted, which may erase words, but never
  shows any that fewer than three people wrote. The other order could.

The second commit needs an edge that knows of no payload: `replace(submission.edge, once=None)`.
"""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict
from bot.features.retrospectives.models import Retro
from bot.features.retrospectives.repository.reflections import Reflections
from bot.features.retrospectives.repository.retros import Retros
from bot.features.retrospectives.rules.words import reflections_of
from bot.features.retrospectives.service.access import held, next_of, view
from bot.features.retrospectives.values.phases import Phase
from bot.features.retrospectives.values.reflections import ReflectionDraft
from bot.features.retrospectives.values.retro import RetroView
from bot.features.retrospectives.values.surfaces import RETRO
from bot.features.teams import service as teams

OVER = (
    "Collecting ended while you were writing, so this was not kept. Your words are still here: copy them, and "
    "`/retro add` keeps them for the next retro."
)
OTHER_PROMISE = (
    "Whether names are shown changed while you were writing, so this was not kept. Your words are still here: "
    "copy them, close this, and open it once more to see what holds now."
)
OPEN = (Phase.WAITING, Phase.COLLECT)


def open_for(tx: Transaction, team_id: UUID) -> RetroView:
    """The retro that reflections go into now: the team's running one while it collects, else its next one.

    Where there is no next one yet it is made, so the door commits this. `is_anonymous` says which promise the form
    makes.

    Raises:
        NotFound: the actor may not see the team.
        NotAllowed: they are an observer.
    """
    teams.require_member(tx, team_id)
    return view(tx, collecting(tx, team_id))


def open_in(tx: Transaction, channel: str) -> RetroView:
    """The same, for the team of a channel that the actor is in.

    Raises:
        NoTeamHere: no team works there; otherwise as `open_for` does.
    """
    return open_for(tx, teams.required_team_in(tx, channel).id)


def reflect(tx: Transaction, retro_id: UUID, drafts: Sequence[ReflectionDraft]) -> None:
    """Keep signed reflections until the reveal; empty ones are passed over.

    Raises:
        Conflict: collecting ended, or this retro is anonymous (by now).
        Invalid: there is nothing to keep, or one is too long.
        NotFound, NotAllowed: as `open_for`.
    """
    row = _open(tx, retro_id, is_anonymous=False)
    author = tx.actor or ""
    Reflections(tx).add_signed(row.id, author, reflections_of(drafts))
    Reflections(tx).count_in(row.id, author, is_anonymous=False)
    tx.touch(RETRO, row.id)


def reflect_anonymously(tx: Transaction, retro_id: UUID, drafts: Sequence[ReflectionDraft]) -> None:
    """Keep reflections without anything that tells whose they are; `contributed` must follow. They can't be edited.

    Raises:
        Conflict: collecting ended, or this retro is not anonymous (any more).
        Invalid, NotFound, NotAllowed: as `reflect`.
    """
    row = _open(tx, retro_id, is_anonymous=True)
    Reflections(tx).add_anonymous(row.id, reflections_of(drafts))


def contributed(tx: Transaction, retro_id: UUID) -> None:
    """Count the actor among those who wrote anonymously; once more, or after the reveal, changes nothing.

    Raises:
        NotFound, NotAllowed: as `open_for`.
    """
    row = held(tx, retro_id)
    teams.require_member(tx, row.team_id)
    if Phase(row.phase) in OPEN and Reflections(tx).count_in(row.id, tx.actor or "", is_anonymous=True):
        tx.touch(RETRO, row.id)


def collecting(tx: Transaction, team_id: UUID) -> Retro:
    """The retro that takes reflections now, whoever asks."""
    running = Retros(tx).running(team_id)
    if running is not None and Retros(tx).view(running).phase is Phase.COLLECT:
        return running
    return next_of(tx, team_id)


def _open(tx: Transaction, retro_id: UUID, *, is_anonymous: bool) -> Retro:
    """The retro, held, if it collects under the promise that was made."""
    row = held(tx, retro_id)
    teams.require_member(tx, row.team_id)
    shown = view(tx, row)
    if Phase(row.phase) not in OPEN or shown.phase not in OPEN:
        raise Conflict(OVER)
    if shown.is_anonymous is not is_anonymous:
        raise Conflict(OTHER_PROMISE)
    return row
