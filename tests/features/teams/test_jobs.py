"""Going into channels and seeing who is there, against a Slack in memory."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from aiohttp import ClientError

from bot.db.database import Database, Edge
from bot.delivery.surfaces import surfaces_of
from bot.features.teams import service
from bot.features.teams.jobs import LOOKED_UP, PAUSE, Arrivals
from bot.features.teams.values import INVITE_NOTE, TEAM_CARD, TeamState, TeamView
from bot.slack.directory import Directory
from tests.features.teams.factories import CHANNEL, PRIVATE, start_team
from tests.features.workspaces.factories import ANA, BEN, CAIRN, CYD, Clock, SlackInMemory, many, slack_user

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])  # their SQL is tested with the services

As = Callable[[str | None], Edge]


@pytest.fixture
def arrivals(database: Database, directory: Directory) -> Arrivals:
    return Arrivals(database, directory)


@pytest.fixture
async def started(as_: As, slack: SlackInMemory) -> UUID:
    """A team in a public channel of Ana, Ben and a bot; Cairn isn't there yet."""
    slack.channels[CHANNEL] = {"name": "open"}
    slack.present[CHANNEL] = [ANA, BEN, "U0ROBOT", CAIRN]
    slack.users["U0ROBOT"] = slack_user("U0ROBOT", is_bot=True)
    return await as_(ANA).commit(start_team)


async def team(as_: As, team_id: UUID) -> TeamView:
    return await as_(None).read(service.team_by_id, team_id)


async def test_cairn_joins_a_public_channel_and_the_team_is_active(
    as_: As, slack: SlackInMemory, arrivals: Arrivals, started: UUID
) -> None:
    await arrivals.settle_teams()
    assert slack.calls("conversations.join") == [CHANNEL]
    assert (await team(as_, started)).state is TeamState.ACTIVE
    assert await as_(BEN).read(service.members, started) == (ANA, BEN)
    assert len(await as_(None).read(surfaces_of, TEAM_CARD, str(started))) == 1


async def test_a_settled_team_is_left_alone(slack: SlackInMemory, arrivals: Arrivals, started: UUID) -> None:
    await arrivals.settle_teams()
    asked = len(slack.asked)
    await arrivals.settle_teams()
    await arrivals.refresh_teams()
    assert len(slack.asked) == asked


async def test_a_channel_that_cairn_is_in_is_not_joined(
    as_: As, slack: SlackInMemory, arrivals: Arrivals
) -> None:
    slack.channels[PRIVATE] = {"name": "closed", "is_private": True, "is_member": True}
    slack.present[PRIVATE] = [ANA, CAIRN]
    private = await as_(ANA).commit(start_team, PRIVATE, is_private=True)
    await arrivals.settle_teams()
    assert slack.calls("conversations.join") == []
    seen = await team(as_, private)
    assert (seen.state, seen.channel_name, seen.is_private) == (TeamState.ACTIVE, "closed", True)


@pytest.mark.parametrize("refusal", ["channel_not_found", "not_in_channel", "is_archived"])
async def test_a_channel_that_is_closed_to_cairn_waits_for_an_invitation(
    as_: As, slack: SlackInMemory, arrivals: Arrivals, started: UUID, refusal: str
) -> None:
    slack.refusals["conversations.info"] = refusal
    await arrivals.settle_teams()
    assert (await team(as_, started)).state is TeamState.WAITING
    slack.refusals.clear()
    await as_(None).commit(service.present, CHANNEL, CAIRN)
    await arrivals.settle_teams()
    assert (await team(as_, started)).state is TeamState.ACTIVE
    assert len(await as_(None).read(surfaces_of, INVITE_NOTE, str(started))) == 1


@pytest.mark.parametrize("facts", [{"is_private": True}, {"is_archived": True}], ids=["private", "archived"])
async def test_what_can_be_seen_but_not_joined_waits(
    as_: As, slack: SlackInMemory, arrivals: Arrivals, started: UUID, facts: dict[str, object]
) -> None:
    slack.channels[CHANNEL] = {"name": "open", **facts}
    await arrivals.settle_teams()
    assert (await team(as_, started)).state is TeamState.WAITING
    assert slack.calls("conversations.join") == []


