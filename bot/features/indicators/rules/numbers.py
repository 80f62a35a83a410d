"""Numbers as people write them, and as they are written back."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from bot.features.indicators.values import UNIT_MOST

WHOLE_MOST, FRACTION_MOST = 15, 6  # digits before and after the decimal point
DIVIDERS = ",;:"
WORDS_MOST = 6  # "€ 1 234 567.5 k" and then some
SPELLED = str.maketrans(
    {
        "−": "-",
        "–": "-",
        "﹣": "-",
        "－": "-",
        "٫": ".",
        "٬": ",",
        "’": "'",
        "ʼ": "'",
        "＋": "+",
        "．": ".",
        "，": ",",
    }
)
SCALES = {"k": Decimal(1_000), "K": Decimal(1_000), "M": Decimal(1_000_000)}
AMOUNT = re.compile(
    r"""(?P<sign>[+-]?)\s*
    (?P<before>[^\d\s+\-.,']*)\s*
    (?P<inner>[+-]?)\s*
    (?P<digits>\d[\d.,'\ ]*|[.,]\d+)
    (?![eE]\d)(?P<after>(?:\D|(?<=[^\W\d_])\d)*)  # a unit such as m2 has its digit after a letter""",
    re.VERBOSE,
)
SCALED = re.compile(r"(?P<scale>[kKM])(?![^\W\d_])(?P<unit>.*)")
GROUPED = re.compile(r"\d{1,3}([., '])\d{3}(?:\1\d{3})*")
LONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")

NAMES = (
    "ms msec msecs millisecond milliseconds",
    "s sec secs second seconds",
    "min mins minute minutes",
    "h hr hrs hour hours",
    "d day days",
    "week weeks wk wks",
    "month months",
    "quarter quarters",
    "year years",
    "% percent",
    "point points",
    "€ eur euro euros",
    "$ usd dollar dollars",
    "£ gbp pound pounds",
    "chf",
    "g gram grams",
    "kg",
    "km",
)
UNITS = {name: names.split()[0] for names in NAMES for name in names.split()}
NO_NUMBER = "I can't read that as a number. Write it like 12, 3.5 or 1200."
TWO_WAYS = "This may be {taken} or {usual}: below stands what is nearer to the numbers so far. Change it if you mean the other."
OTHER_UNIT = "This is in {said}, the indicator in {unit}."
NO_UNIT = "This is in {said}, and the indicator has no unit. Write just the number."


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that somebody wrote, and the unit beside it; empty for none."""

    value: Decimal
    unit: str


def read_amount(raw: str, *, unit: str = "", near: Decimal | None = None) -> Amount | None:
    """What "1,234.5", "1.234,5", "1 200", "12 %", "€ 3k" and the like mean; None for what is no such number.

    One separator before exactly three digits ("1,234") may divide thousands or begin decimals. Of the two, the one
    nearer to what is known of the indicator is meant; where nothing is, a comma divides thousands and a point
    begins decimals, as in the rest of Cairn's words.

    Args:
        unit: the indicator's, so that its "k" or "M" is not taken for thousands or millions.
        near: a value that the indicator has had or is to have.
    """
    found = AMOUNT.fullmatch(_spelled(raw))
    if found is None or (found["sign"] and found["inner"]):
        return None
    scale, after = _scaled(found["after"].strip(), unit)
    if found["before"] and after:
        return None
    said = found["before"] or after
    number = _number(found["digits"].strip(), None if near is None else abs(near / scale))
    if number is None or len(said) > UNIT_MOST:
        return None
    value = number * scale * (-1 if "-" in {found["sign"], found["inner"]} else 1)
    return Amount(value + 0, said) if _fits(value) else None


def leading_amount(words: str, *, unit: str, near: Decimal | None = None) -> tuple[Decimal, str] | str:
    """The number that words begin with, in the indicator's unit or without one, and the words after it; or why not.

    A word after the number is another unit where everybody knows it as one ("16 hours"), and else belongs to the words
    after it ("16 after the new rota"). What divides them ("16 days, counted twice") belongs to neither.
    """
    said = words.split()
    for count in range(min(len(said), WORDS_MOST), 0, -1):
        amount = read_amount(" ".join(said[:count]).rstrip(DIVIDERS), unit=unit, near=near)
        if amount is None:
            continue
        why = wrong_unit(amount.unit, unit)
        if not why:
            return amount.value, " ".join(said[count:])
        if count == 1 or _is_known(amount.unit):
            return why
    return NO_NUMBER


def two_ways(words: str, *, unit: str, near: Decimal) -> str:
    """Why the number that words begin with is to be asked for: near what is known it is another than it usually is.

    "1,234" is taken for 1.234 where the indicator is at 30, though a comma divides thousands. Empty for what is plain.
    """
    taken, usual = (leading_amount(words, unit=unit, near=one) for one in (near, None))
    if isinstance(taken, str) or isinstance(usual, str) or taken[0] == usual[0]:
        return ""
    either = [f"{value.normalize():f}" for value, _ in (taken, usual)]
    return TWO_WAYS.format(taken=either[0], usual=either[1])


def to_keep(value: Decimal) -> Decimal | None:
    """A number rounded to what is kept of it; None for one that is too large, or none at all."""
    if not value.is_finite() or not abs(value) < 10**WHOLE_MOST:
        return None
    return round(value, FRACTION_MOST).normalize() + 0


def wrong_unit(said: str, unit: str) -> str:
    """Why a number in this unit isn't one of the indicator's; empty when it is, or names none."""
    if not said or _unit_of(said) == _unit_of(unit):
        return ""
    return OTHER_UNIT.format(said=said, unit=unit) if unit else NO_UNIT.format(said=said)


def number_words(value: Decimal) -> str:
    """A number as Cairn writes it: "1,234.5", without idle zeros."""
    plain = f"{value:,f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def amount_words(value: Decimal, unit: str) -> str:
    """A number with its unit: "14 h", "€ 3,000"; what stands for money stands first."""
    number = number_words(value)
    if unit and all(unicodedata.category(char) == "Sc" for char in unit):
        return f"{unit} {number}"
    return f"{number} {unit}" if unit else number


def _unit_of(said: str) -> str:
    """A unit by the first of its names."""
    folded = said.casefold().rstrip(".")
    return UNITS.get(folded, folded)


def _is_known(said: str) -> bool:
    """Whether everybody takes these characters for a unit: one of time and the like, or no letters at all."""
    return said.casefold().rstrip(".") in UNITS or not any(char.isalpha() for char in said)


def _spelled(raw: str) -> str:
    """On one line, in ASCII's digits and signs, whatever script it was typed in."""
    digits = (str(unicodedata.decimal(char, char)) for char in raw.translate(SPELLED))
    return " ".join("".join(digits).split())


def _scaled(said: str, unit: str) -> tuple[Decimal, str]:
    """How many of the unit "k" or "M" before it stand for, and the unit."""
    found = SCALED.fullmatch(said)
    if said.casefold() == unit.casefold() or found is None:
        return Decimal(1), said
    return SCALES[found["scale"]], found["unit"].strip()


def _number(digits: str, near: Decimal | None) -> Decimal | None:
    if LONE_GROUP.fullmatch(digits):
        return _nearer(digits, near)
    separators = [char for char in digits if not char.isdecimal()]
    if not separators:
        return Decimal(digits)
    last = separators[-1]
    if last in ".," and separators.count(last) == 1:
        whole, _, fraction = digits.rpartition(last)
        ungrouped = _ungrouped(whole) if whole else "0"
        return Decimal(f"{ungrouped}.{fraction}") if ungrouped is not None and fraction else None
    ungrouped = _ungrouped(digits)
    return Decimal(ungrouped) if ungrouped is not None else None


def _ungrouped(whole: str) -> str | None:
    """Digits without what divides their thousands; None where they are divided in another way."""
    if whole.isdecimal():
        return whole
    return re.sub(r"\D", "", whole) if GROUPED.fullmatch(whole) else None


def _nearer(digits: str, near: Decimal | None) -> Decimal:
    thousands, decimals = Decimal(re.sub(r"\D", "", digits)), Decimal(digits.replace(",", "."))
    if not near:
        return thousands if "," in digits else decimals
    return min(thousands, decimals, key=lambda value: max(value / near, near / value))


def _fits(value: Decimal) -> bool:
    return abs(value) < 10**WHOLE_MOST and value == round(value, FRACTION_MOST)
