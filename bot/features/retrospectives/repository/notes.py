"""Noted messages whose words Slack is still to tell."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete

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

    def add_note(self, team_id: UUID, channel: str, ts: str, user: str) -> None:
        """Somebody noted a message; a second time changes nothing."""
        row = {
            "id": new_id(),
            "workspace": self.tx.workspace,
            "team_id": team_id,
            "channel": channel,
            "ts": ts,
            "user": user,
            "try_at": self.tx.now,
        }
        insert_if_new(self.session, Noted, row)

    def drop(self, channel: str, ts: str, user: str) -> None:
        """They took it back before Slack told."""
        mine = (Noted.channel == channel, Noted.ts == ts, Noted.user == user)
        self.session.execute(delete(Noted).where(Noted.workspace == self.tx.workspace, *mine))

    def taken(self, note_id: UUID) -> Note | None:
        """The note, which is done with; None when it was taken back, or another replica was quicker."""
        mine = (Noted.workspace == self.tx.workspace, Noted.id == note_id)
        gone = delete(Noted).where(*mine).returning(Noted.team_id, Noted.channel, Noted.ts, Noted.user)
        row = self.session.execute(gone).one_or_none()
        return Note(*row) if row is not None else None
