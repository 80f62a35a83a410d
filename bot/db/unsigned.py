"""Words without names: rows that tell neither whose they are nor when they came (architecture.md, "Anonymity").

A room that keeps such words has two tables, WITHOUT ROWID and kept out of PostgreSQL's statistics: the words, and who
gave some. Each is written in a transaction of its own, and all of its rows about one thing are written anew in random
order: else their order, or the transactions that wrote them (PostgreSQL tells it of each row), would say which came
when, and so whose they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import SystemRandom
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, Table, delete, select

from bot.db.base import new_id
from bot.db.repository import Repository, Row
from bot.db.transaction import Transaction
from bot.db.upsert import insert_each_if_new

ANONYMOUS_FROM = 5  # members; below that even unsigned words are easily placed
CONTRIBUTORS_LEAST = 3  # people; below that nothing anonymous is ever shown
SHUFFLED = SystemRandom()
Words = Mapping[str, object]
"""What is kept of one thing that somebody said, by column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where a room keeps words without names.

    Args:
        words: the table of words; beside the columns that are said, a random `id` and what they are about.
        people: the table of who gave some, as `user`, and what it was about.
        about: the column, in both, that names what they are about.
        said: the columns of words that are people's own.
        mark: what all rows of people hold beside that.
    """

    words: type[Row]
    people: type[Row]
    about: str
    said: tuple[str, ...]
    mark: Mapping[str, object] = field(default_factory=dict)


class Unsigned(Repository):
    """The words without names of one room, and who gave some, within one workspace.

    Who calls it holds what they are about, so that nobody else writes those rows anew at the same time.
    """

    def __init__(self, tx: Transaction, kept: Kept) -> None:
        super().__init__(tx)
        self._kept = kept

    def keep(self, about: UUID, words: Sequence[Words]) -> None:
        """Keep words without anything that tells whose they are."""
        together = [*self.take(about), *words]
        self._write(self._kept.words, [self._row(about, {"id": new_id(), **one}) for one in together])

    def take(self, about: UUID) -> list[Words]:
        """The words, which are gone from where they were kept."""
        columns = [_table(self._kept.words).c[name] for name in self._kept.said]
        mine = self._of(self._kept.words, about)
        words = [dict(row) for row in self.session.execute(select(*columns).where(*mine)).mappings()]
        self.session.execute(delete(self._kept.words).where(*mine))
        return [{str(name): said for name, said in one.items()} for one in words]

    def has_any(self, about: UUID) -> bool:
        """Whether there are words, whoever of their authors was counted."""
        mine = self.scoped(self._kept.words).where(*self._of(self._kept.words, about))
        return self.session.scalars(mine.limit(1)).first() is not None

    def people(self, about: UUID) -> list[str]:
        """Who gave some, in no order."""
        users = select(_table(self._kept.people).c.user).where(*self._of_people(about))
        return list(self.session.scalars(users))

    def count_in(self, about: UUID, users: Iterable[str]) -> bool:
        """Note that these people gave some; False when that was known of all of them."""
        known = self.people(about)
        everybody = {*known, *users}
        if len(everybody) == len(known):
            return False
        self.forget(about)
        self._write(
            self._kept.people,
            [self._row(about, {"user": user, **self._kept.mark}) for user in sorted(everybody)],
        )
        return True

    def forget(self, about: UUID) -> None:
        """Who gave some is of no use once the words are shown, or erased."""
        self.session.execute(delete(self._kept.people).where(*self._of_people(about)))

    def move(self, about: UUID, later: UUID) -> None:
        """Keep the words, and who gave them, for something later."""
        people = self.people(about)
        self.forget(about)
        self.keep(later, self.take(about))
        self.count_in(later, people)

    def _write(self, model: type[Row], rows: list[dict[str, object]]) -> None:
        insert_each_if_new(self.session, model, SHUFFLED.sample(rows, len(rows)))

    def _row(self, about: UUID, values: Words) -> dict[str, object]:
        return {"workspace": self.tx.workspace, self._kept.about: about, **values}

    def _of(self, model: type[Row], about: UUID) -> list[ColumnElement[bool]]:
        return [model.workspace == self.tx.workspace, _table(model).c[self._kept.about] == about]

    def _of_people(self, about: UUID) -> list[ColumnElement[bool]]:
        people = self._kept.people
        marked = [_table(people).c[name] == value for name, value in self._kept.mark.items()]
        return [*self._of(people, about), *marked]


def _table(model: type[Row]) -> Table:
    return cast("Table", model.__table__)
