from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from bot.db.base import UtcDateTime

DIALECTS = (SQLiteDialect_pysqlite(), PGDialect_psycopg())  # type: ignore[no-untyped-call]  # SQLAlchemy's own
KOLKATA = timezone(timedelta(hours=5, minutes=30))


@given(st.datetimes(timezones=st.sampled_from([UTC, KOLKATA])))
def test_a_moment_comes_back_as_the_same_moment_in_utc(moment: datetime) -> None:
    for dialect in DIALECTS:
        stored = UtcDateTime().process_bind_param(moment, dialect)
        back = UtcDateTime().process_result_value(stored, dialect)
        assert back == moment
        assert back is not None
        assert back.tzinfo is UTC


def test_a_naive_datetime_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), SQLiteDialect_pysqlite())  # noqa: DTZ001 - the point
