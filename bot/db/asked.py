"""Questions about several things that rooms ask anew while one card or page is drawn."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import TypeVar, cast
from uuid import UUID

from bot.db.transaction import Transaction

T = TypeVar("T")
Question = Callable[[Transaction, Collection[UUID]], dict[UUID, T]]


def asked_once(question: Question[T]) -> Question[T]:
    """Ask about each id once in a transaction that only reads; one that writes asks every time.

    The answer about an id must not hang on which others are asked about. The answers come ordered by id.
    """

    @wraps(question)
    def ask(tx: Transaction, ids: Collection[UUID]) -> dict[UUID, T]:
        kept = {} if tx.answers is None else tx.answers.setdefault((question, tx.actor), {})
        known = cast("dict[UUID, T | None]", kept)
        unknown = [one for one in ids if one not in known]
        if unknown:
            known |= {**dict.fromkeys(unknown), **question(tx, unknown)}
        return {one: answer for one in sorted(set(ids)) if (answer := known[one]) is not None}

    return ask
