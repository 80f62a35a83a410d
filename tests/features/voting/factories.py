"""Ballots and facts to test with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from bot.db.database import Database
from bot.db.subscriptions import Subscriptions
from bot.db.transaction import Transaction
from bot.features.teams import service as teams
from bot.features.teams.events import GuestsRuled, MemberJoined, MemberLeft
from bot.features.teams.values import ChannelFacts, StartDraft
from bot.features.voting import service
from bot.features.voting.values import Ballot, CastResult, Fact, Tally, microseconds
from bot.features.workspaces.events import PersonChanged

P = ParamSpec("P")
T = TypeVar("T")
WORKSPACE, CHANNEL = "TCAIRN", "CGOALS"
UTC_ZONE = ZoneInfo("UTC")

OPENED = datetime(2026, 3, 2, 9, tzinfo=UTC)
DEADLINE = OPENED + timedelta(days=2)
START, END = microseconds(OPENED), microseconds(DEADLINE)
TEAM, ROUND = UUID(int=1), UUID(int=2)


def make_ballot(
    *,
    opened_at: datetime = OPENED,
    deadline: datetime = DEADLINE,
    completed: int | None = None,
    electorate: frozenset[str] | None = None,
) -> Ballot:
    return Ballot(
        id=uuid4(),
        team_id=TEAM,
        round=ROUND,
        subject=uuid4(),
        opened_at=opened_at,
        deadline=deadline,
        steady_since=microseconds(opened_at),
        completed=completed,
        closed_at=None,
        electorate=electorate,
    )


def added(user: str, emoji: str, after: int = 1) -> Fact:
    """A reaction `after` microseconds after the opening."""
    return Fact(user, emoji, added=True, stamp=START + after)


def removed(user: str, emoji: str, after: int) -> Fact:
    return Fact(user, emoji, added=False, stamp=START + after)


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    now: datetime = OPENED

    def __call__(self) -> datetime:
        return self.now


@dataclass
class House:
    """What a service test works with; what happened to teams is told to voting, as in the app."""

    database: Database
    clock: Clock
    team: UUID = field(default_factory=uuid4)
    last: Transaction | None = None

    async def commit(
        self,
        use_case: Callable[Concatenate[Transaction, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """As the clock, who sees every team."""
        return await self.database.edge(WORKSPACE).commit(use_case, *args, **kwargs)

    async def commit_as(
        self,
        actor: str,
        use_case: Callable[Concatenate[Transaction, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        return await self.database.edge(WORKSPACE, actor).commit(use_case, *args, **kwargs)

    async def ballot(self, subject: UUID | None = None) -> UUID:
        """Open a ballot of the team's one round; gives its subject."""
        subject = subject or uuid4()
        await self.commit(service.open_ballot, team_id=self.team, round=ROUND, subject=subject, zone=UTC_ZONE)
        return subject

    async def cast(self, subject: UUID, *facts: Fact) -> CastResult:
        """Hand in the facts in this order; gives what came of the last."""
        results = [await self.commit_as(fact.user, service.cast, subject, fact) for fact in facts]
        return results[-1]

    async def tally(self, subject: UUID) -> Tally:
        return (await self.commit(service.tallies, [subject]))[subject]

    async def close_due(self) -> list[bool]:
        """What the clock's job does."""
        due = await self.database.read_across(service.due)
        return [await self.commit(service.close, ballot_id) for _, ballot_id in due]


async def make_house(database: Database, clock: Clock, *people: str) -> House:
    """A house with one team, of Ava, Ben and Cleo where nobody else is named."""
    house = House(database, clock)
    subscriptions = Subscriptions()
    subscriptions.on(MemberJoined, service.member_joined)
    subscriptions.on(MemberLeft, service.member_left)
    subscriptions.on(GuestsRuled, service.guests_ruled)
    subscriptions.on(PersonChanged, service.person_changed)
    database.before_commit = (subscriptions.run,)
    house.team = await house.commit_as("UAVA", make_team, people or ("UAVA", "UBEN", "UCLEO"))
    return house


def make_team(tx: Transaction, people: tuple[str, ...]) -> UUID:
    """A team with these members, the first of whom starts it."""
    draft = StartDraft(CHANNEL, "goals", is_private=False, purpose="Shorter waits")
    team = teams.start(tx, draft)
    teams.arrived(tx, team.id, ChannelFacts("goals", is_private=False), present=list(people))
    return team.id
