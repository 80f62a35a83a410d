from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.attention.models import Notice
from bot.features.planning.service import actions as service
from bot.features.planning.values.actions import (
    ACTION_CARD,
    ACTION_GIVEN,
    TEXT_MOST,
    ActionState,
    ActionView,
    Field,
)
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE, NOON
from tests.features.planning.factories import FRIDAY, RETRO, draft

YESTERDAY = NOON.date() - timedelta(days=1)
As = Callable[[str], Edge]


def cards(tx: Transaction) -> list[tuple[str, str | None, int]]:
    """The actions' cards: (audience, thread, version)."""
    rows = tx.session.scalars(select(SurfaceRow).where(SurfaceRow.kind == ACTION_CARD))
    return [(row.audience, row.thread_of, row.wanted_version) for row in rows]


async def kinds(as_: As, action: ActionView) -> list[str]:
    return [entry.kind for entry in await as_(ANA).read(workspaces.history, str(action.id))]


async def test_an_action_is_on_record_and_its_card_hangs_in_the_thread(as_: As, team: UUID) -> None:
    made = await as_(ANA).commit(service.add, draft(team, owner=BEN, due=FRIDAY), thread_of="retro:7")
    assert (made.owner, made.due, made.state, made.made_by) == (BEN, FRIDAY, ActionState.OPEN, ANA)
    assert await as_(CYD).read(service.action, made.id) == made
    assert await as_(ANA).read(cards) == [(CHANNEL, "retro:7", 1)]


async def test_words_are_cleaned_and_shortened(as_: As, team: UUID) -> None:
    made = await as_(ANA).commit(service.add, draft(team, "  ask\n everybody " + "x" * 5_000))
    assert made.text.startswith("ask everybody xxx")
    assert len(made.text) == TEXT_MOST


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " \u200b "}, Field.TEXT),
        ({"owner": DEE}, Field.OWNER),
        ({"due": YESTERDAY}, Field.DUE),
    ],
)
async def test_what_can_not_be_is_explained_beneath_its_field(
    as_: As, team: UUID, wrong: dict[str, Any], field: Field
) -> None:
    with pytest.raises(Invalid) as refused:
        await as_(ANA).commit(service.add, draft(team, **wrong))
    assert refused.value.field == field


async def test_observers_neither_add_nor_finish(as_: As, added: ActionView) -> None:
    with pytest.raises(NotAllowed):
        await as_(DEE).commit(service.add, draft(added.team_id))
    with pytest.raises(NotAllowed):
        await as_(DEE).commit(service.done, added.id)
    with pytest.raises(NotAllowed):
        await as_(DEE).read(service.in_hand, added.id)


async def test_an_id_made_up_by_a_client_finds_nothing(as_: As, added: ActionView) -> None:
    for refused in (service.action, service.in_hand):
        with pytest.raises(NotFound):
            await as_(BEN).read(refused, uuid4())
    with pytest.raises(NotFound):
        await as_(BEN).commit(service.done, uuid4())
    assert await as_(BEN).read(service.action, added.id) == added


async def test_done_twice_is_done_once(as_: As, added: ActionView) -> None:
    first = await as_(BEN).commit(service.done, added.id)
    assert (first.state, first.owner) == (ActionState.DONE, BEN)
    assert await as_(CYD).commit(service.done, added.id) == first
    assert (await kinds(as_, added)).count("planning.action_done") == 1
    assert await as_(ANA).read(cards) == [(CHANNEL, None, 2)]


async def test_who_says_done_of_what_somebody_took_on_is_not_taken_for_its_doer(
    as_: As, added: ActionView
) -> None:
    await as_(BEN).commit(service.take_on, added.id)
    assert (await as_(CYD).commit(service.done, added.id)).owner == BEN


async def test_what_nobody_has_is_taken_on_once(as_: As, added: ActionView) -> None:
    for _ in range(2):
        assert (await as_(BEN).commit(service.take_on, added.id)).owner == BEN
    with pytest.raises(Conflict, match="has taken this on already"):
        await as_(CYD).commit(service.take_on, added.id)
    assert await kinds(as_, added) == ["planning.action_added", "planning.action_handed_over"]
    await as_(BEN).commit(service.done, added.id)
    with pytest.raises(Conflict, match="is over"):
        await as_(CYD).commit(service.take_on, added.id)


