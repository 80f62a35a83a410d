"""Where features register what they answer to; the Bolt app is made from these tables."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.errors import Fault
from bot.slack.visits import Answer, Command, Happening, Press, Shortcut, Submission

V = TypeVar("V")
Handler = Callable[[V], Awaitable[Answer]]
Saved = Callable[[Submission, str | None], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Verb:
    """One word after a slash command.

    Args:
        name: the word; an empty name answers the bare command.
        does: one line of help.
        example: what a person might type.
        also: other words for it.
        place: where it stands in help; those of the same place stand as they were registered.
    """

    name: str
    does: str
    example: str
    handle: Handler[Command]
    also: tuple[str, ...] = ()
    place: int = 0


@dataclass(frozen=True, slots=True)
class FormDoor:
    """What takes a submitted modal, and what shows the saved thing when the same one comes again."""

    submit: Handler[Submission]
    saved: Saved


@dataclass(slots=True)
class Doors:
    """Everything the app answers to, by the ids Slack sends."""

    commands: dict[str, dict[str, Verb]] = field(default_factory=dict)
    presses: dict[str, Handler[Press]] = field(default_factory=dict)
    forms: dict[str, FormDoor] = field(default_factory=dict)
    shortcuts: dict[str, Handler[Shortcut]] = field(default_factory=dict)
    events: dict[str, list[Handler[Happening]]] = field(default_factory=dict)

    def command(
        self,
        command: str,
        verb: str,
        handle: Handler[Command],
        *,
        does: str,
        example: str,
        also: tuple[str, ...] = (),
        place: int = 0,
    ) -> None:
        """Answer `/command verb …`; `also` are other words for the same verb, and an empty verb the bare command."""
        verbs = self.commands.setdefault(command, {})
        _claim(verbs, verb, Verb(verb, does, example, handle, also, place))

    def press(self, action_id: str, handle: Handler[Press]) -> None:
        """Answer a button or menu by its action id."""
        _claim(self.presses, action_id, handle)

    def form(self, callback_id: str, submit: Handler[Submission], *, saved: Saved) -> None:
        """Take a submitted modal; `saved` gets the id the first handling recorded, when Slack sends it again."""
        _claim(self.forms, callback_id, FormDoor(submit, saved))

    def shortcut(self, callback_id: str, handle: Handler[Shortcut]) -> None:
        """Answer a message or global shortcut."""
        _claim(self.shortcuts, callback_id, handle)

    def event(self, kind: str, handle: Handler[Happening]) -> None:
        """Hear an event. Several rooms may hear one: each gets it, in an edge of its own."""
        self.events.setdefault(kind, []).append(handle)


T = TypeVar("T")


def _claim(table: dict[str, T], name: str, door: T) -> None:
    if name in table:
        raise Fault(f"two rooms answer to {name!r}")
    table[name] = door
