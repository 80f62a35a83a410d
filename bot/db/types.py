"""Column types that mean the same on both databases."""

from decimal import Decimal

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

LONGEST = 40  # characters


class ExactDecimal(TypeDecorator[Decimal]):
    """A number to the last digit, kept as text: SQLite would make a float of it. It is for keeping, not for sorting."""

    impl = String(LONGEST)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        if not value.is_finite():
            raise ValueError(f"{value} is no number to keep")
        return f"{value:f}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else Decimal(value)
