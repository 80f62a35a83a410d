"""Public holidays by country, from the holidays library; country names, from the time zone data."""

from datetime import date
from functools import cache
from importlib.resources import files

SUPPORTED_WITHOUT_A_CODE = {"XK": "Kosovo"}  # in use without being in ISO 3166

WITH_ARTICLE = "AE AX BS CC CD CF CG CK CZ DO FK FO GM GS IM IO KM KY MH MP MV NL PH SB TC TF UM US VG VI"
"""Countries that take "the" in a sentence."""


@cache
def holidays_of(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country, all over it; none for a country that there isn't.

    Args:
        country: ISO 3166 code of two letters.
    """
    if country not in countries():
        return frozenset()
    from holidays import country_holidays

    return frozenset(country_holidays(country, years=year))


@cache
def countries() -> dict[str, str]:
    """Names of all countries whose holidays are known, by code, in the order of their names."""
    from holidays import list_supported_countries

    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    names = dict(rows) | SUPPORTED_WITHOUT_A_CODE
    known = list_supported_countries(include_aliases=False)
    return dict(sorted(((code, names[code]) for code in known if code in names), key=lambda entry: entry[1]))


def in_a_sentence(country: str) -> str:
    """A country as one says it after "of": "the Netherlands", "Ghana"; one that there isn't by its code."""
    name = countries().get(country, country)
    return f"the {name}" if country in WITH_ARTICLE.split() else name
