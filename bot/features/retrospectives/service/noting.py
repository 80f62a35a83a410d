"""Messages noted with 📝: signed by who noted them, quoted, kept for the retro."""

from uuid import UUID

from bot.db.transaction import Transaction


def note(tx: Transaction, channel: str, ts: str, user: str, *, added: bool) -> None:
    """Somebody put 📝 on a message, or took it away; a job fetches the words.

    Only members of the channel's team gather; others' 📝 means nothing.
    """
    raise NotImplementedError


def noted_read(tx: Transaction, note_id: UUID, *, author: str, text: str, permalink: str) -> None:
    """Slack told the words of a noted message."""
    raise NotImplementedError
