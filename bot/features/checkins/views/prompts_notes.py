"""Short messages around a check-in: where it is, when it comes again, and what a message could not answer."""

from bot.delivery.values import Message
from bot.features.checkins.values.prompts import PromptState, PromptView
from bot.features.checkins.views import prompts_ids as ids
from bot.slack import kit
from bot.slack.kit import Markup, markup


def elsewhere(prompt: PromptView, *, is_handed_on: bool) -> Message:
    """What stands where a prompt was that was put off, or that came again further down."""
    if prompt.state is PromptState.WAITING:
        said = markup("I'll ask again {when}.", when=kit.moment(prompt.send_at))
        return _with_now(said)
    if is_handed_on:
        return _with_now(markup("I'll ask again tomorrow, or on the next of your days."))
    said = markup("This check-in is further down.")
    return kit.message(said, kit.context(said))


def on_its_way() -> Message:
    """The answer to `/checkin now` that brought a new message."""
    return kit.message(markup("Your check-in is in our messages, just now: look for Cairn under *Apps*."))


def in_messages(channel: str, ts: str) -> Message:
    """The answer to `/checkin now` when the message is there."""
    address = f"https://slack.com/archives/{channel}/p{ts.replace('.', '')}"
    return kit.message(markup("Your check-in is <{address}|in our messages>.", address=address))


def hint() -> Message:
    """The answer to a direct message that answers nothing."""
    said = markup(
        "Thank you for writing. There is no check-in open that your message could answer, so I kept nothing of it. "
        "`/checkin now` starts one, `/goal propose` puts a goal forward, and `/cairn help` shows the rest."
    )
    return kit.message(said)


def _with_now(said: Markup) -> Message:
    return kit.message(said, kit.section(said, accessory=kit.button("Answer now", ids.NOW)))
