"""Readings together as messages, and what the team's card says of them."""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.goals import service as goals
from bot.features.teams import service as teams
from bot.features.teams.values import TeamState
from bot.features.thresholds.service import talks
from bot.features.together.service import reading, rhythm
from bot.features.together.values import TogetherView
from bot.features.together.views import message
from bot.features.together.views.message import ShownTogether
from bot.features.together.views.rhythm import card_part
from bot.slack.sections import Part


def draw_reading(tx: Transaction, surface: Surface) -> Message | None:
    """The surface READING; not sent any more once its time is over."""
    read = reading.together(tx, UUID(surface.subject))
    if surface.ts is None and not read.is_open:
        return None
    return message.together_message(shown(tx, read))


def draw_prompts(_: Transaction, __: Surface) -> Message:
    """The surface PROMPTS."""
    return message.prompts()


def add_to_card(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """When each team reads together; nothing while it sleeps."""
    at_work = [one for one in team_ids if teams.team_by_id(tx, one).state is TeamState.ACTIVE]
    return {team_id: card_part(rhythm.rhythm_for(tx, team_id)) for team_id in at_work}


def shown(tx: Transaction, read: TogetherView) -> ShownTogether:
    """A reading with what its message tells."""
    figures = reading.figures(tx, read)
    read_of = {one.indicator.id for one in figures}
    known = goals.goals_by_id(tx, {one.indicator.goal_id for one in figures})
    return ShownTogether(
        read,
        [one for one in figures if one.indicator.goal_id in known],
        sorted(known.values(), key=lambda goal: goal.number),
        [talk for talk in talks.open_on(tx, read.goal_ids) if talk.indicator_id in read_of],
    )
