"""All SQL of messages in words."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import update

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_one_if_new
from bot.features.checkins.models.prompts import Reply
from bot.features.checkins.values.prompts import Reading, ReplyView


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
        }
        return reply_id if insert_one_if_new(self.tx.connection, Reply, row) else None

    def read_as(self, reply_id: UUID, readings: Sequence[Reading]) -> None:
        """Keep how it was read."""
        kept = [
            {"answer": str(one.answer_id), "goal": str(one.goal_id) if one.goal_id else ""}
            for one in readings
        ]
        self._change(reply_id, readings=kept)

    def take_back(self, reply_id: UUID) -> None:
        """It was no answer."""
        self._change(reply_id, is_taken_back=True)

    def one(self, reply_id: UUID) -> ReplyView | None:
        """One message."""
        row = self.session.scalars(self.scoped(Reply).where(Reply.id == reply_id)).one_or_none()
        return view_of(row) if row else None

    def of(self, reply_id: UUID, user: str) -> tuple[UUID, ReplyView] | None:
        """A person's message and the prompt that it answered; held."""
        query = self.scoped(Reply).where(Reply.id == reply_id, Reply.user == user).with_for_update()
        row = self.session.scalars(query).one_or_none()
        return (row.prompt_id, view_of(row)) if row else None

    def newest(self, prompt_id: UUID) -> ReplyView | None:
        """The last message that answered a prompt."""
        query = (
            self.scoped(Reply).where(Reply.prompt_id == prompt_id).order_by(Reply.at.desc(), Reply.ts.desc())
        )
        row = self.session.scalars(query.limit(1)).one_or_none()
        return view_of(row) if row else None

    def _change(self, reply_id: UUID, **values: object) -> None:
        mine = (Reply.workspace == self.tx.workspace, Reply.id == reply_id)
        self.session.execute(update(Reply).where(*mine).values(**values))


def view_of(row: Reply) -> ReplyView:
    """A row as a value."""
    readings = tuple(
        Reading(UUID(one["answer"]), UUID(one["goal"]) if one["goal"] else None) for one in row.readings
    )
    return ReplyView(row.id, row.words, readings, row.is_taken_back)
