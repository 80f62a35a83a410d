"""A large team with goals to vote on, and its people's reactions as Slack tells of them."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from bot.app import register_features
from bot.db.base import Base
from bot.db.database import Database
from bot.db.migrate import migrate
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.surfaces import write_surfaces
from bot.delivery.values import Json, State
from bot.features.goals import service as goals
from bot.features.goals.values import GOAL_CARD, GoalDraft
from bot.features.parts import Parts
from bot.features.teams import service as teams
from bot.features.teams.values import ChannelFacts, StartDraft
from bot.features.voting.values import SCALE, microseconds
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonFacts, PersonKind
from bot.slack.directory import Directory
from tests.slack.signed import BOT, WORKSPACE

CHANNEL = "C0GOALS"
IDENTITY: Json = {"ok": True, "team_id": WORKSPACE, "team": "Shore", "user_id": BOT, "bot_id": "B1"}
ANSWER: Json = {**IDENTITY, "channel": CHANNEL, "ts": "1700000000.000001"}
"""One answer that suits every call of a stand-in's."""
AUTOVACUUM_THRESHOLD = 50  # changed rows; PostgreSQL's own


@dataclass(frozen=True, slots=True)
class Electorate:
    """People who may vote, and the ts of each goal's card."""

    people: tuple[str, ...]
    cards: tuple[str, ...]

    def votes(self, *, seed: int = 1) -> list[Json]:
        """Everybody but one votes once on each card, in any order; nobody has more musts than they may.

        One stays silent, because a ballot is over once all have voted.
        """
        pairs = [(voter, card) for voter in range(len(self.people) - 1) for card in range(len(self.cards))]
        random.Random(seed).shuffle(pairs)
        began = microseconds(datetime.now(UTC))
        return [
            reaction(
                self.people[voter],
                SCALE[(voter + card) % len(SCALE)].emoji,
                self.cards[card],
                stamp=began + number,
            )
            for number, (voter, card) in enumerate(pairs)
        ]


def reaction(user: str, emoji: str, ts: str, *, stamp: int) -> Json:
    """Slack's reaction_added; `stamp` (microseconds) also makes its event id."""
    return {
        "token": "verification",
        "team_id": WORKSPACE,
        "api_app_id": "A0CAIRN",
        "type": "event_callback",
        "event_id": f"Ev{stamp}",
        "event_time": stamp // 1_000_000,
        "is_ext_shared_channel": False,
        "authorizations": [{"team_id": WORKSPACE, "user_id": BOT, "is_bot": True}],
        "event": {
            "type": "reaction_added",
            "user": user,
            "reaction": emoji,
            "item_user": BOT,
            "item": {"type": "message", "channel": CHANNEL, "ts": ts},
            "event_ts": f"{stamp // 1_000_000}.{stamp % 1_000_000:06}",
        },
    }


async def settle_in(database_url: str, *, people: int, cards: int) -> Electorate:
    """Migrate the database and write a team with its goals, whose cards stand in Slack."""
    migrate(database_url)
    database = Database(database_url)

    async def no_slack(_: str) -> None:
        return None

    parts = register_features(Parts(database, Directory(no_slack)))
    database.before_commit = (parts.subscriptions.run, write_surfaces)
    users = tuple(f"U0PERSON{number:03}" for number in range(people))
    edge = database.edge(WORKSPACE, users[0])
    team = await edge.commit(_team, users)
    stamps = tuple([await edge.commit(_card, team, number) for number in range(cards)])
    await edge.commit(_shown)
    await database.write_across(_analyze)
    await database.close()
    return Electorate(users, stamps)


def _team(tx: Transaction, users: tuple[str, ...]) -> UUID:
    known = [PersonFacts(user, user.title(), "Europe/Berlin", WORKSPACE, PersonKind.MEMBER) for user in users]
    workspaces.remember(tx, known)
    draft = StartDraft(CHANNEL, "goals", is_private=False, purpose="A garden all can use", chosen=users)
    team = teams.start(tx, draft)
    teams.arrived(tx, team.id, ChannelFacts("goals", is_private=False), list(users))
    return team.id


def _card(tx: Transaction, team: UUID, number: int) -> str:
    goal = goals.propose(tx, GoalDraft(team_id=team, title=f"Halve the waits at the tap, part {number}"))
    ts = f"{int(tx.now.timestamp())}.{number:06}"
    tx.session.flush()
    write_surfaces(tx)
    at = update(SurfaceRow).where(SurfaceRow.kind == GOAL_CARD, SurfaceRow.subject == str(goal.id))
    tx.session.execute(at.values(slack_ts=ts))
    return ts


def _shown(tx: Transaction) -> None:
    """As if delivery had posted all that was asked for."""
    done = {"state": State.SHOWN, "method": None, "run_at": None, "shown_version": SurfaceRow.wanted_version}
    tx.session.execute(update(SurfaceRow).values(done))


def _analyze(session: Session, _: datetime) -> None:
    """As autovacuum does on PostgreSQL within a minute or two: until then it doesn't know how many rows there are.

    It leaves a table alone in which little changed. To analyze an empty one is worse than not to: PostgreSQL would
    plan for good to read all of it.
    """
    for table in Base.metadata.sorted_tables:
        rows = session.scalar(select(func.count()).select_from(table)) or 0
        if rows > AUTOVACUUM_THRESHOLD:
            session.execute(text(f"ANALYZE {table.name}"))
