"""What a team reads of one occurrence of its check-in, and where such a digest stands."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from bot.features.checkins.values.prompts import AnswerView

DIGEST = "checkins.digest"  # the surface in the team's channel; its subject is the digest's id
WORDS = "checkins.words"  # the surface in its thread; its subject names the digest and the person
FOR_DRIVER = (
    "checkins.for_driver"  # the notice to a goal's driver; its subject is an answer of somebody else's
)
LATEST_AFTER = timedelta(hours=24)  # from the first prompt, if fewer than half have answered
OPEN_FOR = timedelta(hours=72)  # from its posting on; answers that come later are kept without it


@dataclass(frozen=True, slots=True)
class DigestView:
    """A digest on record.

    Args:
        due_at: when the clock turns to it next: it is posted at the latest then, and once posted it settles;
            None when nothing is left to do.
        posted_at: None while it is not in the channel.
        settles_at: from then on nothing new comes into it; None while it is not posted.
    """

    id: UUID
    cadence_id: UUID
    team_id: UUID
    day: date
    due_at: datetime | None
    posted_at: datetime | None
    settles_at: datetime | None

    @property
    def key(self) -> str:
        """The surface's key."""
        return f"checkin-digest:{self.cadence_id}:{self.day}"

    def is_to_come(self, now: datetime) -> bool:
        """Whether it waits to be posted; what could not be for days, while its team slept, is no news any more."""
        return self.due_at is not None and now - self.due_at < OPEN_FOR

    def has_settled(self, now: datetime) -> bool:
        """Whether later answers stay out of it."""
        return self.settles_at is not None and self.settles_at <= now

    def voice_of(self, user: str) -> str:
        """The subject of the reply with this person's words."""
        return f"{self.id}:{user}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the digest tells, the most telling first; answers kept private are only counted.

    Args:
        changes: where confidence changed: what fell furthest first, what rose last.
        blockers: words on what is in the way.
        wins: words on what came of the work, and goals that arrived at 100 %.
        steady: goals that stand as before, or were spoken of for the first time.
        to_change: the goals of which somebody says that they need changing.
        answered: how many people answered, privately or not.
        private: how many of them kept something private.
        welcome: how many more were asked; 0 once it settled.
    """

    changes: tuple[AnswerView, ...]
    blockers: tuple[AnswerView, ...]
    wins: tuple[AnswerView, ...]
    steady: tuple[AnswerView, ...]
    to_change: tuple[UUID, ...]
    answered: int
    private: int
    welcome: int
