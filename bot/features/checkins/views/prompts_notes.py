"""Short messages around a check-in: where it is, when it comes again, and what a message could not answer."""

from collections.abc import Sequence
from datetime import date

from bot.delivery.values import Message
from bot.features.checkins.values.prompts import PromptState, PromptView
from bot.features.checkins.views import prompts_ids as ids
from bot.slack import kit
from bot.slack.kit import Markup, markup
from bot.text import day_in_words, shorten

TEAMS_NAMED = 300  # characters


def elsewhere(
    prompt: PromptView, teams: Sequence[str] = (), *, part_of: date | None = None, never_came: bool = False
) -> Message:
    """What stands where a prompt was that was put off, that came again further down, or that ended meanwhile.

    Args:
        teams: the channels it is for.
        part_of: the day of the message that it became part of.
        never_came: it was to come again, and Slack took no message that day.
    """
    named = markup(" for {teams}", teams=shorten(", ".join(teams), TEAMS_NAMED)) if teams else Markup()
    of = markup(" of {day}{named}", day=day_in_words(prompt.day), named=named)
    now = kit.button("Answer now", ids.NOW, str(prompt.id))
    if prompt.state is PromptState.WAITING:
        said = markup("Your check-in{of}: I'll ask again {when}.", of=of, when=kit.moment(prompt.send_at))
        return kit.message(said, kit.section(said, accessory=now))
    if never_came:
        said = markup("Your check-in{of} was to come again, and Slack didn't take my message.", of=of)
        return kit.message(said, kit.section(said, accessory=now))
    said = markup("Your check-in{of} is further down.", of=of)
    if part_of is not None:
        newer = day_in_words(part_of)
        said = markup("Your check-in{of} is part of that of {newer} now, further down.", of=of, newer=newer)
    if prompt.state in {PromptState.QUIET, PromptState.EXPIRED}:
        said = markup(
            "This check-in was paused or ended, or its team is in another phase now, so I don't ask again."
        )
    return kit.message(said, kit.context(said))


def on_its_way() -> Message:
    """The answer to `/checkin now` that brought a new message."""
    return kit.message(markup("Your check-in is in our messages, just now: look for Cairn under *Apps*."))


def in_messages(channel: str, ts: str) -> Message:
    """The answer to `/checkin now` when the message is there."""
    address = f"https://slack.com/archives/{channel}/p{ts.replace('.', '')}"
    return kit.message(markup("Your check-in is <{address}|in our messages>.", address=address))


def welcome() -> Message:
    """The answer to a greeting, to thanks, and to a call for help."""
    return kit.message(
        markup(
            "Good to hear from you! `/checkin now` brings your check-in, and `/cairn help` shows the rest."
        )
    )


def where_to_ask() -> Message:
    """The answer to a direct message that asks not to be asked now."""
    said = markup(
        "That sounds like something for me rather than for your team, so I kept nothing of it. *Snooze*, "
        "*Skip this one* and *I'm away until …* are under your check-in, which `/checkin now` brings; "
        "`/cairn settings` keeps your days, your hours and when you're away."
    )
    return kit.message(said)


def hint() -> Message:
    """The answer to a direct message that answers nothing."""
    said = markup(
        "Thank you for writing. There is no check-in open that your message could answer, so I kept nothing of it. "
        "`/checkin now` starts one, `/goal propose` puts a goal forward, and `/cairn help` shows the rest."
    )
    return kit.message(said)
