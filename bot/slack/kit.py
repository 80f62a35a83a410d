"""Blocks, and the one place where people's words are escaped.

Text that Slack parses is `Markup`. It is made by `markup()` alone, which escapes every word put into
a template, so nobody's words can become a mention, a link or a call to a whole channel. The rules are
Slack's: `&`, `<` and `>` are escaped, and `verbatim` keeps Slack from finding names and links by itself.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import LiteralString

import slackblocks as sb

from bot.delivery.values import Json, Message
from bot.slack.fitting import fitted_markup, fitted_sent, sent_length, unbroken
from bot.slack.limit_tables.messages import BLOCK_CHARACTERS
from bot.slack.pieces import PLACEHOLDER, as_json, option, plain

SECTION, HEADER, BUTTON, TITLE = 3000, 150, 75, 24  # Slack's limits, in characters
Element = sb.Element
Block = Json


class Markup(str):
    """Text in Slack's mrkdwn that is safe to send: people's words in it are escaped."""

    __slots__ = ()


def markup(template: LiteralString, **words: object) -> Markup:
    """Fill a template of ours with words of anybody: `markup("*{title}*", title=goal.title)`.

    Words that are Markup already are taken as they are; bold that a word in it would break is left out.
    """
    safe = {name: escaped(word) for name, word in words.items()}
    return Markup(unbroken(template, safe).format(**safe))


def escaped(word: object) -> Markup:
    """Words as Slack shows them to the letter."""
    if isinstance(word, Markup):
        return word
    return Markup(str(word).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def brief(words: object, most: int) -> Markup:
    """People's words in at most so many characters of a message, however their letters are escaped."""
    return cut(escaped(words), most)


def cut(text: Markup, most: int) -> Markup:
    """Mrkdwn in at most so many characters of a message; no escaped sign and no mention is cut through."""
    return Markup(fitted_sent(text, most)) if text else text


def taken(text: Markup) -> int:
    """How many characters of a message it takes, as Slack counts them."""
    return sent_length(text) - 2  # without its quotes


def room(*blocks: Block) -> int:
    """How many characters a message with these blocks has left, as Slack counts them."""
    return BLOCK_CHARACTERS - sent_length(blocks)


def lines(parts: Iterable[Markup]) -> Markup:
    """One line each."""
    return Markup("\n".join(parts))


def joined(separator: LiteralString, parts: Iterable[Markup]) -> Markup:
    """The parts on one line."""
    return Markup(separator.join(parts))


def mention(user: str) -> Markup:
    """A person's name as Slack shows it; they are notified where they can see the message."""
    return Markup(f"<@{escaped(user)}>")


def channel_name(channel: str) -> Markup:
    """A channel's name, linked."""
    return Markup(f"<#{escaped(channel)}>")


def day(moment: datetime) -> Markup:
    """A date in the reader's own zone, with UTC for clients that can't."""
    return Markup(f"<!date^{int(moment.timestamp())}^{{date_short_pretty}}|{moment:%-d %b %Y}>")


def moment(when: datetime) -> Markup:
    """A weekday, date and time in the reader's own zone, with UTC for clients that can't.

    Slack says "tomorrow" where it can and leaves out the year of what is near.
    """
    shown = "{date_long_pretty} at {time}"
    return Markup(f"<!date^{int(when.timestamp())}^{shown}|{when:%a %-d %b %Y, %H:%M} UTC>")


def quoted(words: str) -> Markup:
    """People's words set apart as a quote."""
    return Markup("\n".join(f"> {line}" for line in escaped(words).split("\n")))


def header(words: str, *, block_id: str | None = None) -> Block:
    """A heading in plain text."""
    return as_json(sb.HeaderBlock(plain(words, HEADER), block_id=block_id))


def section(text: Markup, *, block_id: str | None = None, accessory: Element | None = None) -> Block:
    """A paragraph, with at most one element beside it."""
    return as_json(sb.SectionBlock(_mrkdwn(text), block_id=block_id, accessory=accessory))


def context(*texts: Markup, block_id: str | None = None) -> Block:
    """Small grey lines."""
    return as_json(sb.ContextBlock([_mrkdwn(text) for text in texts], block_id=block_id))


def divider() -> Block:
    """A thin line."""
    return as_json(sb.DividerBlock())


def actions(*elements: Element, block_id: str | None = None) -> Block:
    """A row of buttons and menus."""
    return as_json(sb.ActionsBlock(list(elements), block_id=block_id))


def button(
    label: str,
    action_id: str,
    value: str = "",
    *,
    primary: bool = False,
    confirm: sb.ConfirmationDialogue | None = None,
) -> Element:
    """A button; what it carries in `value` is re-authorised when it is pressed."""
    return sb.Button(
        plain(label, BUTTON),
        action_id=action_id,
        value=value or None,
        style="primary" if primary else None,
        confirm=confirm,
    )


def is_primary(element: Element) -> bool:
    """Whether it is a button that stands out."""
    return isinstance(element, sb.Button) and element.style == "primary"


def confirmation(title: str, text: str, yes: str, no: str = "Not now") -> sb.ConfirmationDialogue:
    """Ask once more before something that is hard to take back."""
    return sb.ConfirmationDialogue(plain(title, 100), plain(text, 300), plain(yes, 30), plain(no, 30))


def overflow(action_id: str, choices: Sequence[tuple[str, str]]) -> Element:
    """A ⋯ menu of at most five choices, each (label, value)."""
    return sb.OverflowMenu(action_id, [option(label, value) for label, value in choices])


def menu(action_id: str, placeholder: str, choices: Sequence[tuple[str, str]]) -> sb.Element:
    """A menu of at most a hundred choices, each (label, value), that acts at once when one is chosen."""
    options = [option(label, value) for label, value in choices]
    return sb.StaticSelectMenu(action_id, options, placeholder=plain(placeholder, PLACEHOLDER))


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    callback_id: str,
    submit: str | None = None,
    close: str = "Close",
    carried: str = "",
) -> Json:
    """A modal view; `carried` comes back with the submission and holds ids, never secrets."""
    view: Json = {
        "type": "modal",
        "callback_id": callback_id,
        "title": as_json(plain(title, TITLE)),
        "close": as_json(plain(close, TITLE)),
        "blocks": list(blocks),
    }
    if submit:
        view["submit"] = as_json(plain(submit, TITLE))
    if carried:
        view["private_metadata"] = carried
    return view


def message(text: Markup, *blocks: Block) -> Message:
    """A message; `text` says the same for notifications and screen readers."""
    return Message(text=Markup(fitted_markup(text, SECTION)), blocks=blocks or (section(text),))


def _mrkdwn(text: Markup) -> sb.Text:
    return sb.Text(fitted_markup(text, SECTION), sb.TextType.MARKDOWN, verbatim=True)
