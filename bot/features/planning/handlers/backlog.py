"""The Slack door of the backlog."""

from dataclasses import dataclass
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message
from bot.errors import Conflict
from bot.features.planning.handlers.initiatives import InitiativeDoor
from bot.features.planning.rules.backlog import OUT_OF_DATE, look_of, whole
from bot.features.planning.service import ranking, showing
from bot.features.planning.service.backlog import backlog, backlog_in
from bot.features.planning.values.backlog import BacklogPage, Look, Move
from bot.features.planning.views.backlog import SHOW, backlog_message
from bot.features.teams.doorway import offering_a_team
from bot.slack.visits import Answer, Command, Press, Replaced


@offering_a_team
async def open_backlog(command: Command) -> Answer:
    """`/goal backlog mine overdue #3`."""
    return await command.read(_found, command.channel, command.rest)


async def open_backlog_of(press: Press) -> Answer:
    """*Backlog* of a team in the menu of `/cairn`, or *Initiatives* of a goal on its card."""
    return await press.read(_page, look_of(press.value))


async def turn(press: Press) -> Answer:
    """*More*, *Back* and the menus: the same message shows what is looked for."""
    return Replaced(await press.read(_page, look_of(press.value)))


@dataclass(frozen=True, slots=True)
class BacklogDoor:
    """What is chosen for a row."""

    door: InitiativeDoor

    async def on_choice(self, press: Press) -> Answer:
        """The ⋯ menu of a row: the initiative itself, or the list with it in its new place."""
        verb, initiative_id, look = _choice_of(press.value)
        if verb == SHOW:
            return await self.door.details(press, initiative_id)
        await press.commit(ranking.move, initiative_id, Move(verb), look.wanted)
        return Replaced(await press.read(_page, look))


def _found(tx: Transaction, channel: str, words: str) -> Message:
    return _drawn(tx, backlog_in(tx, channel, words))


def _page(tx: Transaction, look: Look) -> Message:
    return _drawn(tx, backlog(tx, look))


def _drawn(tx: Transaction, page: BacklogPage) -> Message:
    around = showing.around(tx, page.look.team_id)
    return backlog_message(
        page, around.goals, reader=tx.actor or "", today=around.today, is_member=around.is_member
    )


def _choice_of(value: str) -> tuple[str, UUID, Look]:
    """What was chosen, for which initiative, and what is looked at."""
    verb, _, rest = value.partition(":")
    initiative_id, _, look = rest.partition(":")
    if verb not in {SHOW, *Move}:
        raise Conflict(OUT_OF_DATE)
    return verb, whole(initiative_id), look_of(look)
