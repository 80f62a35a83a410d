"""Forms that are handed in more than once from one window, or in two transactions."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import structlog

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.slack.visits import Submission

log = structlog.get_logger(__name__)


def of_turn(submission: Submission, turn: int) -> Edge:
    """For a form that comes back in the same window: Slack gives that one id, and each turn is taken in once."""
    return replace(submission.edge, once=f"{submission.edge.once}#{turn}")


def apart(submission: Submission) -> Edge:
    """For what has to be committed beside the submission itself, and does nothing twice."""
    return replace(submission.edge, once=None)


async def is_counted(
    submission: Submission, count: Callable[[Transaction, UUID], object], about: UUID
) -> bool:
    """Count whoever just handed in words without their name, in a transaction apart from that of the words.

    Whatever goes wrong here, the words are kept: nobody must read that nothing was.
    """
    try:
        await apart(submission).commit(count, about)
    except Exception as error:  # noqa: BLE001 - logged without its words: they may tell who wrote what
        log.warning("contributor not counted", kind=type(error).__name__)
        return False
    return True
