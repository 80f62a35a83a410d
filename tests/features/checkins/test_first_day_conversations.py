"""A team's first day in a Slack that keeps its tiers: everybody is asked in messages opened the day before."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

from bot.clock.recurrence import Weekly
from bot.db.transaction import Transaction
from bot.delivery.pacing import Pace
from bot.features.cadences.service import cadences
from bot.features.cadences.service.subscriptions import enroll
from bot.features.cadences.values import CadenceDraft, Kind, Rhythm
from bot.features.teams import service as teams
from bot.features.teams.values import ChannelFacts, StartDraft
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonFacts, PersonKind
from bot.sandbox.workspace import Person, WorkspaceSeed, sample_workspace
from tests.chaos.prompt_worker import PromptOrders
from tests.conversation import GARDEN, Conversation, conversation, on_sqlite
from tests.local_slack import WORKSPACE, Clock
from tests.slices import long

HURRY = 100  # Slack's minute and Cairn's pass in 0.6 seconds
MANY = 52  # more than Slack lets an app open in a minute
USERS = [f"U0MEMBER{number:02}" for number in range(MANY)]
MONDAY, SUNDAY = 0, 6


@dataclass
class HurriedClock(Clock):
    """Runs faster than the machine's."""

    began: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.began + (datetime.now(UTC) - self.began) * HURRY + self.ahead


def crowd() -> WorkspaceSeed:
    """The sample workspace with many more people, who live by the clock of London's winter."""
    people = [Person(user, user.lower(), user.title(), "Etc/UTC", "3f7d5b") for user in USERS]
    return replace(sample_workspace(), people=(*sample_workspace().people, *people))


def at_slacks_pace() -> Pace:
    """Slack's limits by the hurried clock."""
    return PromptOrders("", "", limited=True, faster=HURRY).pace


def begin(tx: Transaction) -> None:
    """A team of all of them that checks in on workdays at ten."""
    workspaces.remember(
        tx, [PersonFacts(user, user.title(), "Etc/UTC", WORKSPACE, PersonKind.MEMBER) for user in USERS]
    )
    draft = StartDraft(
        GARDEN, "garden", is_private=False, purpose="A garden all can use", chosen=tuple(USERS)
    )
    team = teams.start(tx, draft)
    teams.arrived(tx, team.id, ChannelFacts("garden", is_private=False), USERS)
    workdays = Weekly(frozenset(range(5)), anchor=tx.now.date())
    wanted = CadenceDraft(team.id, Kind.CHECKIN, Rhythm(workdays, time(10)), {"of": "members"}, {})
    enroll(tx, cadences.create(tx, wanted).id, USERS)


def move_to(talk: Conversation, weekday: int, at: time) -> None:
    """It becomes that hour of the next such day."""
    now = talk.clock()
    day = now.date() + timedelta(days=(weekday - now.weekday() - 1) % 7 + 1)
    talk.clock.ahead += datetime.combine(day, at, UTC) - now


def opened(talk: Conversation) -> list[str]:
    """Whose direct messages Cairn asked Slack to open."""
    made = [call for call in talk.sandbox.calls if call.method == "conversations.open"]
    return [str(call.arguments["users"]) for call in made]


def written_to(talk: Conversation) -> list[str]:
    """In which direct messages Cairn posted."""
    made = [call for call in talk.sandbox.calls if call.method == "chat.postMessage" and call.response["ok"]]
    return [channel for call in made if (channel := str(call.arguments["channel"])).startswith("D")]


async def until(there: Callable[[], bool]) -> None:
    """Let Cairn go on until that is so."""
    async with asyncio.timeout(60):
        while not there():  # noqa: ASYNC110 - it works by itself
            await asyncio.sleep(0.05)


@long
@on_sqlite
async def test_nobody_waits_for_their_messages_to_be_opened(database_url: str) -> None:
    slow = at_slacks_pace()
    async with conversation(database_url, clock=HurriedClock(), seed=crowd(), pace=slow) as talk:
        talk.sandbox.limit_rates(on=True)
        move_to(talk, SUNDAY, time(12))
        await talk.demo.cairn.database.edge(WORKSPACE, USERS[0]).commit(begin)
        await talk.run_job("delivery.open_ahead")
        await until(lambda: len(opened(talk)) == MANY)
        assert written_to(talk) == []
        move_to(talk, MONDAY, time(10, 1))
        await talk.run_job("checkins.ask")
        await until(lambda: len(written_to(talk)) == MANY)
        assert sorted(opened(talk)) == USERS
        assert [
            call.method for call in talk.sandbox.calls if call.response.get("error") == "ratelimited"
        ] == []
