"""What a door is handed: one person's command, press, submission or shortcut, and what it may answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.values import Json, Message
from bot.errors import NotFound
from bot.slack.payloads import FormState

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Modal:
    """Show this view: opened from a message or command, updated in place from within a modal."""

    view: Json


@dataclass(frozen=True, slots=True)
class Pushed:
    """Show this view on top of the open modal, with a way back."""

    view: Json


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """Keep the form open and say under each field, by its block id, what to change."""

    sentences: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Replaced:
    """Draw the private message anew in which the button was pressed."""

    message: Message


Answer = Message | Modal | Pushed | FieldErrors | Replaced | None
"""Message: for the asker's eyes only. None: nothing to say; a submitted form closes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request of one person.

    Args:
        edge: commits and reads for this workspace and person.
        user: who asks, Slack user id.
    """

    edge: Edge
    user: str

    @property
    def workspace(self) -> str:
        return self.edge.workspace

    async def commit(
        self, use_case: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run the use case as this person's one transaction (see Edge.commit)."""
        return await self.edge.commit(use_case, *args, **kwargs)

    async def read(
        self, query: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a query with this person's eyes."""
        return await self.edge.read(query, *args, **kwargs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Visit):
    """A slash command: `/goal propose more words` has verb `propose` and rest `more words`."""

    channel: str
    channel_name: str
    verb: str
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Press(Visit):
    """A press on a button or a choice from a menu; `value` is the client's word and is re-authorised.

    Args:
        value: the button's value, the chosen option's value, or the chosen person.
        channel: where the message is; empty in a modal or Home.
        message_ts: the message's ts; empty in a modal or Home.
        form: what is entered so far, when the button is in a modal.
        carried: the view's private metadata.
    """

    value: str
    channel: str = ""
    message_ts: str = ""
    form: FormState
    carried: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Visit):
    """A submitted modal."""

    view_id: str
    form: FormState
    carried: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut(Visit):
    """A shortcut from the ⋯ menu of a message, or (with all of these empty) from anywhere.

    Args:
        text: the message's text, as Slack's mrkdwn.
        author: who wrote it, Slack user id; empty for a bot.
    """

    channel: str = ""
    message_ts: str = ""
    thread_ts: str = ""
    text: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening(Visit):
    """An event of Slack's Events API, by its own fields."""

    event: Mapping[str, object]


def identity(value: str) -> UUID:
    """The id that a client handed back.

    Raises:
        NotFound: it is none; whoever asked was shown something old, or made it up.
    """
    try:
        return UUID(value)
    except ValueError:
        raise NotFound(
            "That isn't here any more. Nothing was changed; a fresh list shows what there is."
        ) from None
