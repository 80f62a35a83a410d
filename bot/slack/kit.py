"""Blocks, and the one place where people's words are escaped.

Text that Slack parses is `Markup`. It is made by `markup()` alone, which escapes every word put into
a template, so nobody's words can become a mention, a link or a call to a whole channel. The rules are
Slack's: `&`, `<` and `>` are escaped, and `verbatim` keeps Slack from finding names and links by itself.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import LiteralString, cast

import slackblocks as sb

from bot.delivery.values import Json, Message
from bot.slack.fitting import fitted, fitted_markup

SECTION, HEADER, BUTTON, OPTION, HINT, TITLE = 3000, 150, 75, 75, 2000, 24  # Slack's limits, in characters
RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Element = sb.Element
Block = Json


class Markup(str):
    """Text in Slack's mrkdwn that is safe to send: people's words in it are escaped."""

    __slots__ = ()


def markup(template: LiteralString, **words: object) -> Markup:
    """Fill a template of ours with words of anybody: `markup("*{title}*", title=goal.title)`.

    Words that are Markup already are taken as they are.
    """
    return Markup(template.format(**{name: escaped(word) for name, word in words.items()}))


def escaped(word: object) -> Markup:
    """Words as Slack shows them to the letter."""
    if isinstance(word, Markup):
        return word
    return Markup(str(word).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


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
    """A date and time in the reader's own zone, with UTC for clients that can't."""
    shown = "{date_short_pretty} at {time}"
    return Markup(f"<!date^{int(when.timestamp())}^{shown}|{when:%-d %b %Y, %H:%M} UTC>")


def quoted(words: str) -> Markup:
    """People's words set apart as a quote."""
    return Markup("\n".join(f"> {line}" for line in escaped(words).split("\n")))


def header(words: str, *, block_id: str | None = None) -> Block:
    """A heading in plain text."""
    return _json(sb.HeaderBlock(_plain(words, HEADER), block_id=block_id))


def section(text: Markup, *, block_id: str | None = None, accessory: Element | None = None) -> Block:
    """A paragraph, with at most one element beside it."""
    return _json(sb.SectionBlock(_mrkdwn(text), block_id=block_id, accessory=accessory))


def context(*texts: Markup, block_id: str | None = None) -> Block:
    """Small grey lines."""
    return _json(sb.ContextBlock([_mrkdwn(text) for text in texts], block_id=block_id))


def divider() -> Block:
    """A thin line."""
    return _json(sb.DividerBlock())


def actions(*elements: Element, block_id: str | None = None) -> Block:
    """A row of buttons and menus."""
    return _json(sb.ActionsBlock(list(elements), block_id=block_id))


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
        _plain(label, BUTTON),
        action_id=action_id,
        value=value or None,
        style="primary" if primary else None,
        confirm=confirm,
    )


def confirmation(title: str, text: str, yes: str, no: str = "Not now") -> sb.ConfirmationDialogue:
    """Ask once more before something that is hard to take back."""
    return sb.ConfirmationDialogue(_plain(title, 100), _plain(text, 300), _plain(yes, 30), _plain(no, 30))


def overflow(action_id: str, choices: Sequence[tuple[str, str]]) -> Element:
    """A ⋯ menu of at most five choices, each (label, value)."""
    return sb.OverflowMenu(action_id, [_option(label, value) for label, value in choices])


def line_input(
    block_id: str,
    label: str,
    *,
    initial: str = "",
    placeholder: str = "",
    hint: str = "",
    most: int = 300,
    optional: bool = False,
    paragraph: bool = False,
    focus: bool = False,
) -> Block:
    """A text field; `most` is its longest length in characters (Slack's own limit: 3,000)."""
    element = sb.PlainTextInput(
        action_id=_action_of(block_id),
        initial_value=fitted(initial, most) if initial else None,
        multiline=paragraph,
        max_length=most,
        placeholder=_plain(placeholder, 150) if placeholder else None,
        focus_on_load=focus,
    )
    return _input(block_id, label, element, hint=hint, optional=optional)


