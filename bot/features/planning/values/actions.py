"""What an action is, as the rest of the house sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

ACTION_CARD = "planning.action"  # kind of the surface: a reply in the thread that the action came from
ACTION_GIVEN = (
    "planning.given"  # surface to a person whose name a colleague put on an action; subject: its id
)
TEXT_MOST = 300  # characters


class ActionState(StrEnum):
    """open ⇄ done; open → dropped."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Field(StrEnum):
    """What the form asks for, by block id: what can't be used is explained beneath it."""

    TEXT = "planning.action.text"
    OWNER = "planning.action.owner"
    DUE_IN_WORDS = "planning.action.due_in_words"
    DUE = "planning.action.due"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDraft:
    """What somebody wants to be done (P12).

    Args:
        team_id: the team whose action it is.
        text: what is to be done, up to 300 characters.
        owner: Slack user id of a member who takes it on; None while nobody does.
        due: the day by which, in the team's zone; None for no day.
        source: the room it came from, such as "retro".
        source_id: the thing there that it came from.
    """

    team_id: UUID
    text: str
    owner: str | None = None
    due: date | None = None
    source: str
    source_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionView:
    """An action on record.

    Args:
        made_by: Slack user id of who put it on record.
        done_at: when it was done; None unless its state is done.
    """

    id: UUID
    team_id: UUID
    text: str
    owner: str | None
    due: date | None
    source: str
    source_id: UUID
    state: ActionState
    made_by: str
    made_at: datetime
    done_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state is ActionState.OPEN
