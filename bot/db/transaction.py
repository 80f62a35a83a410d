"""One use case's view of the database, and what it wants shown and told once it commits."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a subject, told to rooms above and kept in the activity log.

    Subclasses are frozen dataclasses named in the past tense; their own fields say before, after and why.
    """

    kind: ClassVar[str]
    subject: str


@dataclass(frozen=True, slots=True)
class Show:
    """A new thing for Slack to show; a second one with the same key in the workspace changes nothing.

    Args:
        kind: which registered renderer draws it.
        subject: id of what it shows.
        audience: Slack id of a channel (C…, G…, D…) or of a person (U…, W…), whose direct messages get it.
        key: unique name within the workspace; this is what makes showing idempotent.
        thread_of: key of the surface under which it hangs as a reply.
    """

    kind: str
    subject: str
    audience: str
    key: str
    thread_of: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Touch:
    """What is shown of this subject changed: Slack should be brought up to date."""

    kind: str
    subject: str


@dataclass(slots=True)
class Transaction:
    """What a service works with: one connection, one workspace, one actor, one moment.

    Args:
        connection: open until the edge commits or rolls back; services never do either.
        workspace: Slack team id that every statement is scoped to.
        actor: Slack user id of who asked, or None for the clock.
        now: the moment of the request, UTC; rules take it from here, never from the system clock.
        answers: what was asked already, where nothing is written that could change it (see bot.db.asked).
    """

    connection: Connection
    workspace: str
    actor: str | None
    now: datetime
    shown: list[Show] = field(default_factory=list)
    touched: set[Touch] = field(default_factory=set)
    events: list[Event] = field(default_factory=list)
    answers: dict[object, object] | None = None
    _session: Session | None = field(default=None, init=False, repr=False)

    @property
    def session(self) -> Session:
        """The ORM within the same transaction. It is made when asked for: a vote does without, and costs less."""
        if self._session is None:
            self._session = Session(self.connection, join_transaction_mode="rollback_only")
        return self._session

    def __enter__(self) -> "Transaction":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """What the ORM collected is written, unless something was raised; its rows are let go of."""
        if self._session is None:
            return
        if kind is None:
            self._session.flush()
        self._session.close()

    def show(
        self, kind: str, subject: object, audience: str, *, key: str, thread_of: str | None = None
    ) -> None:
        """Ask for a surface; delivery posts it after the commit."""
        self.shown.append(Show(kind, str(subject), audience, key, thread_of))

    def touch(self, kind: str, subject: object) -> None:
        """Ask for every surface of this kind and subject to be drawn anew after the commit."""
        self.touched.add(Touch(kind, str(subject)))

    def happened(self, event: Event) -> None:
        """Tell the rooms above, and the activity log, what was done."""
        self.events.append(event)
