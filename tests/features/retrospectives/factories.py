"""Retros for tests: teams small and large, and what they wrote."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.cycles import service as cycles
from bot.features.retrospectives.values.formats import FORMATS
from bot.features.retrospectives.values.phases import Ends, Phase, Plan
from bot.features.retrospectives.values.reflections import (
    Dot,
    GroupView,
    Quote,
    ReflectionDraft,
    ReflectionView,
)
from bot.features.retrospectives.values.retro import RetroView
from bot.features.teams import service as teams
from bot.features.teams.values import ChannelFacts, StartDraft
from bot.features.voting.values import microseconds
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonFacts, PersonKind
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE, NOON, WORKSPACE

EVE, FAY = "U0EVE", "U0FAY"
SIX = (ANA, BEN, CYD, DEE, EVE, FAY)
OUTSIDER = "U0GUS"  # of the workspace, not of the team
TEAM, RETRO_ID = UUID(int=1), UUID(int=9)
WORKED, DIDNT, NEXT = "worked", "didnt", "next"
ENDS = Ends(*(NOON + timedelta(days=days) for days in (1, 2, 3, 4)))


def team_of(tx: Transaction, *users: str, channel: str = CHANNEL) -> UUID:
    """An active team of these people in a public channel; run as the first of them."""
    everybody = [*users, OUTSIDER]
    facts = [PersonFacts(user, user[2:].title(), "UTC", WORKSPACE, PersonKind.MEMBER) for user in everybody]
    workspaces.remember(tx, facts)
    started = teams.start(tx, StartDraft(channel, "answers", False, "Good answers"))
    teams.arrived(tx, started.id, ChannelFacts("answers", False), users)
    cycles.begin(tx, started.id)
    return started.id


def drafts(*texts: str, column: str = WORKED) -> list[ReflectionDraft]:
    """What somebody wrote."""
    return [ReflectionDraft(column, text) for text in texts]


def dot(user: str, emoji: str, at: datetime, *, added: bool = True) -> Dot:
    """A reaction at that moment."""
    return Dot(user, emoji, added, microseconds(at))


def retro(phase: Phase = Phase.COLLECT, **words: Any) -> RetroView:
    """A retro over days, as Ana started it; `words` are its other fields."""
    known = RetroView(
        id=RETRO_ID,
        team_id=TEAM,
        format=FORMATS[0],
        plan=Plan.DAYS,
        is_anonymous=False,
        starter=ANA,
        facilitator=None,
        leader=ANA,
        started_at=NOON,
        ends=ENDS,
        phase=phase,
        contributors=0,
        was_erased=False,
        is_revealed=phase not in {Phase.WAITING, Phase.COLLECT},
        has_no_dots=False,
    )
    return replace(known, **words)


def reflection(number: int = 1, text: str = "Answers came faster", **words: Any) -> ReflectionView:
    """A revealed reflection that nobody signed; `words` are its other fields."""
    known = ReflectionView(
        id=UUID(int=number), column=WORKED, text=text, author=None, quote=None, group_id=None
    )
    return replace(known, **words)


def quoted(text: str = "Thanks, that was quick!") -> ReflectionView:
    """A message of Ben's that Ana noted."""
    return reflection(text=text, author=ANA, quote=Quote(BEN, "https://example.slack.com/archives/C0TEAM/p1"))


def group(number: int = 1, title: str = "Faster answers", *said: ReflectionView, **words: Any) -> GroupView:
    """A group of what was said; `words` are its other fields."""
    known = GroupView(
        id=UUID(int=number),
        retro_id=RETRO_ID,
        title=title,
        reflections=said,
        dots=None,
        rank=None,
        is_top=False,
        can_vote=False,
    )
    return replace(known, **words)


MONDAY_MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