async def test_reopened_it_was_never_done(as_: As, added: ActionView) -> None:
    await as_(BEN).commit(service.done, added.id)
    assert await as_(BEN).commit(service.reopen, added.id) == replace(added, owner=BEN)


async def test_let_go_it_is_asked_about_no_more(as_: As, added: ActionView) -> None:
    await as_(BEN).commit(service.hand_over, added.id, BEN)
    dropped = await as_(BEN).commit(service.drop, added.id)
    assert dropped.done_at is None
    assert not await as_(BEN).read(service.open_actions_of, BEN)
    assert await as_(ANA).read(service.action, added.id) == dropped


async def test_a_new_day_is_on_record_with_the_one_before(as_: As, added: ActionView) -> None:
    for day in (FRIDAY, FRIDAY, None):
        moved = await as_(BEN).commit(service.move, added.id, day)
        assert moved.due == day
    history = await as_(ANA).read(workspaces.history, str(added.id))
    assert [(one.detail["before"], one.detail["after"]) for one in history if one.kind.endswith("moved")] == [
        (None, "2026-03-06"),
        ("2026-03-06", None),
    ]


async def test_it_is_due_today_or_later_by_the_teams_clock(as_: As, team: UUID, clock: Clock) -> None:
    made = await as_(ANA).commit(service.add, draft(team, due=NOON.date()))
    with pytest.raises(Invalid) as refused:
        await as_(ANA).commit(service.move, made.id, YESTERDAY)
    assert refused.value.field == Field.DUE
    clock.now += timedelta(days=2)
    assert await as_(ANA).commit(service.move, made.id, NOON.date()) == made  # it was due then already


async def test_only_a_member_takes_it_on(as_: As, added: ActionView) -> None:
    with pytest.raises(Invalid):
        await as_(ANA).commit(service.hand_over, added.id, DEE)
    assert (await as_(ANA).commit(service.hand_over, added.id, CYD)).owner == CYD
    assert await kinds(as_, added) == ["planning.action_added", "planning.action_handed_over"]


async def test_what_is_open_of_somebody_comes_by_its_day(as_: As, team: UUID) -> None:
    days = {"whenever": None, "later": date(2026, 4, 1), "soon": FRIDAY}
    for words, day in days.items():
        await as_(ANA).commit(service.add, draft(team, words, owner=BEN, due=day))
    done = await as_(ANA).commit(service.add, draft(team, "over", owner=BEN))
    await as_(ANA).commit(service.done, done.id)
    found = await as_(BEN).read(service.open_actions_of, BEN)
    assert [action.text for action in found] == ["soon", "later", "whenever"]


async def test_who_left_the_team_is_not_asked(as_: As, team: UUID) -> None:
    await as_(ANA).commit(service.add, draft(team, owner=BEN))
    await as_(BEN).commit(teams.leave, team)
    assert not await as_(BEN).read(service.open_actions_of, BEN)


async def test_what_came_of_a_retro_is_found_by_it(as_: As, added: ActionView) -> None:
    other = await as_(ANA).commit(service.add, draft(added.team_id, source_id=UUID(int=8)))
    assert await as_(ANA).read(service.actions_from, "retro", RETRO) == [added]
    assert len(await as_(ANA).read(service.actions_from_any, "retro", [RETRO, other.source_id])) == 2


async def test_who_was_given_an_action_by_a_colleague_is_asked_and_nobody_asks_oneself(
    as_: As, team: UUID
) -> None:
    def asked(tx: Transaction) -> list[str]:
        return sorted(tx.session.scalars(select(Notice.user).where(Notice.kind == ACTION_GIVEN)))

    given = await as_(ANA).commit(service.add, draft(team, owner=BEN))
    await as_(ANA).commit(service.add, draft(team, owner=ANA))
    assert await as_(ANA).read(asked) == [BEN]
    await as_(CYD).commit(service.hand_over, given.id, CYD)
    assert await as_(ANA).read(asked) == [BEN]
    await as_(CYD).commit(service.hand_over, given.id, ANA)
    assert await as_(ANA).read(asked) == [ANA, BEN]