def choice_input(
    block_id: str,
    label: str,
    choices: Sequence[tuple[str, str]],
    *,
    initial: str | None = None,
    optional: bool = False,
) -> Block:
    """A menu to choose one from, each choice (label, value)."""
    options = [_option(label, value) for label, value in choices]
    first = next(
        (option for (_, value), option in zip(choices, options, strict=True) if value == initial), None
    )
    return _input(
        block_id,
        label,
        sb.StaticSelectMenu(_action_of(block_id), options, initial_option=first),
        optional=optional,
    )


def choices_input(
    block_id: str,
    label: str,
    choices: Sequence[tuple[str, str]],
    *,
    initial: Sequence[str] = (),
    optional: bool = True,
) -> Block:
    """A menu to choose several from, at most a hundred, each choice (label, value)."""
    options = [_option(label, value) for label, value in choices]
    chosen = [option for (_, value), option in zip(choices, options, strict=True) if value in initial]
    menu = sb.StaticMultiSelectMenu(_action_of(block_id), options, initial_options=chosen or None)
    return _input(block_id, label, menu, optional=optional)


def checkbox_input(
    block_id: str, label: str, choices: Sequence[tuple[str, str]], *, checked: frozenset[str] = frozenset()
) -> Block:
    """Boxes to tick, at most ten, each (label, value)."""
    options = [_option(label, value) for label, value in choices]
    ticked = [option for (_, value), option in zip(choices, options, strict=True) if value in checked]
    return _input(
        block_id, label, sb.CheckboxGroup(_action_of(block_id), options, ticked or None), optional=True
    )


def person_input(
    block_id: str, label: str, *, initial: str | None = None, hint: str = "", optional: bool = False
) -> Block:
    """A menu of the workspace's people; it also offers bots and guests, so check who was chosen."""
    menu = sb.UserSelectMenu(_action_of(block_id), initial_user=initial)
    return _input(block_id, label, menu, hint=hint, optional=optional)


def people_input(
    block_id: str, label: str, *, initial: Sequence[str] = (), hint: str = "", optional: bool = False
) -> Block:
    """Like person_input, for several people."""
    menu = sb.UserMultiSelectMenu(_action_of(block_id), initial_users=list(initial) or None)
    return _input(block_id, label, menu, hint=hint, optional=optional)


def date_input(
    block_id: str, label: str, *, initial: str | None = None, hint: str = "", optional: bool = False
) -> Block:
    """A calendar day, without a zone; read it in the person's own."""
    return _input(
        block_id,
        label,
        sb.DatePicker(_action_of(block_id), initial_date=initial),
        hint=hint,
        optional=optional,
    )


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
        "title": _json(_plain(title, TITLE)),
        "close": _json(_plain(close, TITLE)),
        "blocks": list(blocks),
    }
    if submit:
        view["submit"] = _json(_plain(submit, TITLE))
    if carried:
        view["private_metadata"] = carried
    return view


def message(text: Markup, *blocks: Block) -> Message:
    """A message; `text` says the same for notifications and screen readers."""
    return Message(text=Markup(fitted_markup(text, SECTION)), blocks=blocks or (section(text),))


def _input(block_id: str, label: str, element: Element, *, hint: str = "", optional: bool = False) -> Block:
    shown = _plain(hint, HINT) if hint else None
    return _json(
        sb.InputBlock(_plain(label, HINT), element, block_id=block_id, hint=shown, optional=optional)
    )


def _action_of(block_id: str) -> str:
    return block_id.split("#", maxsplit=1)[0]


def _option(label: str, value: str) -> sb.Option:
    return sb.Option(_plain(label, OPTION), value)


def _mrkdwn(text: Markup) -> sb.Text:
    return sb.Text(fitted_markup(text, SECTION), sb.TextType.MARKDOWN, verbatim=True)


def _plain(words: str, limit: int) -> sb.Text:
    return sb.Text(fitted(words, limit), sb.TextType.PLAINTEXT, emoji=True)


def _json(part: sb.Block | sb.Text) -> Json:
    """As Slack reads it, without the random block id that slackblocks gives a block which was given none."""
    found = cast("Json", part._resolve())  # noqa: SLF001 - slackblocks' own way out, public only as a JSON string
    if _is_random(found.get("block_id")):
        del found["block_id"]
    return found


def _is_random(block_id: object) -> bool:
    return isinstance(block_id, str) and bool(RANDOM_ID.fullmatch(block_id))
