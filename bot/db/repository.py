"""Base of every feature's repository: each statement starts scoped to the workspace."""

from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.db.base import Base, Scoped
from bot.db.transaction import Transaction


class Row(Scoped, Base):
    """A mapped row that belongs to a workspace."""

    __abstract__ = True


M = TypeVar("M", bound=Row)


class Repository:
    """A feature's SQL, within one transaction and one workspace.

    Args:
        tx: the transaction that all statements run in.
    """

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx

    @property
    def session(self) -> Session:
        return self.tx.session

    def scoped(self, model: type[M]) -> Select[M]:
        """Rows of this model in this workspace; every query starts here."""
        return select(model).where(model.workspace == self.tx.workspace)

    def add(self, row: M) -> M:
        """Write a new row at once, so that what the database refuses is known here."""
        row.workspace = self.tx.workspace
        self.session.add(row)
        self.session.flush()
        return row
