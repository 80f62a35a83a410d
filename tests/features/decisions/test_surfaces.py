"""A decision's card and the note of its deletion, also while its team sleeps."""

from collections.abc import Callable
from uuid import UUID

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import Message
from bot.features.attention.service import notices
from bot.features.decisions import service, surfaces
from bot.features.decisions.values import DECISION_CARD, DECISION_GONE
from bot.features.teams.channels import channel_closed
from tests.features.decisions.factories import draft
from tests.features.goals.factories import ANA, CHANNEL

As = Callable[[str | None], Edge]


async def test_a_card_that_waits_is_drawn_though_its_team_fell_asleep(team: UUID, as_: As) -> None:
    logged = await as_(ANA).commit(service.log, draft(team_id=team))
    await as_(None).commit(channel_closed, CHANNEL)
    drawn = await as_(None).read(_card_drawn, logged.decision.id)
    assert "We answer in English first" in drawn.text


async def test_a_card_deleted_while_the_team_sleeps_is_told_all_the_same(team: UUID, as_: As) -> None:
    logged = await as_(ANA).commit(service.log, draft(team_id=team))
    await as_(None).commit(channel_closed, CHANNEL)
    await as_(None).commit(_tell_gone, logged.decision.id)
    note = await as_(None).read(_note_drawn, logged.decision.id)
    assert f"was deleted in <#{CHANNEL}>" in note.text


def _card_drawn(tx: Transaction, decision_id: UUID) -> Message:
    (surface,) = surfaces_of(tx, DECISION_CARD, str(decision_id))
    return surfaces.draw_card(tx, surface)


def _tell_gone(tx: Transaction, decision_id: UUID) -> None:
    (surface,) = surfaces_of(tx, DECISION_CARD, str(decision_id))
    surfaces.tell_gone(tx, surface)
    notices.release(tx, [ANA])


def _note_drawn(tx: Transaction, decision_id: UUID) -> Message:
    (surface,) = surfaces_of(tx, DECISION_GONE, str(decision_id))
    return surfaces.draw_gone(tx, surface)
