"""Short answers about a retro, for one person."""

from bot.delivery.values import Json, Message
from bot.features.retrospectives.values.reflections import DOTS_EACH
from bot.features.retrospectives.values.retro import RetroView
from bot.features.retrospectives.views import ids, parent
from bot.slack import kit
from bot.slack.kit import Markup, markup


def started(retro: RetroView) -> Json:
    """The same form came twice: what the first one began."""
    said = markup("*It has begun*, as you sent it: {format}.", format=retro.format.name)
    return kit.modal("Look back together", [kit.section(said)], callback_id=ids.SUBMIT_START)


def running(retro: RetroView, address: str) -> Message:
    """How far the team's retro is, and where.

    Args:
        address: of its message in the channel, empty while it is nowhere.
    """
    where = markup("<{address}|Its thread>", address=address) if address else markup("Its thread")
    said = markup("A look back is running in this team. {where} is in the channel.", where=where)
    return kit.message(
        said, kit.section(said), kit.section(parent.steps(retro)), kit.section(parent.now(retro))
    )


def too_many_dots() -> Message:
    """Told once a retro, to whoever put a sixth dot."""
    return kit.message(
        markup(
            "That is more than {each} dots in this retro, so your first {each} count and the rest don't. "
            "Take one back where it matters less, and the next one counts.",
            each=DOTS_EACH,
        )
    )


def parent_gone(retro: RetroView, channel: str, *, is_back: bool) -> Message:
    """To whoever leads it: somebody deleted the message that the retro's thread hangs under."""
    said = markup(
        "The message of your look back ({format}) was deleted in {channel}. Everything that was added is still on "
        "record.",
        format=retro.format.name,
        channel=kit.channel_name(channel),
    )
    again = kit.actions(kit.button("Post it again", ids.POST_AGAIN, str(retro.id)))
    done = kit.context(markup("It was posted again."))
    return kit.message(said, kit.section(said), done if is_back else again)


def menu_line(retro: RetroView) -> Markup:
    """What bare `/cairn` says while reflections are collected."""
    ends = retro.phase_ends
    until = markup(" until {end}", end=kit.moment(ends)) if ends else Markup()
    return markup("The team looks back: reflections are collected{until}", until=until)
