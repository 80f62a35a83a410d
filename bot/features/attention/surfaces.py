"""Notices drawn as the rooms that made them draw them: several in a message, or along with another room's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.db.transaction import Transaction
from bot.delivery.renderers import Renderers
from bot.delivery.values import Message, Surface
from bot.features.attention import views
from bot.features.attention.service import notices
from bot.features.attention.values import BUNDLE, NoticeView
from bot.slack.kit import Block


@dataclass(frozen=True, slots=True)
class NoticeBoard:
    """Draws notices by their own renderers, which are all known once the house is open."""

    renderers: Renderers

    def bundle(self, tx: Transaction, surface: Surface) -> Message | None:
        """The surface BUNDLE; None when all was seen to before it was sent."""
        parts = self._drawn(tx, surface, notices.riding(tx, BUNDLE, surface.subject))
        if parts:
            return views.bundle(parts)
        return None if surface.ts is None else views.nothing_left()

    def blocks(
        self, tx: Transaction, surface: Surface, notices: Sequence[NoticeView], *, most: int
    ) -> tuple[Block, ...]:
        """What goes along with another room's surface (notices.riding), for its renderer to add.

        Args:
            surface: the other room's, as it is drawn.
            most: how many blocks there is room for, at least two for each notice.
        """
        return views.together(self._drawn(tx, surface, notices), most)

    def _drawn(self, tx: Transaction, surface: Surface, notices: Sequence[NoticeView]) -> list[Message]:
        """Each notice as a surface of its own would look; those with nothing left to say are left out."""
        drawn = [
            self.renderers.draw(
                tx, replace(surface, kind=notice.kind, subject=notice.subject, key=notice.key)
            )
            for notice in notices
        ]
        return [message for message in drawn if isinstance(message, Message)]
