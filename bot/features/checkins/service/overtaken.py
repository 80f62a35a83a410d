"""Prompts that a newer message of the same person came after: what they still are, and what became of them."""

from datetime import date

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surface_by_key
from bot.features.checkins.models.prompts import Prompt
from bot.features.checkins.repository.overtaken import Overtaken
from bot.features.checkins.repository.prompts import Prompts
from bot.features.checkins.values.prompts import PROMPT, OccasionState, PromptState, PromptView


def never_came(tx: Transaction, prompt: PromptView) -> bool:
    """Whether it was put off, and Slack took no message when it was to come again, until that day was over."""
    if prompt.state is not PromptState.SHOWN or not prompt.turn or tx.now < prompt.expires_at:
        return False
    surface = surface_by_key(tx, prompt.key)
    return surface is None or surface.ts is None


def is_overtaken(tx: Transaction, prompt: PromptView) -> bool:
    """Whether every team that it waits for asked again since, with a message of its own."""
    waiting = {one.team_id for one in prompt.occasions if one.state is OccasionState.OPEN}
    return bool(waiting) and waiting <= Overtaken(tx).asked_since(prompt)


def part_of(tx: Transaction, prompt: PromptView) -> date | None:
    """The day of the message that all it asked is part of now; None where it still asks, or nobody does."""
    return None if prompt.occasions else next(iter(reversed(Overtaken(tx).joined_by(prompt))), None)


def lost(tx: Transaction, user: str) -> list[Prompt]:
    """Those of a person that were to come again and never came."""
    return [row for row in Overtaken(tx).stale(user) if never_came(tx, Prompts(tx).view(row))]


def redraw(tx: Transaction, newest: Prompt) -> None:
    """What is open further up says of which day it is, once there is something newer."""
    for prompt_id in Overtaken(tx).latest(newest.user):
        if prompt_id != newest.id:
            tx.touch(PROMPT, prompt_id)
