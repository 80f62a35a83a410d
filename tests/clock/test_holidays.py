"""Public holidays and the names of countries."""

import subprocess
import sys
from datetime import date

import pytest

from bot.clock.holidays import WITH_ARTICLE, countries, holidays_of, in_a_sentence


def test_holidays_differ_by_country_and_move_with_the_year() -> None:
    assert date(2026, 10, 3) in holidays_of("DE", 2026)
    assert date(2026, 10, 3) not in holidays_of("NL", 2026)
    assert date(2026, 4, 6) in holidays_of("NL", 2026)  # Easter Monday
    assert date(2027, 3, 29) in holidays_of("NL", 2027)


def test_a_country_that_there_is_not_has_none() -> None:
    assert holidays_of("", 2026) == holidays_of("ZZ", 2026) == frozenset()


def test_countries_have_names_people_know_in_their_order() -> None:
    names = list(countries().values())
    assert names == sorted(names)
    assert countries()["NL"] == "Netherlands"
    assert all(len(code) == 2 for code in countries())


def test_every_country_offered_can_be_asked() -> None:
    for code in countries():
        holidays_of(code, 2026)


def test_the_library_loads_when_first_used() -> None:
    checked = "import sys, bot.clock.holidays; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", checked], check=False).returncode == 0


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("NL", "the Netherlands"),
        ("US", "the United States"),
        ("CZ", "the Czech Republic"),
        ("GH", "Ghana"),
        ("ZZ", "ZZ"),
    ],
)
def test_some_countries_take_an_article(country: str, said: str) -> None:
    assert in_a_sentence(country) == said


def test_whatever_takes_an_article_is_known() -> None:
    assert set(WITH_ARTICLE.split()) <= countries().keys()
