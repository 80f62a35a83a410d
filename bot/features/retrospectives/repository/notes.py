"""Messages that somebody noted, and whether Slack is still to tell their words."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, update

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.retrospectives.models import Noted


@dataclass(frozen=True, slots=True)
class Note:
    """Who noted which message, in whose channel."""

    team_id: UUID
    channel: str
    ts: str
    user: str


class Notes(Repository):
    """Noted messages of one workspace."""

    def heard(self, note: Note, *, added: bool, stamp: int) -> bool:
        """Somebody noted a message, or took that back; False when something later, or this, was heard before."""
        key = {"channel": note.channel, "ts": note.ts, "user": note.user}
        fact = {"stamp": stamp, "try_at": self.tx.now if added else None}
        row = {"id": new_id(), "workspace": self.tx.workspace, "team_id": note.team_id, **key, **fact}
        if insert_if_new(self.session, Noted, row):
            return True
        mine = update(Noted).where(Noted.workspace == self.tx.workspace, Noted.stamp < stamp).filter_by(**key)
        return bool(self.session.execute(mine.values(fact).returning(Noted.id)).all())

    def forget(self, before: int) -> None:
        """Forget what was heard before that stamp and is done with."""
        done = (Noted.workspace == self.tx.workspace, Noted.try_at.is_(None), Noted.stamp < before)
        self.session.execute(delete(Noted).where(*done))

    def taken(self, note_id: UUID) -> Note | None:
        """The note, which is done with; None when it was taken back, or another replica was quicker."""
        mine = (Noted.workspace == self.tx.workspace, Noted.id == note_id, Noted.try_at.is_not(None))
        taken = update(Noted).where(*mine).values(try_at=None)
        row = self.session.execute(
            taken.returning(Noted.team_id, Noted.channel, Noted.ts, Noted.user)
        ).one_or_none()
        return Note(*row) if row is not None else None
