"""Looking people up."""

import pytest
from aiohttp import ClientError

from bot.db.database import Database, Edge
from bot.features.workspaces import service
from bot.features.workspaces.jobs import AT_ONCE, Acquaintance
from bot.features.workspaces.values import PersonKind
from bot.slack.directory import Directory
from tests.features.workspaces.factories import ANA, BEN, SlackInMemory, many, slack_user

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])  # their SQL is tested with the services


@pytest.fixture
def acquaintance(database: Database, directory: Directory) -> Acquaintance:
    return Acquaintance(database, directory)


async def kinds(edge: Edge, *users: str) -> list[PersonKind]:
    known = await edge.read(service.people, users)
    return [known[user].kind for user in users]


async def test_strangers_become_known(edge: Edge, slack: SlackInMemory, acquaintance: Acquaintance) -> None:
    slack.users[BEN] = slack_user(BEN, is_bot=True)
    await edge.commit(service.meet, [ANA, BEN])
    await acquaintance.look_up_people()
    assert await kinds(edge, ANA, BEN) == [PersonKind.MEMBER, PersonKind.BOT]
    await acquaintance.look_up_people()
    assert sorted(slack.calls("users.info")) == [ANA, BEN]


async def test_who_slack_will_not_tell_of_does_not_keep_others_waiting(
    edge: Edge, slack: SlackInMemory, acquaintance: Acquaintance
) -> None:
    slack.refusals[f"users.info {ANA}"] = "user_not_found"
    await edge.commit(service.meet, [ANA, BEN])
    await acquaintance.look_up_people()
    await acquaintance.look_up_people()
    assert await kinds(edge, ANA, BEN) == [PersonKind.UNKNOWN, PersonKind.MEMBER]
    assert slack.calls("users.info").count(ANA) == 1


async def test_a_crowd_is_looked_up_a_few_at_a_time(
    edge: Edge, slack: SlackInMemory, acquaintance: Acquaintance
) -> None:
    await edge.commit(service.meet, many(AT_ONCE + 3))
    await acquaintance.look_up_people()
    assert len(slack.asked) == AT_ONCE
    await acquaintance.look_up_people()
    assert len(slack.asked) == AT_ONCE + 3


async def test_when_slack_asks_to_wait_the_rest_waits_for_the_next_run(
    edge: Edge, slack: SlackInMemory, acquaintance: Acquaintance
) -> None:
    slack.refusals["users.info"] = "ratelimited"
    await edge.commit(service.meet, [ANA, BEN])
    await acquaintance.look_up_people()
    assert len(slack.asked) == 1
    slack.refusals.clear()
    await acquaintance.look_up_people()
    assert await kinds(edge, ANA, BEN) == [PersonKind.MEMBER] * 2


async def test_what_was_learnt_before_slack_broke_off_is_kept(
    edge: Edge, slack: SlackInMemory, acquaintance: Acquaintance
) -> None:
    await edge.commit(service.meet, [ANA, BEN])
    slack.refusals["users.info"] = ClientError()
    with pytest.raises(ClientError):
        await acquaintance.look_up_people()
    slack.refusals.clear()
    await acquaintance.look_up_people()
    assert await kinds(edge, ANA, BEN) == [PersonKind.MEMBER] * 2
