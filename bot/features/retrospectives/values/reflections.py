"""What people add: reflections, groups of them, dots on groups."""

from dataclasses import dataclass
from uuid import UUID

TEXT_MOST = 500  # characters of a reflection
TITLE_MOST = 80  # characters of a group's title and of a column's
ADDED_AT_ONCE = 5  # reflections in one submitted form
ON_A_PAGE = 10  # reflections in one reply
DOTS_EACH, DOTS_A_GROUP = 5, 3
DOTS = (
    "large_blue_circle",
    "large_green_circle",
    "large_purple_circle",
)  # Slack takes one of each from a person
NOTES = ("memo", "pencil")  # 📝 and its other name


@dataclass(frozen=True, slots=True)
class ReflectionDraft:
    """One thing that somebody wants to add, to one column of the retro's format."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """The message that somebody noted with 📝.

    Args:
        author: Slack user id of who wrote it; empty for a bot.
        permalink: where it is; empty when Slack wouldn't tell.
    """

    author: str
    permalink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectionView:
    """A reflection once it is revealed.

    Args:
        column: key of the question it answers, or formats.NOTED; empty, or unknown to the format, when it was gathered
            before that was chosen.
        author: Slack user id of who added it; None for an anonymous one.
        quote: where the words come from, when somebody noted a message.
        group_id: the group it was put into, or None.
    """

    id: UUID
    column: str
    text: str
    author: str | None
    quote: Quote | None
    group_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Reflections that say the same.

    Args:
        dots: those that count; None before the vote begins.
        rank: its place by dots, from 1; None before the vote ends, or without a dot.
        is_top: whether it is one of those that are discussed in a reply of their own.
        can_vote: whether dots count now.
    """

    id: UUID
    retro_id: UUID
    title: str
    reflections: tuple[ReflectionView, ...]
    dots: int | None
    rank: int | None
    is_top: bool
    can_vote: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """One emoji that somebody put on a group or took away; facts are only ever added.

    Args:
        emoji: the raw name as Slack sends it.
        stamp: when, in microseconds since 1970, by Slack's clock.
    """

    user: str
    emoji: str
    added: bool
    stamp: int
