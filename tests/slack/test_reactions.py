from collections.abc import AsyncIterator
from datetime import datetime

import psycopg
import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Session

from bot.db.base import new_id
from bot.db.database import Database
from bot.db.inbox import Received
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.values import Json, State, Surface
from bot.errors import Fault
from bot.slack.doors import Doors
from bot.slack.reactions import Place, Reaction, ReactionRouter, reaction_of
from tests.databases import open_database
from tests.slack.signed import Slack, slack_with

EVENT: Json = {
    "type": "reaction_added",
    "user": "U0LENA",
    "reaction": "thumbsup::skin-tone-3",
    "item": {"type": "message", "channel": "C1", "ts": "5.000001"},
    "event_ts": "1700000000.000200",
}
LENAS = Reaction("U0LENA", "thumbsup::skin-tone-3", added=True, stamp=1_700_000_000_000_200)


class Room:
    """A feature that notes what it is handed."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, Reaction]] = []
        self.noted: list[tuple[Place, str]] = []

    def take(self, _: Transaction, surface: Surface, reaction: Reaction) -> None:
        self.taken.append((surface.subject, reaction))

    def note(self, _: Transaction, place: Place, reaction: Reaction) -> None:
        self.noted.append((place, reaction.emoji))


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = open_database(database_url)
    yield database
    await database.close()


@pytest.fixture
async def slack(database: Database, room: Room) -> AsyncIterator[Slack]:
    router = ReactionRouter()
    router.register("card", room.take)
    router.register_anywhere("memo", room.note)
    doors = Doors()
    doors.event("reaction_added", router.on_reaction)
    doors.event("reaction_removed", router.on_reaction)
    async with slack_with(doors, database) as slack:
        yield slack


async def surface(database: Database, **fields: object) -> None:
    """A card in C1, posted unless the fields say otherwise."""
    row = {
        "id": new_id(),
        "workspace": "T1",
        "kind": "card",
        "subject": "goal",
        "audience": "C1",
        "key": str(new_id()),
        "state": State.SHOWN,
        "slack_channel": "C1",
        "slack_ts": "5.000001",
        **fields,
    }
    await database.write_across(_insert, row)


def _insert(session: Session, _: datetime, row: dict[str, object]) -> None:
    session.execute(insert(SurfaceRow), [row])


def _inbox(session: Session, _: datetime) -> int:
    return session.scalar(select(func.count()).select_from(Received)) or 0


async def test_a_reaction_goes_to_the_room_of_the_card(slack: Slack, database: Database, room: Room) -> None:
    await surface(database)
    assert (await slack.event(EVENT)).status_code == 200
    removed = {**EVENT, "type": "reaction_removed", "event_ts": "1700000001.000000"}
    await slack.event(removed, "Ev2")
    assert room.taken == [
        ("goal", LENAS),
        ("goal", Reaction("U0LENA", "thumbsup::skin-tone-3", added=False, stamp=1_700_000_001_000_000)),
    ]


async def test_the_same_event_again_is_left_to_the_room_which_keeps_a_set(
    slack: Slack, database: Database, room: Room
) -> None:
    await surface(database)
    for _ in range(3):
        assert (await slack.event(EVENT)).status_code == 200
    assert set(room.taken) == {("goal", LENAS)}
    assert await database.read_across(_inbox) == 0


async def test_messages_that_are_not_ours_are_nobodys_business(
    slack: Slack, database: Database, room: Room
) -> None:
    await surface(database, slack_ts="6.0")
    await surface(database, slack_channel="C2")
    await surface(database, workspace="T2")
    assert (await slack.event(EVENT)).status_code == 200
    assert room.taken == []


async def test_cards_that_take_no_reactions_leave_them(slack: Slack, database: Database, room: Room) -> None:
    await surface(database, kind="notice")
    assert (await slack.event(EVENT)).status_code == 200
    assert room.taken == []


@pytest.mark.parametrize("emoji", ["memo", "memo::skin-tone-2"])
async def test_an_emoji_taken_anywhere_needs_no_message_of_ours(slack: Slack, room: Room, emoji: str) -> None:
    assert (await slack.event({**EVENT, "reaction": emoji})).status_code == 200
    await slack.event(EVENT, "Ev2")
    assert room.noted == [(Place("C1", "5.000001"), emoji)]


@pytest.mark.parametrize("state", [State.SENDING, State.UNKNOWN])
async def test_a_reaction_before_its_message_is_recorded_comes_again(
    slack: Slack, database: Database, room: Room, state: State
) -> None:
    await surface(database, state=state, slack_ts=None)
    assert (await slack.event(EVENT)).status_code == 500
    await surface(database)
    assert (await slack.event(EVENT)).status_code == 200
    assert room.taken == [("goal", LENAS)]


@pytest.mark.parametrize("database_kind", ["postgres"])  # SQLite's one writer lets nobody in between
async def test_a_message_that_is_recorded_between_two_looks_is_not_overlooked(
    slack: Slack, database: Database, room: Room
) -> None:
    await surface(database, state=State.SENDING, slack_ts=None)
    recorded: list[str] = []

    @listens_for(database.engines.writer, "after_cursor_execute")
    def record(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM surface" in statement and not recorded:
            recorded.append(statement)
            with psycopg.connect(database.url) as other:
                other.execute("UPDATE surface SET state = 'shown', slack_ts = '5.000001'")

    assert (await slack.event(EVENT)).status_code == 200
    assert room.taken == [("goal", LENAS)]


async def test_what_is_being_posted_elsewhere_delays_nobody(slack: Slack, database: Database) -> None:
    await surface(database, state=State.SENDING, slack_ts=None, slack_channel="C2")
    await surface(database, state=State.SENDING, slack_ts=None, workspace="T2")
    assert (await slack.event(EVENT)).status_code == 200


async def test_a_reaction_to_a_file_has_no_message(slack: Slack, room: Room) -> None:
    event = {**EVENT, "item": {"type": "file", "file": "F1"}}
    assert (await slack.event(event)).status_code == 200
    assert room.taken == []


def test_two_rooms_can_not_take_the_same_cards(room: Room) -> None:
    router = ReactionRouter()
    router.register("card", room.take)
    with pytest.raises(Fault, match="card"):
        router.register("card", room.take)


def test_an_event_without_a_moment_is_the_oldest() -> None:
    assert reaction_of({"type": "reaction_added"}) == Reaction("", "", added=True, stamp=0)
