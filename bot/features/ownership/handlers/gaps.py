"""What of a team's is nobody's, shown to whoever asks."""

from dataclasses import dataclass

from bot.db.transaction import Transaction
from bot.delivery.values import Message
from bot.errors import NotFound
from bot.features.ownership.handlers.places import place_of
from bot.features.ownership.surfaces import GapBoard
from bot.features.ownership.values import Gap
from bot.features.teams import service as teams
from bot.features.teams.doorway import offering_a_team
from bot.slack.doors import Handler
from bot.slack.visits import Answer, Command, Press, Replaced, identity


@dataclass(frozen=True, slots=True)
class GapDoor:
    """What is answered with findings as the rooms above extend them."""

    board: GapBoard

    @property
    def by_command(self) -> Handler[Command]:
        """`/goal gaps`."""
        return offering_a_team(self._by_command)

    async def open_gaps(self, press: Press) -> Answer:
        """*Gaps* on the board and in the menu."""
        return await press.read(self.board.everything, identity(press.value))

    async def open_page(self, press: Press) -> Answer:
        """*All 17*, *More* and *Back*, in a channel or in a view."""
        where, first = place_of(press.value)
        team, _, kind = where.partition(":")
        shown = await press.read(self.board.page, identity(team), _gap(kind), first)
        return Replaced(shown) if press.channel else shown

    async def _by_command(self, command: Command) -> Answer:
        return await command.read(self._in, command.channel)

    def _in(self, tx: Transaction, channel: str) -> Message:
        return self.board.everything(tx, teams.required_team_in(tx, channel).id)


def _gap(value: str) -> Gap:
    try:
        return Gap(value)
    except ValueError:
        raise NotFound("That list isn't there any more; `/goal gaps` shows what there is.") from None
