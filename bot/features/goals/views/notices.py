"""Short answers and questions about a goal."""

from collections.abc import Sequence

from bot.delivery.values import Json, Message
from bot.features.goals.values import LINE_MOST, GoalView
from bot.features.goals.views import adopting, ids
from bot.features.goals.views.card import ShownGoal
from bot.slack import kit
from bot.slack.kit import markup
from bot.slack.sections import Part
from bot.text import shorten


def none_found(words: str) -> Message:
    """No goal of the team is meant by these words."""
    return kit.message(
        markup(
            "No goal of this team has “{words}” in its title or as its number. `/goal list` shows all of them.",
            words=shorten(words, LINE_MOST),
        )
    )


def saved(shown: ShownGoal) -> Message:
    """The same form came twice: what it saved the first time."""
    goal = shown.goal
    saying = markup("Withdrawn, as you asked") if goal.is_withdrawn else markup("Saved, as you sent it")
    said = markup("{saying}: goal *#{number}* {title}", saying=saying, number=goal.number, title=goal.title)
    edit = kit.actions(kit.button("Edit", ids.EDIT, str(goal.id)))
    return kit.message(said, kit.section(said), *((edit,) if shown.is_editable else ()))


def withdrawal_modal(goal: GoalView, parts: Sequence[Part] = (), adopted_by: Sequence[str] = ()) -> Json:
    """Ask once more before a goal is withdrawn.

    Args:
        parts: what the rooms above say becomes of theirs.
        adopted_by: channels of the teams that made it an aim of theirs; empty for one that is not to be named.
    """
    added = [line for part in parts for line in part.lines]
    told = [*added, *adopting.adopted_by(adopted_by)]
    asked = markup(
        "Withdraw *#{number}* {title}?\nIts card leaves the channel. Nobody has voted on it yet.",
        number=goal.number,
        title=goal.title,
    )
    return kit.modal(
        "Withdraw this goal",
        [kit.section(asked), *([kit.section(kit.lines(told))] if told else [])],
        callback_id=ids.SUBMIT_WITHDRAWAL,
        submit="Withdraw",
        close="Keep it",
        carried=str(goal.id),
    )


def card_gone(goal: GoalView, channel: str, *, is_back: bool) -> Message:
    """To the proposer: somebody deleted the card, and whether it was posted again since."""
    said = markup(
        "The card of your goal *#{number}* {title} was deleted in {channel}. "
        "The goal and all votes on it are still on record.",
        number=goal.number,
        title=goal.title,
        channel=kit.channel_name(channel),
    )
    again = kit.actions(kit.button("Post it again", ids.POST_AGAIN, str(goal.id)))
    done = kit.context(markup("It was posted again."))
    return kit.message(said, kit.section(said), done if is_back else again)


def earlier_card(goal: GoalView) -> Message:
    """What stays of a card whose goal was put to the vote again in a later cycle."""
    said = markup("Goal *#{number}* {title}", number=goal.number, title=goal.title)
    moved = markup(
        "This was its card in an earlier cycle. It is put to the vote again, on a card of its own further down."
    )
    return kit.message(said, kit.section(said), kit.context(moved))
