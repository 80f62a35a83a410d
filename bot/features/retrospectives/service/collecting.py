"""Adding reflections, signed or anonymous (architecture.md, "Anonymity").

An anonymous reflection takes two transactions, or the order of rows would tell who wrote it: the door commits
`reflect_anonymously` first, and then `contributed`.

- Whoever submits once more because Slack saw no answer meets `Replayed` in the first, and their door's `saved=`
  commits `contributed` alone, which does nothing twice: no words are lost and none are doubled.
- When they don't, their words are there and one contributor too few is counted, which may erase words, but never
  shows any that fewer than three people wrote. The other order could.

The second commit needs an edge that knows of no payload: `replace(submission.edge, once=None)`.
"""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.retrospectives.values import ReflectionDraft, RetroView


def open_for(tx: Transaction, team_id: UUID) -> RetroView:
    """The retro that reflections go into now: the team's running one while it collects, else its next one.

    `is_anonymous` says which promise the form makes.

    Raises:
        NotFound: the actor may not see the team.
        NotAllowed: they are an observer.
    """
    raise NotImplementedError


def open_in(tx: Transaction, channel: str) -> RetroView:
    """The same, for the team of a channel that the actor is in.

    Raises:
        NoTeamHere: no team works there; otherwise as `open_for` does.
    """
    raise NotImplementedError


def reflect(tx: Transaction, retro_id: UUID, drafts: Sequence[ReflectionDraft]) -> None:
    """Keep signed reflections until the reveal; empty ones are passed over.

    Raises:
        Conflict: collecting ended, or this retro is anonymous (by now).
        Invalid: there is nothing to keep, or too much at once.
        NotFound, NotAllowed: as `open_for`.
    """
    raise NotImplementedError


def reflect_anonymously(tx: Transaction, retro_id: UUID, drafts: Sequence[ReflectionDraft]) -> None:
    """Keep reflections without anything that tells whose they are; `contributed` must follow. They can't be edited.

    Raises:
        Conflict: collecting ended, or this retro is not anonymous (any more).
        Invalid, NotFound, NotAllowed: as `reflect`.
    """
    raise NotImplementedError


def contributed(tx: Transaction, retro_id: UUID) -> None:
    """Count the actor among those who wrote anonymously; once more changes nothing."""
    raise NotImplementedError
