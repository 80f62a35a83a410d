"""All SQL of messages in words."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Select, update

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_one_if_new
from bot.features.checkins.models.prompts import Reply
from bot.features.checkins.values.prompts import Reading, ReplyView

READING = TypeAdapter(Reading)
READINGS = TypeAdapter(list[Reading])


class Replies(Repository):
    """What people wrote instead of pressing a button."""

    def keep(self, prompt_id: UUID, user: str, ts: str, words: str) -> UUID | None:
        """Write a message down; None when it was kept before."""
        reply_id = new_id()
        row = {
            "id": reply_id,
            "workspace": self.tx.workspace,
            "prompt_id": prompt_id,
            "user": user,
            "ts": ts,
            "at": self.tx.now,
            "words": words,
            "readings": [],
            "is_taken_back": False,
            "awaits_team": False,
        }
        return reply_id if insert_one_if_new(self.tx.connection, Reply, row) else None

    def read_as(self, reply_id: UUID, readings: Sequence[Reading]) -> None:
        """Keep how it was read."""
        self._change(reply_id, readings=[_kept(one) for one in readings], awaits_team=False)

    def let_wait(self, reply_id: UUID) -> None:
        """Its author is to say for which team it is."""
        self._change(reply_id, awaits_team=True)

    def hand_on(self, before: UUID, after: UUID) -> None:
        """Move the messages that wait for their team to another prompt."""
        mine = (Reply.workspace == self.tx.workspace, Reply.prompt_id == before, Reply.awaits_team)
        self.session.execute(update(Reply).where(*mine).values(prompt_id=after))

    def take_back(self, reply_id: UUID) -> None:
        """It was no answer."""
        self._change(reply_id, is_taken_back=True, awaits_team=False)

    def one(self, reply_id: UUID) -> ReplyView | None:
        """One message."""
        row = self.session.scalars(self.scoped(Reply).where(Reply.id == reply_id)).one_or_none()
        return view_of(row) if row else None

    def of(self, reply_id: UUID, user: str) -> tuple[UUID, ReplyView] | None:
        """A person's message and the prompt that it answered; held."""
        query = self.scoped(Reply).where(Reply.id == reply_id, Reply.user == user).with_for_update()
        row = self.session.scalars(query).one_or_none()
        return (row.prompt_id, view_of(row)) if row else None

    def settled(self, prompt_id: UUID) -> list[ReplyView]:
        """The messages that answered a prompt or were taken back, newest first."""
        query = self._of_prompt(prompt_id).where(Reply.awaits_team.is_(False))
        return [
            view_of(row) for row in self.session.scalars(query.order_by(Reply.at.desc(), Reply.ts.desc()))
        ]

    def waiting(self, prompt_id: UUID) -> list[ReplyView]:
        """The messages of which their author is to say for which team they are, oldest first."""
        query = self._of_prompt(prompt_id).where(Reply.awaits_team).order_by(Reply.at, Reply.ts)
        return [view_of(row) for row in self.session.scalars(query)]

    def _of_prompt(self, prompt_id: UUID) -> Select[Reply]:
        return self.scoped(Reply).where(Reply.prompt_id == prompt_id)

    def _change(self, reply_id: UUID, **values: object) -> None:
        mine = (Reply.workspace == self.tx.workspace, Reply.id == reply_id)
        self.session.execute(update(Reply).where(*mine).values(**values))


def view_of(row: Reply) -> ReplyView:
    """A row as a value."""
    return ReplyView(
        row.id, row.words, tuple(READINGS.validate_python(row.readings)), row.is_taken_back, row.awaits_team
    )


def _kept(reading: Reading) -> dict[str, str | int | None]:
    kept: dict[str, str | int | None] = READING.dump_python(reading, mode="json")
    return kept
