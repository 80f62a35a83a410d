"""Retrospectives, reflections, groups and dots, as doors and other rooms see them (P23)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.features.planning.values import ActionView

RETRO = "retrospectives.retro"  # surface: the parent message; subject: the retro's id
LAST_ACTIONS = "retrospectives.last_actions"  # a reply; subject: the retro's id
REVEALED = "retrospectives.revealed"  # replies with the reflections; subject: see Page
GROUP = "retrospectives.group"  # a reply that people put dots on; subject: the group's id
DISCUSSION = (
    "retrospectives.discussion"  # a reply under which a top group is talked about; subject: the group's id
)
SUMMARY = "retrospectives.summary"  # a reply, pinned; subject: the retro's id
RETRO_GONE = (
    "retrospectives.gone"  # to whoever leads it, when its message was deleted; subject: the retro's id
)
TOO_MANY_DOTS = "retrospectives.too_many_dots"  # to a person, once a retro; subject: the retro's id
SOURCE = "retro"  # where its actions come from, as planning knows it

TEXT_MOST = 500  # characters of a reflection
TITLE_MOST = 80  # characters of a group's title and of a column's
HINT_MOST = 150  # characters
COLUMNS_LEAST, COLUMNS_MOST = 2, 5
ADDED_AT_ONCE = 5  # reflections in one submitted form
ON_A_PAGE = 10  # reflections in one reply
ANONYMOUS_FROM = 5  # members; below that even unsigned words are easily placed
CONTRIBUTORS_LEAST = 3  # people; below that nothing anonymous is ever shown
DOTS_EACH, DOTS_A_GROUP = 5, 3
DOTS = (
    "large_blue_circle",
    "large_green_circle",
    "large_purple_circle",
)  # Slack takes one of each from a person
NOTES = ("memo", "pencil")  # 📝 and its other name


class Phase(StrEnum):
    """waiting → collect → group → vote → discuss → closed."""

    WAITING = "waiting"  # reflections are gathered for a retro that hasn't begun
    COLLECT = "collect"
    GROUP = "group"
    VOTE = "vote"
    DISCUSS = "discuss"
    CLOSED = "closed"


class Plan(StrEnum):
    """How long the phases are."""

    DAYS = "days"  # over three working days, without anybody present
    LIVE = "live"  # 45 minutes together


class Field(StrEnum):
    """Fields whose answer may need another look, by block id."""

    FORMAT = "retrospectives.start.format"
    COLUMNS = "retrospectives.start.columns"
    FACILITATOR = "retrospectives.start.facilitator"
    TEXT = "retrospectives.add.text"
    TITLE = "retrospectives.group.title"


@dataclass(frozen=True, slots=True)
class Column:
    """One question of a format.

    Args:
        key: how reflections name it; stays the same within a retro.
        title: its heading, such as "Worked".
        hint: what is asked for, in a line; empty for none.
        is_next: whether what stands there is what to change next, which the summary repeats.
    """

    key: str
    title: str
    hint: str = ""
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """The questions of a retro; `key` is "own" when the starter typed them."""

    key: str
    name: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column | None:
        """The question of that key."""
        return next((column for column in self.columns if column.key == key), None)


OWN = "own"
FORMATS = (
    Format(
        "worked",
        "Worked · Didn't · Change next",
        (
            Column("worked", "Worked", "What went well, and helped?"),
            Column("didnt", "Didn't", "What got in the way?"),
            Column("next", "Change next", "What would you do differently?", is_next=True),
        ),
    ),
    Format(
        "start-stop-continue",
        "Start · Stop · Continue",
        (
            Column("start", "Start", "What should we begin to do?", is_next=True),
            Column("stop", "Stop", "What should we leave out?", is_next=True),
            Column("continue", "Continue", "What is worth keeping?"),
        ),
    ),
    Format(
        "4ls",
        "Liked · Learned · Lacked · Longed for",
        (
            Column("liked", "Liked", "What did you enjoy?"),
            Column("learned", "Learned", "What do you know now that you didn't?"),
            Column("lacked", "Lacked", "What was missing?"),
            Column("longed-for", "Longed for", "What do you wish for?", is_next=True),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Ends:
    """When each phase ends, UTC."""

    collect: datetime
    group: datetime
    vote: datetime
    discuss: datetime

    def of(self, phase: Phase) -> datetime | None:
        """When this phase ends; None for those that no clock ends."""
        return {
            Phase.COLLECT: self.collect,
            Phase.GROUP: self.group,
            Phase.VOTE: self.vote,
            Phase.DISCUSS: self.discuss,
        }.get(phase)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetroDraft:
    """What somebody chooses to start a retro with.

    Args:
        format: key of one of FORMATS, or OWN.
        columns: titles of the own columns, 2 to 5; ignored for the others.
        facilitator: Slack user id of a member who may move the phases beside the starter, or None.
        is_anonymous: what was chosen; None for what is usual: anonymous from five members on, unless the team's
            last retro was named by choice. With fewer members it is always named.
    """

    team_id: UUID
    format: str = FORMATS[0].key
    columns: tuple[str, ...] = ()
    plan: Plan = Plan.DAYS
    facilitator: str | None = None
    is_anonymous: bool | None = None


@dataclass(frozen=True, slots=True)
class StartChoices:
    """What can be chosen in the form that starts a retro.

    Args:
        may_be_anonymous: the team has five members or more; otherwise names are shown.
        is_usually_anonymous: what the form offers first.
        waiting: how many people's reflections wait for this retro already.
    """

    team_id: UUID
    may_be_anonymous: bool
    is_usually_anonymous: bool
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RetroView:
    """A retro as it is at this moment; its phase is read off the clock, whether or not the clock's job ran.

    Args:
        is_anonymous: whether reflections typed now are kept without their author.
        starter: Slack user id; None when the clock began it, or nobody has yet.
        facilitator: Slack user id of who was named to move it on, or None.
        started_at, ends: None while it waits.
        contributors: how many people added something; never who.
        was_erased: fewer than three people wrote anonymously, so their words were erased unread.
        is_revealed: whether the reflections can be shown.
    """

    id: UUID
    team_id: UUID
    format: Format
    plan: Plan
    is_anonymous: bool
    starter: str | None
    facilitator: str | None
    started_at: datetime | None
    ends: Ends | None
    phase: Phase
    contributors: int
    was_erased: bool
    is_revealed: bool

    @property
    def phase_ends(self) -> datetime | None:
        """When the phase ends that it is in."""
        return self.ends.of(self.phase) if self.ends else None

    @property
    def is_running(self) -> bool:
        return self.phase not in {Phase.WAITING, Phase.CLOSED}


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
        column: key of the question it answers; one that the format hasn't got belongs to the first.
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
class Workbench:
    """What the facilitator groups.

    Args:
        groups: in the order in which they were made.
        loose: reflections in no group, in their random order.
    """

    retro: RetroView
    groups: tuple[GroupView, ...]
    loose: tuple[ReflectionView, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the revealed reflections, one reply each; `number` counts from 1."""

    retro: RetroView
    number: int
    of: int
    reflections: tuple[ReflectionView, ...]


@dataclass(frozen=True, slots=True)
class LastActions:
    """What a retro opens with: what the last one wanted done, and what is still open from before."""

    retro: RetroView
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a retro came to.

    Args:
        themes: groups by dots, most first.
        changes: reflections in the columns that ask what to change next.
    """

    retro: RetroView
    themes: tuple[GroupView, ...]
    changes: tuple[ReflectionView, ...]
    actions: tuple[ActionView, ...]


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
