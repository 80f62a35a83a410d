"""Who is anonymous, and who may move a retro on."""

from collections.abc import Collection

from bot.db.unsigned import ANONYMOUS_FROM


def is_anonymous(member_count: int, chosen: bool | None, last: bool | None) -> bool:
    """Whether reflections are kept without author: from five members on, unless the team wants names (P22).

    Args:
        chosen: what the starter chose, None for what is usual.
        last: what the starter of the team's last retro chose.
    """
    if member_count < ANONYMOUS_FROM:
        return False
    wanted = last if chosen is None else chosen
    return True if wanted is None else wanted


def may_move(
    actor: str | None, named: Collection[str | None], *, members: Collection[str], is_steward: bool
) -> bool:
    """Whether this person moves phases by hand: the starter and the facilitator; where none of them is a member
    any more, or the clock began it, a steward.
    """
    leading = {user for user in named if user in members}
    return actor in leading if leading else is_steward