@pytest.mark.parametrize("refusal", ["ratelimited", "fatal_error", ClientError(), TimeoutError()])
@pytest.mark.parametrize("method", ["conversations.info", "conversations.join", "conversations.members"])
async def test_when_slack_can_not_answer_the_team_is_tried_again_later(
    slack: SlackInMemory, arrivals: Arrivals, started: UUID, method: str, refusal: str | Exception
) -> None:
    slack.refusals[method] = refusal
    await arrivals.settle_teams()
    asked = len(slack.asked)
    slack.refusals.clear()
    await arrivals.settle_teams()
    assert len(slack.asked) == asked


async def test_a_pause_later_the_team_arrives(
    as_: As, slack: SlackInMemory, arrivals: Arrivals, clock: Clock, started: UUID
) -> None:
    slack.refusals["conversations.members"] = "ratelimited"
    await arrivals.settle_teams()
    slack.refusals.clear()
    clock.passes(PAUSE)
    await arrivals.settle_teams()
    assert (await team(as_, started)).state is TeamState.ACTIVE


async def test_one_teams_trouble_is_not_anothers(
    as_: As, slack: SlackInMemory, arrivals: Arrivals, started: UUID
) -> None:
    slack.channels["C0NEXT"] = {"name": "next"}
    slack.present["C0NEXT"] = [ANA]
    slack.refusals[f"conversations.info {CHANNEL}"] = "ratelimited"
    following = await as_(ANA).commit(start_team, "C0NEXT")
    await arrivals.settle_teams()
    assert (await team(as_, following)).state is TeamState.ACTIVE


async def test_somebody_slack_will_not_tell_of_is_taken_for_a_person(
    as_: As, slack: SlackInMemory, arrivals: Arrivals, started: UUID
) -> None:
    slack.refusals[f"users.info {BEN}"] = "user_not_found"
    await arrivals.settle_teams()
    assert await as_(ANA).read(service.members, started) == (ANA, BEN)


async def test_a_crowd_comes_in_pages_and_is_looked_up_by_and_by(
    as_: As, slack: SlackInMemory, arrivals: Arrivals, started: UUID
) -> None:
    slack.present[CHANNEL] = many(450, ANA)
    await arrivals.settle_teams()
    assert len(slack.calls("conversations.members")) == 3
    assert len(slack.calls("users.info")) == LOOKED_UP
    assert (await team(as_, started)).member_count == 1


async def test_the_daily_look_finds_what_events_did_not_tell(
    as_: As, slack: SlackInMemory, arrivals: Arrivals, started: UUID, clock: Clock
) -> None:
    await arrivals.settle_teams()
    slack.channels[CHANNEL] = {"name": "renamed", "is_member": True}
    slack.present[CHANNEL] = [ANA, CYD, CAIRN]
    clock.passes(service.READ_AGAIN)
    await arrivals.refresh_teams()
    seen = await team(as_, started)
    assert (seen.channel_name, seen.state) == ("renamed", TeamState.ACTIVE)
    assert await as_(ANA).read(service.members, started) == (ANA,)
    assert await as_(CYD).read(service.team_in, CHANNEL) is not None


async def test_the_daily_look_never_walks_into_a_channel_that_cairn_was_sent_out_of(
    as_: As, slack: SlackInMemory, arrivals: Arrivals, started: UUID, clock: Clock
) -> None:
    await arrivals.settle_teams()
    clock.passes(service.READ_AGAIN)
    await arrivals.refresh_teams()  # conversations.info still says that Cairn is no member
    assert slack.calls("conversations.join") == [CHANNEL]
    assert (await team(as_, started)).state is TeamState.ASLEEP


async def test_who_leaves_while_the_channel_is_read_stays_out(
    as_: As, slack: SlackInMemory, arrivals: Arrivals, started: UUID, clock: Clock
) -> None:
    async def ben_leaves(method: str) -> None:
        if method == "conversations.members":
            await as_(None).commit(service.absent, CHANNEL, BEN, clock.now)
            clock.passes(timedelta(seconds=1))

    slack.before = ben_leaves
    await arrivals.settle_teams()
    assert await as_(ANA).read(service.members, started) == (ANA,)
