"""Reflections, signed and anonymous, and who contributed."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select, update

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.transaction import Transaction
from bot.db.unsigned import SHUFFLED, Kept, Unsigned
from bot.db.upsert import insert_if_new
from bot.features.retrospectives.models import AnonymousReflection, Contribution, Reflection
from bot.features.retrospectives.values.reflections import Quote, ReflectionDraft, ReflectionView

KEPT = Kept(
    words=AnonymousReflection,
    people=Contribution,
    about="retro_id",
    said=("column", "text"),
    mark={"is_anonymous": True},
)


class Reflections(Repository):
    """Reflections of one workspace."""

    def __init__(self, tx: Transaction) -> None:
        super().__init__(tx)
        self._unsigned = Unsigned(tx, KEPT)

    def add_signed(self, retro_id: UUID, author: str, drafts: Sequence[ReflectionDraft]) -> None:
        """Keep reflections with their author."""
        rows = [self._row(retro_id, draft, author=author) for draft in drafts]
        insert_if_new(self.session, Reflection, rows)

    def add_anonymous(self, retro_id: UUID, drafts: Sequence[ReflectionDraft]) -> None:
        """Keep reflections without anything that tells whose they are."""
        self._unsigned.keep(retro_id, [{"column": one.column, "text": one.text} for one in drafts])

    def add_noted(
        self, retro_id: UUID, author: str, draft: ReflectionDraft, *, channel: str, ts: str, quote: Quote
    ) -> bool:
        """Keep a noted message, unless what this person noted of it waits for its reveal already."""
        row = self._row(retro_id, draft, author=author) | {
            "source_channel": channel,
            "source_ts": ts,
            "source_author": quote.author,
            "permalink": quote.permalink,
        }
        return insert_if_new(self.session, Reflection, row) == 1

    def drop_noted(self, author: str, *, channel: str, ts: str) -> list[UUID]:
        """Forget a noted message that isn't revealed; returns which retros it was for."""
        where = (
            Reflection.workspace == self.tx.workspace,
            Reflection.author == author,
            Reflection.source_channel == channel,
            Reflection.source_ts == ts,
            Reflection.place.is_(None),
        )
        found = self.session.scalars(select(Reflection.retro_id).where(*where)).all()
        self.session.execute(delete(Reflection).where(*where))
        return list(found)

    def count_in(self, retro_id: UUID, user: str, *, is_anonymous: bool) -> bool:
        """Note that somebody contributed; False when that was known."""
        if is_anonymous:
            return self._unsigned.count_in(retro_id, [user])
        return insert_if_new(self.session, Contribution, self._contribution(retro_id, user)) == 1

    def count_out(self, retro_id: UUID, user: str) -> None:
        """Somebody took back the last of what they signed."""
        left = self.scoped(Reflection).where(Reflection.retro_id == retro_id, Reflection.author == user)
        if self.session.scalars(left.limit(1)).first() is None:
            signed = (Contribution.user == user, Contribution.is_anonymous.is_(False))
            self.session.execute(
                delete(Contribution).where(
                    Contribution.workspace == self.tx.workspace, Contribution.retro_id == retro_id, *signed
                )
            )

    def anonymous_contributors(self, retro_id: UUID) -> int:
        """How many people wrote anonymously."""
        return len(self._unsigned.people(retro_id))

    def forget_contributors(self, retro_id: UUID) -> None:
        """Who contributed is of no use after the reveal."""
        self.session.execute(
            delete(Contribution).where(
                Contribution.workspace == self.tx.workspace, Contribution.retro_id == retro_id
            )
        )

    def take_anonymous(self, retro_id: UUID) -> list[ReflectionDraft]:
        """The anonymous words, which are gone from where they were kept."""
        taken = self._unsigned.take(retro_id)
        return [ReflectionDraft(str(one["column"]), str(one["text"])) for one in taken]

    def has_anonymous(self, retro_id: UUID) -> bool:
        """Whether there are anonymous words, counted or not."""
        return self._unsigned.has_any(retro_id)

    def move_anonymous(self, retro_id: UUID, later_id: UUID) -> None:
        """Keep the anonymous words, and who gave them, for a later retro."""
        self._unsigned.move(retro_id, later_id)

    def reveal(self, retro_id: UUID, anonymous: Sequence[ReflectionDraft]) -> int:
        """Give all reflections one random order, the anonymous ones being written anew in it; returns how many.

        What was noted can from then on be noted for a later retro.
        """
        signed = self.session.scalars(
            select(Reflection.id).where(
                Reflection.workspace == self.tx.workspace, Reflection.retro_id == retro_id
            )
        ).all()
        places = SHUFFLED.sample(range(len(signed) + len(anonymous)), len(signed) + len(anonymous))
        mixed = SHUFFLED.sample(list(anonymous), len(anonymous))
        rows = [
            self._row(retro_id, draft) | {"place": place}
            for draft, place in zip(mixed, places[len(signed) :], strict=True)
        ]
        insert_if_new(self.session, Reflection, rows)
        for reflection_id, place in zip(signed, places, strict=False):
            self.change(reflection_id, place=place, source_channel=None, source_ts=None)
        return len(places)

    def change(self, reflection_id: UUID, **values: object) -> None:
        """Write new values into a reflection."""
        mine = (Reflection.workspace == self.tx.workspace, Reflection.id == reflection_id)
        self.session.connection().execute(update(Reflection).where(*mine).values(**values))

    def revealed(self, retro_id: UUID) -> list[ReflectionView]:
        """All that were revealed, in their random order."""
        shown = self.scoped(Reflection).where(Reflection.retro_id == retro_id, Reflection.place.is_not(None))
        return [view_of(row) for row in self.session.scalars(shown.order_by(Reflection.place))]

    def by_id(self, reflection_id: UUID) -> Reflection | None:
        """One that was revealed."""
        mine = self.scoped(Reflection).where(Reflection.id == reflection_id, Reflection.place.is_not(None))
        return self.session.scalars(mine).one_or_none()

    def _contribution(self, retro_id: UUID, user: str) -> dict[str, object]:
        return {"workspace": self.tx.workspace, "retro_id": retro_id, "user": user, "is_anonymous": False}

    def _row(self, retro_id: UUID, draft: ReflectionDraft, *, author: str | None = None) -> dict[str, object]:
        row: dict[str, object] = {
            "id": new_id(),
            "workspace": self.tx.workspace,
            "retro_id": retro_id,
            "column": draft.column,
            "text": draft.text,
        }
        return row if author is None else row | {"author": author}


def view_of(row: Reflection) -> ReflectionView:
    """The value of a row."""
    quote = Quote(row.source_author, row.permalink or "") if row.source_author is not None else None
    return ReflectionView(
        id=row.id,
        column=row.column,
        text=row.text,
        author=row.author,
        quote=quote,
        group_id=row.group_id,
    )
