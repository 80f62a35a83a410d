"""Slack's door to priorities: reactions on goal cards, `/vote`, and the Vote button."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Surface
from bot.features.priorities import service, views
from bot.features.teams.views import no_team
from bot.features.voting.values import Fact
from bot.slack.reactions import Reaction
from bot.slack.stamps import stamp_of
from bot.slack.visits import Answer, Command, Press, identity


def on_reaction(tx: Transaction, surface: Surface, reaction: Reaction) -> None:
    """Somebody reacted on a goal's card, within the transaction that admits the event."""
    fact = Fact(reaction.user, reaction.emoji, reaction.added, reaction.stamp)
    posted = stamp_of(surface.ts) if surface.ts else None
    service.take(tx, UUID(surface.subject), fact, posted=posted)


async def open_votes(command: Command) -> Answer:
    """`/vote`."""
    votes = await command.read(service.open_votes, command.channel)
    return views.open_votes(votes) if votes else no_team(command.channel, command.channel_name)


async def open_how_to_vote(_: Command) -> Answer:
    """`/vote help`."""
    return views.how_to_vote()


async def on_vote(press: Press) -> Answer:
    """The Vote button of bare `/cairn`."""
    return views.open_votes(await press.read(service.open_votes_of, identity(press.value)))
