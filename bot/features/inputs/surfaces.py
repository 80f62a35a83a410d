"""Input rounds as messages, and their place on a team's card and menu and on goal cards."""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.inputs import forms
from bot.features.inputs.service import lost, reading
from bot.features.inputs.views import message, notices, thread
from bot.features.teams import service as teams
from bot.slack.sections import Part


def draw_round(tx: Transaction, surface: Surface) -> Message:
    """The surface ROUND."""
    return message.round_message(reading.round_by_id(tx, UUID(surface.subject)))


def draw_page(tx: Transaction, surface: Surface) -> Message | None:
    """The surface PAGE."""
    return thread.page_message(reading.page(tx, *forms.page_of(surface.subject)))


def draw_sorted(tx: Transaction, surface: Surface) -> Message | None:
    """The surface SORTED; its subject names the round and who gave something to it."""
    round_id, _, author = surface.subject.partition("/")
    return notices.sorted_for_one(reading.sorted_for(tx, UUID(round_id), author))


def draw_gone(tx: Transaction, surface: Surface) -> Message:
    """The surface ROUND_GONE; it says so when the message is back."""
    asked = reading.round_by_id(tx, UUID(surface.subject))
    channel = teams.team_by_id(tx, asked.team_id).channel
    return notices.round_gone(asked, channel, is_back=lost.has_message(tx, asked.id))


def tell_gone(tx: Transaction, surface: Surface) -> None:
    """Somebody deleted a round's message."""
    lost.message_gone(tx, UUID(surface.subject))


def add_to_card(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What rounds add to a team's card: where to add something while one is open, and while goals are drafted, where
    to ask for it.
    """
    asks = {
        team_id: Part(buttons=(message.ask_button(team_id),)) for team_id in reading.drafting(tx, team_ids)
    }
    return asks | _open(tx, team_ids)


def add_to_menu(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What rounds add to the menu of bare `/cairn`: the open one, and what waits for an answer of the reader's."""
    parts = _open(tx, team_ids)
    for team_id, waiting in reading.waiting_for(tx, tx.actor or "", team_ids).items():
        known = parts.get(team_id, Part())
        sort = message.sort_button(waiting.round_id, waiting.page)
        line = message.waiting_line(waiting)
        parts[team_id] = Part(lines=(*known.lines, line), buttons=(*known.buttons, sort))
    return parts


def at_closing(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What waits for an answer when the team's cycle is closed."""
    waiting = reading.unsorted(tx, team_ids)
    return {team_id: Part(lines=(message.at_closing(count),)) for team_id, count in waiting.items()}


def add_to_goals(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What rounds add to a goal's details: how many inputs there are about it, and how they ended."""
    about = reading.outcomes_about(tx, goal_ids)
    return {goal_id: Part(lines=(notices.goal_line(outcomes),)) for goal_id, outcomes in about.items()}


def _open(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    return {
        team_id: Part(lines=(message.open_line(asked),), buttons=(message.add_button(asked.id),))
        for team_id, asked in reading.open_rounds(tx, team_ids).items()
    }
