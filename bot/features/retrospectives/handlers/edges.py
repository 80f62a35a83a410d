"""Edges of forms that are handed in more than once, or in two transactions."""

from dataclasses import replace

from bot.db.database import Edge
from bot.slack.visits import Submission


def of_turn(submission: Submission, turn: int) -> Edge:
    """For a form that comes back in the same window: Slack gives that one id, and each turn is taken in once."""
    return replace(submission.edge, once=f"{submission.edge.once}#{turn}")


def apart(submission: Submission) -> Edge:
    """For what has to be committed beside the submission itself, and does nothing twice."""
    return replace(submission.edge, once=None)
