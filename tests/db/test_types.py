from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from bot.db.types import LONGEST, ExactDecimal

DIALECT = SQLiteDialect_pysqlite()
KEPT = st.decimals(min_value=-(10**15), max_value=10**15, places=6)


@given(KEPT)
def test_a_number_comes_back_to_the_last_digit(value: Decimal) -> None:
    stored = ExactDecimal().process_bind_param(value, DIALECT)
    assert stored is not None
    assert len(stored) <= LONGEST
    assert str(ExactDecimal().process_result_value(stored, DIALECT)) == f"{value:f}"


def test_no_number_stays_none() -> None:
    assert ExactDecimal().process_bind_param(None, DIALECT) is None
    assert ExactDecimal().process_result_value(None, DIALECT) is None


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        ExactDecimal().process_bind_param(Decimal(value), DIALECT)
