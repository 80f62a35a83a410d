"""What ownership does when goals end, and when people leave and come back: as the app wires it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from bot.app import register_features
from bot.db.database import Database, Edge
from bot.db.transaction import Touch, Transaction
from bot.delivery.surfaces import write_surfaces
from bot.features.goals import service as goals
from bot.features.goals.values import GOAL_CARD, GoalView, Outcome
from bot.features.ownership import service
from bot.features.ownership.offers import reading
from bot.features.ownership.values import OFFER_ENDED, OfferState, OfferView
from bot.features.parts import Parts
from bot.features.teams import service as teams
from bot.features.teams.values import TEAM_CARD
from bot.features.voting import service as voting
from bot.features.workspaces.service import install, record_activity
from bot.slack.directory import Directory
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, team_at_work
from tests.features.ownership.factories import told

As = Callable[[str | None], Edge]


@pytest.fixture
async def touched(database: Database, as_: As) -> set[Touch]:
    """What the newest transaction wants drawn anew; from now on rooms hear of one another."""
    newest: set[Touch] = set()

    async def client_of(_: str) -> None:
        return None

    def note(tx: Transaction) -> None:
        newest.clear()
        newest.update(tx.touched)

    parts = register_features(Parts(database, Directory(client_of)))
    database.before_commit = (parts.subscriptions.run, record_activity, note, write_surfaces)
    await as_(None).commit(install, name="Shore", bot_user="U0CAIRN", bot_id="B0CAIRN")
    return newest


@pytest.fixture
async def team(touched: set[Touch], as_: As) -> UUID:
    """Ana, Ben and Cyd, in a public channel; all rooms heard of it."""
    return await as_(ANA).commit(team_at_work)


@pytest.fixture
async def offered(touched: set[Touch], as_: As, proposed: GoalView) -> OfferView:
    """Ben drives a goal and offers it to Cyd."""
    await as_(BEN).commit(service.claim, proposed.id)
    return await as_(BEN).commit(service.offer_goal, proposed.id, CYD, "")


async def state(as_: As, offer: OfferView) -> OfferState:
    return (await as_(ANA).read(reading.offer, offer.id)).state


async def load(as_: As) -> int:
    return (await as_(ANA).read(service.load_of, [BEN]))[BEN]


async def test_what_is_over_is_nobodys_load_until_it_goes_on(
    as_: As, proposed: GoalView, offered: OfferView
) -> None:
    await as_(ANA).commit(goals.end, proposed.id, Outcome.REACHED, "")
    assert (await state(as_, offered), await load(as_)) == (OfferState.OVERTAKEN, 0)
    await as_(ANA).commit(goals.reopen, proposed.id)
    assert await load(as_) == 1


async def test_what_was_taken_back_needs_no_answer(as_: As, proposed: GoalView, offered: OfferView) -> None:
    await as_(ANA).commit(goals.withdraw, proposed.id)
    assert (await state(as_, offered), await load(as_)) == (OfferState.OVERTAKEN, 0)


async def test_who_left_is_asked_for_nothing(as_: As, team: UUID, offered: OfferView) -> None:
    await as_(CYD).commit(teams.leave, team)
    assert await state(as_, offered) is OfferState.LEFT
    assert await as_(BEN).read(told, BEN, OFFER_ENDED) == 1


@pytest.fixture
async def voted(database: Database, as_: As, clock: Clock, offered: OfferView) -> None:
    """The vote is over, so that nobody's coming or going changes its count."""
    clock.now += timedelta(days=9)
    for _, ballot_id in await database.read_across(voting.due):
        await as_(None).commit(voting.close, ballot_id)


@pytest.mark.usefixtures("voted")
async def test_cards_and_board_say_who_left_and_who_came_back(
    as_: As, team: UUID, proposed: GoalView, touched: set[Touch]
) -> None:
    shown = {Touch(GOAL_CARD, str(proposed.id)), Touch(TEAM_CARD, str(team))}
    await as_(None).commit(teams.absent, CHANNEL, BEN)
    assert shown <= touched
    assert (await as_(ANA).read(service.owned, [proposed.id]))[proposed.id].has_left
    await as_(BEN).commit(teams.present, CHANNEL, BEN)
    await as_(BEN).commit(teams.join, team)
    assert shown <= touched
    assert not (await as_(ANA).read(service.owned, [proposed.id]))[proposed.id].has_left


async def test_the_board_says_it_when_a_goal_comes_to_need_a_driver(
    as_: As, team: UUID, proposed: GoalView, touched: set[Touch]
) -> None:
    await as_(ANA).commit(goals.commit, [proposed.id], UUID(int=9))
    assert Touch(TEAM_CARD, str(team)) in touched
