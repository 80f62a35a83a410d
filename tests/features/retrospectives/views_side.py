"""What a look back shows, for tests: reading it, and what fills it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from bot.delivery.values import Json, Message
from bot.features.planning.values.actions import ActionState, ActionView
from bot.features.retrospectives.values.reflections import TEXT_MOST, ReflectionView
from tests.features.goals.factories import ANA, BEN, NOON
from tests.features.retrospectives.factories import (
    RETRO_ID,
    TEAM,
    quoted,
    reflection,
)


def payload(message: Message) -> Json:
    return {"text": message.text, "blocks": list(message.blocks)}


def said(message: Message) -> str:
    return str(payload(message))


def action(text: str = "Mend the hose", state: ActionState = ActionState.OPEN) -> ActionView:
    return ActionView(
        id=UUID(int=5),
        team_id=TEAM,
        text=text,
        owner=BEN,
        due=date(2026, 5, 2),
        source="retro",
        source_id=RETRO_ID,
        state=state,
        made_by=ANA,
        made_at=NOON,
        done_at=None,
    )


def many(words: str, count: int, *, first: int = 1) -> tuple[ReflectionView, ...]:
    """Reflections of all kinds, as long as they may be."""
    text = words[:TEXT_MOST] or "-"
    kinds = (reflection(text=text), quoted(text), reflection(text=text, author=ANA, column="gone"))
    return tuple(replace(kinds[number % 3], id=UUID(int=first + number)) for number in range(count))
