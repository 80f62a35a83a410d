"""Cards, notes and menus as they are drawn from rows, with what rooms above add."""

import json
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import Message, Surface
from bot.errors import NotFound
from bot.features.teams import channels, service, surfaces, views
from bot.features.teams.surfaces import TeamBoard
from bot.features.teams.values import INVITE_NOTE, TEAM_CARD
from bot.slack import kit
from bot.slack.kit import markup
from bot.slack.sections import Part, Sections
from tests.features.teams.factories import CHANNEL, DEE, PRIVATE, PURPOSE, start_team, team_at_work
from tests.features.workspaces.factories import ANA, BEN, CAIRN, CYD

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])  # their SQL is tested with the services

As = Callable[[str | None], Edge]


def add_line(tx: Transaction, teams: Sequence[UUID]) -> Mapping[UUID, Part]:
    return {
        team: Part((markup("seen by {who}", who=tx.actor),), buttons=(kit.button("Propose", "goals.open"),))
        for team in teams
    }


@pytest.fixture
def board() -> TeamBoard:
    sections = Sections()
    for view in (views.CARD_SECTIONS, views.MENU_SECTIONS):
        sections.add(view, 10, add_line)
    return TeamBoard(sections)


async def surface(as_: As, kind: str, team: UUID) -> Surface:
    (found,) = await as_(None).read(surfaces_of, kind, str(team))
    return found


def shown(message: Message | None) -> str:
    return json.dumps(message.blocks) if message else ""


async def test_the_card_shows_the_team_and_what_rooms_above_add(
    as_: As, team: UUID, board: TeamBoard
) -> None:
    drawn = shown(await as_(None).read(board.card, await surface(as_, TEAM_CARD, team)))
    for part in (PURPOSE, "Ana, Ben and Cyd", "seen by None", "goals.open", str(team)):
        assert part in drawn


async def test_the_card_of_a_sleeping_team_can_still_be_drawn(as_: As, team: UUID, board: TeamBoard) -> None:
    await as_(None).commit(channels.channel_closed, CHANNEL)
    assert PURPOSE in shown(await as_(None).read(board.card, await surface(as_, TEAM_CARD, team)))


async def test_one_persons_copy_of_the_card_is_for_those_who_may_see_it(as_: As, board: TeamBoard) -> None:
    private = await as_(ANA).commit(team_at_work, PRIVATE, (ANA, BEN), is_private=True)
    assert "seen by U0BEN" in shown(await as_(BEN).read(board.card_of, private))
    with pytest.raises(NotFound):
        await as_(CYD).read(board.card_of, private)


async def test_the_invitation_is_gone_once_cairn_is_let_in(as_: As) -> None:
    team = await as_(ANA).commit(start_team, PRIVATE, is_private=True)
    await as_(None).commit(channels.must_wait, team)
    note = await surface(as_, INVITE_NOTE, team)
    assert "/invite @Cairn" in shown(await as_(None).read(surfaces.invite_note, note))
    await as_(None).commit(service.present, PRIVATE, CAIRN)
    assert await as_(None).read(surfaces.invite_note, note) is None


async def test_the_menu_in_a_teams_channel(as_: As, team: UUID, board: TeamBoard) -> None:
    drawn = shown(await as_(BEN).read(board.menu_in, CHANNEL, "open", BEN))
    assert "seen by U0BEN" in drawn
    assert views.JOIN not in drawn
    await as_(None).commit(service.present, CHANNEL, DEE)
    assert views.JOIN in shown(await as_(DEE).read(board.menu_in, CHANNEL, "open", DEE))


async def test_the_menu_elsewhere_leads_to_ones_teams(as_: As, team: UUID, board: TeamBoard) -> None:
    drawn = shown(await as_(BEN).read(board.menu_in, "D0BEN", "directmessage", BEN))
    assert f"<#{CHANNEL}>" in drawn
    assert views.START not in drawn
    assert views.START in shown(await as_(BEN).read(board.menu_in, "C0OTHER", "other", BEN))


async def test_the_menu_of_a_team_that_waits(as_: As, board: TeamBoard) -> None:
    team = await as_(ANA).commit(start_team, PRIVATE, is_private=True)
    await as_(None).commit(channels.must_wait, team)
    assert "/invite @Cairn" in shown(await as_(ANA).read(board.menu_in, PRIVATE, "privategroup", ANA))
