"""Cadences for tests, and a team at work in several zones."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from uuid import UUID

from bot.clock.recurrence import Schedule, Weekly
from bot.db.transaction import Transaction
from bot.features.cadences.values import CadenceDraft, Kind, Rhythm, ZonePolicy
from bot.features.teams import service as teams
from bot.features.teams.values import ChannelFacts, StartDraft
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonFacts, PersonKind

WORKSPACE = "T0CAIRN"
CHANNEL = "C0TEAM"
ANA, BEN, CYD, DEE = "U0ANA", "U0BEN", "U0CYD", "U0DEE"  # Ana starts the team; Dee isn't in it
ZONES = {ANA: "Europe/Amsterdam", BEN: "America/New_York", CYD: "Asia/Tokyo", DEE: "Europe/Amsterdam"}
MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TUESDAYS = Weekly(frozenset({1}), anchor=MONDAY)
DAILY = Weekly(frozenset(range(7)), anchor=MONDAY)
TEN = time(10)


def utc(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of March 2026."""
    return datetime(2026, 3, day, hour, minute, second, tzinfo=UTC)


def march(day: int) -> date:
    return date(2026, 3, day)


def rhythm(schedule: Schedule = TUESDAYS, at: time = TEN, zones: ZonePolicy = ZonePolicy.OWN) -> Rhythm:
    return Rhythm(schedule, at, zones)


def draft(
    team_id: UUID,
    when: Rhythm | None = None,
    *,
    kind: Kind = Kind.CHECKIN,
    who: Mapping[str, object] | None = None,
) -> CadenceDraft:
    return CadenceDraft(team_id, kind, when or rhythm(), who or {"of": "members"}, {"asks": ["learned"]})


def facts(user: str, zone: str | None = None, kind: PersonKind = PersonKind.MEMBER) -> PersonFacts:
    return PersonFacts(user, user[2:].title(), ZONES[user] if zone is None else zone, WORKSPACE, kind)


def remember(tx: Transaction, *people: PersonFacts) -> None:
    workspaces.remember(tx, people)


def team_at_work(tx: Transaction, channel: str = CHANNEL) -> UUID:
    """An active team of Ana, Ben and Cyd; run as Ana."""
    workspaces.remember(tx, [facts(user) for user in ZONES])
    started = teams.start(tx, StartDraft(channel, "answers", is_private=False, purpose="Good answers"))
    teams.arrived(tx, started.id, ChannelFacts("answers", is_private=False), [ANA, BEN, CYD])
    return started.id
