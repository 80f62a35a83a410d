"""What the clock says, and what it asks Slack before."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.features.attention.jobs import AT_ONCE, PAUSE, Herald
from bot.features.attention.rules import INTRODUCTION
from bot.features.attention.service import hours, notices
from bot.features.attention.values import AvailabilityDraft
from bot.features.parts import Expects
from bot.features.workspaces import service as workspaces
from bot.slack.directory import Directory
from tests.conversation import on_sqlite
from tests.features.attention.factories import HINT, berlin, shown_to
from tests.features.workspaces.factories import (
    ANA,
    BEN,
    CAIRN,
    CAIRN_BOT,
    ELSEWHERE,
    WORKSPACE,
    Clock,
    SlackInMemory,
    slack_user,
)

pytestmark = on_sqlite
As = Callable[[str], Edge]


@dataclass
class Quieter(SlackInMemory):
    """Also answers dnd.teamInfo."""

    dnd: Mapping[str, object] = field(default_factory=dict)

    def _found(self, method: str, subject: str, cursor: str) -> dict[str, object]:
        if method == "dnd.teamInfo":
            return {"users": self.dnd}
        return super()._found(method, subject, cursor)


@pytest.fixture
def slack() -> Quieter:
    return Quieter()


@pytest.fixture
def expects() -> list[Expects]:
    return []


@pytest.fixture
def herald(database: Database, slack: Quieter, expects: list[Expects]) -> Herald:
    async def client_of(workspace: str) -> Quieter | None:
        return slack if workspace == WORKSPACE else None

    return Herald(database, Directory(client_of), expects)


async def test_what_waits_is_said(herald: Herald, by_clock: Edge, slack: Quieter) -> None:
    await by_clock.commit(notices.ask, ANA, HINT, "offer", key="1")
    await herald.release()
    await herald.release()
    assert await by_clock.read(shown_to, ANA) == [(HINT, "offer")]
    assert len(slack.calls("dnd.teamInfo")) == 1


async def test_slack_is_asked_nothing_while_nothing_waits(herald: Herald, slack: Quieter) -> None:
    await herald.release()
    assert slack.asked == []


async def test_who_is_not_to_be_disturbed_is_left_alone_until_then(
    herald: Herald, by_clock: Edge, slack: Quieter, clock: Clock
) -> None:
    ends = berlin(3, 14)
    slack.dnd = {
        ANA: {
            "dnd_enabled": True,
            "next_dnd_start_ts": int(berlin(3, 11).timestamp()),
            "next_dnd_end_ts": int(ends.timestamp()),
        }
    }
    await by_clock.commit(notices.ask, ANA, HINT, "offer", key="1")
    await herald.release()
    assert await by_clock.read(shown_to, ANA) == []
    clock.now = ends
    await herald.release()
    assert await by_clock.read(shown_to, ANA) == [(HINT, "offer")]


async def test_the_status_is_asked_of_those_who_follow_it(
    herald: Herald, as_: As, by_clock: Edge, slack: Quieter
) -> None:
    for user in (ANA, BEN):
        status = {"status_emoji": ":palm_tree:", "status_text": "Vacationing", "status_expiration": 0}
        slack.users[user] = slack_user(user, profile=status)
        await by_clock.commit(notices.ask, user, HINT, f"for {user}", key=user)
    await as_(ANA).commit(hours.set_availability, AvailabilityDraft(follows_status=True))
    await herald.release()
    assert slack.calls("users.info") == [ANA]
    assert await by_clock.read(shown_to, ANA) == []


async def test_what_cairn_says_by_itself_waits_for_the_check_in_of_the_day(
    herald: Herald, by_clock: Edge, expects: list[Expects], clock: Clock
) -> None:
    asked: list[Mapping[str, date]] = []

    def on_tuesday(_: Transaction, days: Mapping[str, date]) -> Collection[str]:
        asked.append(days)
        return [user for user, day in days.items() if day == date(2026, 3, 3)]

    expects.append(on_tuesday)
    await by_clock.commit(notices.mention, ANA, HINT, "card gone", key="1")
    await herald.release()
    assert asked == [{ANA: date(2026, 3, 3)}]
    assert await by_clock.read(shown_to, ANA) == []
    clock.now = berlin(4, 9)
    await herald.release()
    assert await by_clock.read(shown_to, ANA) == [(HINT, "card gone")]


async def test_a_workspace_that_fails_is_tried_later_and_holds_no_other_up(
    herald: Herald, database: Database, by_clock: Edge, clock: Clock
) -> None:
    other = database.edge(ELSEWHERE)
    await other.commit(workspaces.install, name="Elsewhere", bot_user=CAIRN, bot_id=CAIRN_BOT)
    await other.commit(notices.ask, ANA, HINT, "no token", key="1")
    clock.passes(timedelta(seconds=1))
    await by_clock.commit(notices.ask, ANA, HINT, "offer", key="1")
    await herald.release()
    assert await by_clock.read(shown_to, ANA) == [(HINT, "offer")]
    assert await database.read_across(notices.due, most=9) == []
    clock.passes(PAUSE)
    assert await database.read_across(notices.due, most=9) == [(ELSEWHERE, ANA)]


async def test_a_great_many_people_take_several_runs(herald: Herald, by_clock: Edge, clock: Clock) -> None:
    users = [f"U1{number:03}" for number in range(AT_ONCE + 1)]
    for user in users:
        await by_clock.commit(notices.ask, user, HINT, "offer", key=user)
    clock.passes(INTRODUCTION)
    await herald.release()
    assert sum([len(await by_clock.read(shown_to, user)) for user in users]) == AT_ONCE
    await herald.release()
    assert sum([len(await by_clock.read(shown_to, user)) for user in users]) == len(users)
