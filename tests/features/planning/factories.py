"""Actions for tests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.ownership import service as ownership
from bot.features.ownership.values import Ownable
from bot.features.planning.values.actions import ActionDraft, ActionState, ActionView
from bot.features.planning.values.initiatives import SORT, InitiativeDraft, InitiativeState, InitiativeView
from bot.features.teams import service as teams
from bot.features.teams.values import ChannelFacts, StartDraft
from tests.features.goals.factories import ANA, BEN, DEE, NOON

RETRO = UUID(int=7)
FRIDAY = date(2026, 3, 6)
TEAM = UUID(int=1)
PLATFORM = "C0PLATFORM"


def draft(team_id: UUID = TEAM, text: str = "Ask newcomers what they missed", **words: Any) -> ActionDraft:
    """An action that a retro brought about; `words` are its other fields."""
    return replace(ActionDraft(team_id=team_id, text=text, source="retro", source_id=RETRO), **words)


def action(number: int = 1, text: str = "Ask newcomers what they missed", **words: Any) -> ActionView:
    """An action of Ben's on record; `words` are its other fields."""
    known = ActionView(
        id=UUID(int=number),
        team_id=TEAM,
        text=text,
        owner=BEN,
        due=FRIDAY,
        source="retro",
        source_id=RETRO,
        state=ActionState.OPEN,
        made_by=ANA,
        made_at=NOON,
        done_at=None,
    )
    return replace(known, **words)


def initiative_draft(
    team_id: UUID = TEAM, title: str = "Write the welcome guide", **words: Any
) -> InitiativeDraft:
    """Something to work on; `words` are its other fields."""
    return replace(InitiativeDraft(team_id=team_id, title=title), **words)


def initiative(number: int = 12, title: str = "Write the welcome guide", **words: Any) -> InitiativeView:
    """An initiative on record, due on Friday; `words` are its other fields."""
    known = InitiativeView(
        id=UUID(int=number),
        team_id=TEAM,
        goal_id=None,
        number=number,
        title=title,
        description="",
        rank=number,
        due=FRIDAY,
        expected=FRIDAY,
        state=InitiativeState.PLANNED,
        made_by=ANA,
        made_at=NOON,
        changed_at=NOON,
        ended_at=None,
    )
    return replace(known, **words)


def drive(tx: Transaction, driven: InitiativeView) -> None:
    """The actor drives an initiative."""
    thing = Ownable(driven.id, SORT, driven.team_id, driven.title)
    ownership.take(tx, thing)


def start_platform(tx: Transaction, *, is_private: bool = False, present: Sequence[str] = ()) -> UUID:
    """Another team, of Dee; run as Dee. Unless it says who else is present, Ana is too, when it is public."""
    started = teams.start(tx, StartDraft(PLATFORM, "platform", is_private, "What all build on"))
    others = present or ([] if is_private else [ANA])
    teams.arrived(tx, started.id, ChannelFacts("platform", is_private), [DEE, *others])
    return started.id
