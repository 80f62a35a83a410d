"""The scale, one person's word, and what all words of an asking come to."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from statistics import median

QUOTED_TOGETHER = 4  # people's words in one message, however much their signs take
COUNTED_FROM = 3  # answers; among fewer, how many said what tells who did
WORDS_MOST = 500  # characters of what would change somebody's mind


class Step(IntEnum):
    """What somebody says to a goal set, as a fist of five is shown (P9)."""

    NO = 1
    DOUBTS = 2
    SUPPORT = 3
    FOR_IT = 4
    ALL_IN = 5

    @property
    def word(self) -> str:
        """What the step says."""
        return MEANINGS[self]

    @property
    def is_doubt(self) -> bool:
        """Whether whoever says it is asked what would change their mind."""
        return self <= Step.DOUBTS


MEANINGS = {
    Step.NO: "I can't agree to this",
    Step.DOUBTS: "I have serious doubts",
    Step.SUPPORT: "I'll support it",
    Step.FOR_IT: "I'm for it",
    Step.ALL_IN: "I'm all in",
}


class Reason(StrEnum):
    """Why an asking did not end in a commitment (P9)."""

    TOO_FEW = "too_few"
    SOMEBODY_CANNOT = "somebody_cannot"
    MANY_DOUBTS = "many_doubts"
    NOT_TOLD = "not_told"  # so few answered that more would tell who said what


class Chance(StrEnum):
    """Why a chance is put on the table although it stops nothing."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's word on a goal set, for their own eyes until it is counted; then it is deleted.

    Args:
        chance: that the goals are reached, in percent; None until they said it.
        words: what would change their mind, to be read out without their name.
    """

    step: Step
    chance: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What an asking came to; it never says who said what, nor who is missing.

    Args:
        of: how many people were asked.
        counts: how many said each step, from the first to the fifth.
        chances: every chance that was given, in percent, in rising order.
        words: what would change minds, in the order of the alphabet.
    """

    of: int
    counts: tuple[int, ...] = (0, 0, 0, 0, 0)
    chances: tuple[int, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def heard(self) -> int:
        """How many people gave their word."""
        return sum(self.counts)

    @property
    def chance(self) -> float | None:
        """The middle one of the chances, in percent; None where so few said one that it tells who did."""
        return median(self.chances) if len(self.chances) >= COUNTED_FROM else None

    def said(self, step: Step) -> int:
        """How many said this step."""
        return self.counts[step - 1]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an asking is, without a word on what was said.

    Args:
        heard: how many of those who are counted answered.
        of: how many are counted.
        likely: how many said the chance as well.
    """

    heard: int
    of: int
    likely: int
