from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event
from bot.features.workspaces.values import ActivityView
from bot.slack.sayings import Sayings, by_actor


@dataclass(frozen=True, slots=True, kw_only=True)
class StoneLaid(Event):
    kind: ClassVar[str] = "cairns.stone_laid"


def entry(kind: str, actor: str | None) -> ActivityView:
    return ActivityView(UUID(int=1), datetime(2026, 3, 2, tzinfo=UTC), actor, kind, "goal", {})


def test_an_event_is_told_in_the_words_of_the_room_that_knows_it() -> None:
    sayings = Sayings()
    sayings.on(StoneLaid, by_actor("laid a stone"))
    assert str(sayings.line(entry(StoneLaid.kind, "U0ANA"))).endswith(": <@U0ANA> laid a stone")
    assert str(sayings.line(entry(StoneLaid.kind, None))).endswith(": Somebody laid a stone")
    assert sayings.line(entry("cairns.fell", "U0ANA")) is None
