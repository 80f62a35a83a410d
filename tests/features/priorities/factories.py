"""A team that votes on goals, what its transactions asked to show, and a Slack that knows reactions."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from sqlalchemy import update

from bot.db.database import Edge
from bot.db.transaction import Show, Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.values import State
from bot.features.goals import service as goals
from bot.features.goals.values import GOAL_CARD, GoalView
from bot.features.parts import Parts
from bot.features.priorities import service
from bot.features.voting.values import SCALE, Fact, Standing, Tally, microseconds
from tests.features.goals.factories import CHANNEL, NOON, WORKSPACE, draft

CAIRN = "U0CAIRN"


@dataclass
class Clock:
    """What time it is for Cairn; it stands still until a test moves it."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Garden:
    """A team with goals to vote on.

    Attributes:
        shown: what transactions asked to show, in order; several times where they asked so.
        touched: subjects of goal cards that the newest transaction wants drawn anew.
    """

    parts: Parts
    clock: Clock
    team: UUID = field(default_factory=uuid4)
    shown: list[Show] = field(default_factory=list)
    touched: set[UUID] = field(default_factory=set)

    def as_(self, user: str | None) -> Edge:
        return self.parts.database.edge(WORKSPACE, user)

    def note(self, tx: Transaction) -> None:
        self.shown += tx.shown
        self.touched = {UUID(touch.subject) for touch in tx.touched if touch.kind == GOAL_CARD}

    def notes(self, kind: str) -> list[Show]:
        return [show for show in self.shown if show.kind == kind]

    async def propose(self, user: str, title: str = "Members get an answer within a day") -> GoalView:
        """A goal whose card stands in the channel."""
        goal = await self.as_(user).commit(goals.propose, draft(title, team_id=self.team))
        await self.as_(None).commit(post_card, goal.id)
        return goal

    async def react(self, user: str, goal: GoalView, emoji: str, *, added: bool = True) -> None:
        """A reaction on the goal's card; each comes a second after the one before."""
        self.clock.now += timedelta(seconds=1)
        fact = Fact(user, emoji, added=added, stamp=microseconds(self.clock.now))
        await self.as_(user).commit(service.take, goal.id, fact)


def post_card(tx: Transaction, goal_id: UUID) -> None:
    """As if delivery had posted the goal's card."""
    tx.session.execute(
        update(SurfaceRow)
        .where(SurfaceRow.subject == str(goal_id))
        .values(state=State.SHOWN, slack_channel=CHANNEL, slack_ts=f"1772452800.{goal_id.int % 10**6:06}")
    )


def standing(
    counts: tuple[int, int, int, int] = (2, 2, 1, 0),
    *,
    rank: int | None = 2,
    is_closed: bool = False,
    has_quorum: bool = True,
) -> Standing:
    """A ballot's place, 7 people being entitled to vote."""
    heard = sum(counts)
    weights = sum(choice.weight * count for choice, count in zip(SCALE, counts, strict=True))
    closes_at = NOON + timedelta(days=2)
    tally = Tally(counts, 7, weights / heard if heard else None, has_quorum, is_closed, closes_at)
    return Standing(UUID(int=3), tally, rank=rank, among=5)


@dataclass
class SlackWithReactions(AsyncWebClient):
    """Answers reactions.get from memory.

    Attributes:
        reactions: emoji name to the people who put it on any message.
        refusal: Slack's word for why it doesn't answer.
    """

    reactions: dict[str, list[str]] = field(default_factory=dict)
    refusal: str = ""
    asked: int = 0

    def __post_init__(self) -> None:
        super().__init__(token="xoxb-test", retry_handlers=[])

    async def api_call(self, api_method: str, **_: Any) -> AsyncSlackResponse:
        assert api_method == "reactions.get"
        self.asked += 1
        shown = [
            {"name": name, "users": users, "count": len(users)} for name, users in self.reactions.items()
        ]
        data = {"ok": not self.refusal, "error": self.refusal, "message": {"reactions": shown}}
        response = AsyncSlackResponse(
            client=self, http_verb="POST", api_url="", req_args={}, data=data, headers={}, status_code=200
        )
        if self.refusal:
            raise SlackApiError("refused", response)  # type: ignore[no-untyped-call]  # the SDK leaves it untyped
        return response
