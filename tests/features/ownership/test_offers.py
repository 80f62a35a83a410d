"""Offers as people make, answer and forget them."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotAllowed, NotFound, UserFacing
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.ownership import service
from bot.features.ownership.offers import answering, ending, reading
from bot.features.ownership.values import (
    OFFER,
    OFFER_ENDED,
    TAKER,
    OfferState,
    OfferView,
    Ownable,
)
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.service import install
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE
from tests.features.overlap import overlap
from tests.features.ownership.factories import told

As = Callable[[str | None], Edge]
pytestmark = pytest.mark.practice("P10")


async def driver(as_: As, goal_id: UUID) -> str | None:
    found = await as_(ANA).read(service.driver_of, goal_id)
    return found.user if found else None


async def state(as_: As, offer: OfferView) -> OfferState:
    return (await as_(ANA).read(reading.offer, offer.id)).state


async def kinds(as_: As, goal: GoalView) -> list[str]:
    """The history of a goal, beside its proposal."""
    return [entry.kind for entry in (await as_(ANA).read(workspaces.history, str(goal.id)))[1:]]


@pytest.fixture
async def offered(as_: As, proposed: GoalView) -> OfferView:
    """Cyd offers a goal that nobody drives to Ben."""
    return await as_(CYD).commit(service.offer_goal, proposed.id, BEN, "You know the people.")


async def test_who_accepts_drives_it_and_who_offered_it_hears_of_it(
    as_: As, proposed: GoalView, offered: OfferView
) -> None:
    assert await driver(as_, proposed.id) is None
    assert await as_(BEN).read(told, BEN, OFFER) == 1
    for _ in range(2):
        assert (await as_(BEN).commit(answering.accept, offered.id)).state is OfferState.ACCEPTED
    assert await driver(as_, proposed.id) == BEN
    assert await as_(CYD).read(told, CYD, OFFER_ENDED) == 1
    assert await kinds(as_, proposed) == ["ownership.offer_made", "ownership.claimed"]


async def test_a_driver_keeps_the_goal_until_it_is_accepted(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    made = await as_(BEN).commit(service.offer_goal, proposed.id, CYD, "")
    assert (made.former, await driver(as_, proposed.id)) == (BEN, BEN)
    await as_(CYD).commit(answering.accept, made.id)
    assert await driver(as_, proposed.id) == CYD


async def test_who_declines_may_say_why_and_only_who_offered_it_hears_of_it(
    as_: As, proposed: GoalView, offered: OfferView
) -> None:
    for _ in range(2):
        answered = await as_(BEN).commit(answering.decline, offered.id, "Not before June.")
    assert (answered.state, answered.why) == (OfferState.DECLINED, "Not before June.")
    assert await driver(as_, proposed.id) is None
    assert [await as_(ANA).read(told, user, OFFER_ENDED) for user in (ANA, BEN, CYD)] == [0, 0, 1]
    for verb in (answering.accept, answering.to_decline):
        with pytest.raises(Conflict, match="declined already"):
            await as_(BEN).commit(verb, offered.id)


@pytest.mark.parametrize("verb", [answering.accept, answering.to_answer])
@pytest.mark.parametrize("user", [ANA, CYD, DEE])
async def test_nobody_else_answers(
    as_: As, offered: OfferView, verb: Callable[[Transaction, UUID], object], user: str
) -> None:
    with pytest.raises(NotFound):
        await as_(user).commit(verb, offered.id)


@pytest.mark.parametrize(("user", "may"), [(CYD, True), (ANA, True), (BEN, False), (DEE, False)])
async def test_who_offered_it_and_the_stewards_take_it_back(
    as_: As, offered: OfferView, user: str, may: bool
) -> None:
    if may:
        for _ in range(2):
            await as_(user).commit(ending.take_back, offered.id)
        with pytest.raises(Conflict, match="taken back"):
            await as_(BEN).commit(answering.accept, offered.id)
        assert await as_(CYD).read(told, CYD, OFFER_ENDED) == (user != CYD)
    else:
        with pytest.raises(NotAllowed):
            await as_(user).commit(ending.take_back, offered.id)


async def test_one_thing_is_offered_to_one_person_at_a_time(
    as_: As, proposed: GoalView, offered: OfferView
) -> None:
    with pytest.raises(Conflict, match="offered to Ben already"):
        await as_(ANA).commit(service.offer_goal, proposed.id, CYD, "")
    await as_(CYD).commit(ending.take_back, offered.id)
    await as_(ANA).commit(service.offer_goal, proposed.id, CYD, "")


@pytest.mark.parametrize(
    ("taker", "why"), [(None, "member"), (DEE, "member"), (ANA, "That's you"), (BEN, "drive")]
)
async def test_a_thing_is_offered_to_another_member_who_does_not_drive_it(
    as_: As, proposed: GoalView, taker: str | None, why: str
) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    with pytest.raises(Invalid, match=why) as raised:
        await as_(ANA).commit(service.offer_goal, proposed.id, taker, "")
    assert raised.value.field == TAKER


@pytest.mark.parametrize(("user", "may"), [(BEN, True), (ANA, True), (CYD, False), (DEE, False)])
async def test_what_somebody_drives_is_offered_by_them_or_a_steward(
    as_: As, proposed: GoalView, user: str, may: bool
) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    taker = CYD if user != CYD else ANA
    if may:
        await as_(user).commit(service.offer_goal, proposed.id, taker, "")
    else:
        with pytest.raises(NotAllowed):
            await as_(user).commit(service.offer_goal, proposed.id, taker, "")


async def test_what_somebody_drove_who_left_is_anybodys_to_offer_or_claim(
    as_: As, proposed: GoalView
) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    await as_(None).commit(teams.absent, CHANNEL, BEN)
    made = await as_(CYD).commit(service.offer_goal, proposed.id, ANA, "")
    await as_(CYD).commit(service.claim, proposed.id)
    assert await driver(as_, proposed.id) == CYD
    assert await state(as_, made) is OfferState.OVERTAKEN
    assert (await kinds(as_, proposed))[-2:] == ["ownership.handed_over", "ownership.offer_withdrawn"]


@pytest.mark.parametrize(
    ("who", "became"),
    [(BEN, OfferState.ACCEPTED), (ANA, OfferState.OVERTAKEN), (CYD, OfferState.OVERTAKEN)],
)
async def test_claiming_ends_an_offer_and_who_made_it_hears_of_it_from_others(
    as_: As, proposed: GoalView, offered: OfferView, who: str, became: OfferState
) -> None:
    await as_(who).commit(service.claim, proposed.id)
    assert await state(as_, offered) is became
    assert await as_(CYD).read(told, CYD, OFFER_ENDED) == (who != CYD)


async def test_an_offer_waits_five_working_days_and_ends_without_a_word_of_blame(
    as_: As, clock: Clock, proposed: GoalView, offered: OfferView
) -> None:
    assert offered.expires_at == offered.made_at + timedelta(days=7)
    clock.now += timedelta(days=7)
    assert await as_(ANA).read(reading.pending_of, [proposed.id]) == {}
    with pytest.raises(Conflict, match="waited"):
        await as_(BEN).commit(answering.accept, offered.id)
    for _ in range(2):
        await as_(None).commit(ending.expire, offered.id)
    assert await state(as_, offered) is OfferState.EXPIRED
    assert await as_(CYD).read(told, CYD, OFFER_ENDED) == 1
    assert await driver(as_, proposed.id) is None


async def test_a_new_offer_need_not_wait_for_the_clock_to_end_the_old_one(
    as_: As, clock: Clock, proposed: GoalView, offered: OfferView
) -> None:
    clock.now += timedelta(days=8)
    await as_(ANA).commit(service.offer_goal, proposed.id, CYD, "")
    assert await state(as_, offered) is OfferState.EXPIRED


async def test_due_offers_are_found_across_workspaces(
    as_: As, clock: Clock, database: Database, offered: OfferView
) -> None:
    assert await database.read_across(reading.due, most=9) == []
    clock.now += timedelta(days=7)
    assert [found for _, found in await database.read_across(reading.due, most=9)] == [offered.id]


async def test_a_goal_that_was_taken_back_is_offered_to_nobody(as_: As, proposed: GoalView) -> None:
    await as_(ANA).commit(goals.withdraw, proposed.id)
    with pytest.raises(Conflict, match="taken back"):
        await as_(ANA).commit(service.offer_goal, proposed.id, BEN, "")


def initiative(team: UUID) -> Ownable:
    """Something of a room above."""
    return Ownable(UUID(int=77), "initiative", team, "Ask ten newcomers")


async def test_things_of_rooms_above_are_taken_offered_and_left_likewise(as_: As, team: UUID) -> None:
    one = initiative(team)
    await as_(BEN).commit(service.take, one)
    with pytest.raises(Conflict, match="Ben drives"):
        await as_(CYD).commit(service.take, one)
    made = await as_(BEN).commit(service.offer, one, CYD, "Yours?")
    await as_(CYD).commit(answering.accept, made.id)
    assert await driver(as_, one.id) == CYD
    await as_(CYD).commit(service.give_up, one)
    told_of = await as_(ANA).read(workspaces.history, str(one.id))
    changes = [entry.detail for entry in told_of if entry.kind == "ownership.driver_changed"]
    assert [(change["before"], change["after"]) for change in changes] == [
        (None, BEN),
        (BEN, CYD),
        (CYD, None),
    ]


async def test_what_is_over_is_no_load_and_its_offer_needs_no_answer(as_: As, team: UUID) -> None:
    one = initiative(team)
    await as_(BEN).commit(service.take, one)
    made = await as_(BEN).commit(service.offer, one, CYD, "")
    assert await as_(ANA).read(service.load_of, [BEN, CYD]) == {BEN: 1, CYD: 0}
    await as_(BEN).commit(service.settle, one.id)
    assert await as_(ANA).read(service.load_of, [BEN]) == {BEN: 0}
    with pytest.raises(Conflict, match="moved on"):
        await as_(CYD).commit(answering.accept, made.id)
    await as_(BEN).commit(service.settle, one.id, is_open=True)
    assert await as_(ANA).read(service.load_of, [BEN]) == {BEN: 1}


@pytest.mark.each_database
async def test_a_claim_and_an_acceptance_at_once_leave_one_driver(
    as_: As, proposed: GoalView, offered: OfferView
) -> None:
    outcomes = await asyncio.gather(
        as_(BEN).commit(answering.accept, offered.id),
        as_(ANA).commit(service.claim, proposed.id),
        as_(CYD).commit(service.claim, proposed.id),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, UserFacing) for outcome in outcomes) == 2
    assert await driver(as_, proposed.id) in (ANA, BEN, CYD)
    assert (await kinds(as_, proposed)).count("ownership.claimed") == 1


@pytest.mark.each_database
async def test_one_thing_taken_by_many_at_once_has_one_driver(as_: As, team: UUID) -> None:
    one = initiative(team)
    takes = [as_(user).commit(service.take, one) for user in (ANA, BEN, CYD) for _ in range(3)]
    outcomes = await asyncio.gather(*takes, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} <= {type(None), Conflict}
    history = await as_(ANA).read(workspaces.history, str(one.id))
    assert [entry.kind for entry in history] == ["ownership.driver_changed"]


@pytest.mark.each_database
async def test_an_offer_that_is_being_taken_back_is_not_accepted(
    as_: As, proposed: GoalView, offered: OfferView
) -> None:
    accepting = as_(BEN).commit(answering.accept, offered.id)
    outcome = await overlap(as_(CYD), lambda tx: ending.take_back(tx, offered.id), accepting)
    assert isinstance(outcome, Conflict)
    assert await driver(as_, proposed.id) is None


@pytest.mark.each_database
async def test_two_offers_of_one_thing_at_once_leave_one(as_: As, proposed: GoalView) -> None:
    outcomes = await asyncio.gather(
        as_(ANA).commit(service.offer_goal, proposed.id, BEN, ""),
        as_(ANA).commit(service.offer_goal, proposed.id, CYD, ""),
        return_exceptions=True,
    )
    assert sorted(type(outcome) is OfferView for outcome in outcomes) == [False, True]


async def test_cairn_is_offered_nothing(as_: As, proposed: GoalView) -> None:
    await as_(None).commit(install, name="Shore", bot_user="U0CAIRN", bot_id="B0CAIRN")
    with pytest.raises(Invalid, match="Cairn keeps the record"):
        await as_(ANA).commit(service.offer_goal, proposed.id, "U0CAIRN", "")
