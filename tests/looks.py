"""What people look at often: the use cases behind the commands, with what every room adds."""

from collections.abc import Callable
from functools import partial

from bot.db.transaction import Transaction
from bot.delivery.values import Message
from bot.features.goals.surfaces import GoalBoard
from bot.features.ownership.surfaces import GapBoard
from bot.features.parts import Parts
from bot.features.planning.service import showing
from bot.features.planning.service.backlog import backlog_in
from bot.features.planning.views.backlog import backlog_message
from bot.features.teams import service as teams

Look = Callable[[Transaction, str], Message]


def looks(parts: Parts) -> dict[str, Look]:
    """By what people type; each is given a channel."""
    goals, gaps = GoalBoard(parts.sections, parts.sayings), GapBoard(parts.sections)
    return {
        "/goal list": partial(_found, goals, ""),
        "/goal show 2": partial(_found, goals, "2"),
        "/goal show 19": partial(_found, goals, "19"),
        "/goal show part 0019": partial(_found, goals, "part 0019"),
        "/goal backlog": _backlog,
        "/goal gaps": partial(_gaps, gaps),
    }


def _found(board: GoalBoard, words: str, tx: Transaction, channel: str) -> Message:
    return board.found(tx, teams.required_team_in(tx, channel).id, words)


def _backlog(tx: Transaction, channel: str) -> Message:
    page = backlog_in(tx, channel, "")
    around = showing.around(tx, page.look.team_id)
    return backlog_message(
        page, around.goals, reader=tx.actor or "", today=around.today, is_member=around.is_member
    )


def _gaps(board: GapBoard, tx: Transaction, channel: str) -> Message:
    return board.everything(tx, teams.required_team_in(tx, channel).id)
