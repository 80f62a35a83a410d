"""What the forms of indicators hold: how far one has come, and what was entered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from bot.errors import Invalid
from bot.features.indicators.rules.numbers import NO_NUMBER, Amount, number_words, read_amount, wrong_unit
from bot.features.indicators.rules.pasting import milestones
from bot.features.indicators.values import (
    Category,
    Direction,
    Field,
    IndicatorDraft,
    IndicatorView,
    Milestone,
    Read,
    Sort,
)
from bot.slack.carried import Carried
from bot.slack.payloads import FormState
from bot.slack.visits import identity
from bot.text import clean_line, searched_number

YES = "yes"
NO_CHOICE = "Choose one of these."
NO_DAY = "Choose a day from the calendar."
NUMBERS = {
    "baseline": Field.BASELINE,
    "commit": Field.COMMIT,
    "stretch": Field.STRETCH,
    "amber": Field.AMBER,
    "red": Field.RED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far an indicator's form has come; it travels with the form as private metadata.

    Args:
        indicator_id: the one being edited, or None for a new one.
        seen: its `changed_at` when its numbers were put into the form.
        sort: which sort the coach suggested to add.
        unfolded: whether *More* was pressed.
        is_full: whether it asks which primary indicator becomes secondary instead.
    """

    goal_id: UUID
    indicator_id: UUID | None = None
    seen: datetime | None = None
    sort: Sort | None = None
    unfolded: bool = False
    is_full: bool = False

    def more(self) -> "Stage":
        """After *More*."""
        return replace(self, unfolded=True)

    def full(self) -> "Stage":
        """After it turned out that the team has as many primary indicators as it may."""
        return replace(self, is_full=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingStage:
    """Which goal's indicators a form of readings asks for, and for a pasted table which one and what was shown of it.

    Args:
        shown: what tells the readings that were previewed from any others; empty before there is a preview.
        seen: likewise the readings whose places it takes, by `rules.seen`.
    """

    goal_id: UUID
    indicator_id: UUID | None = None
    shown: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionStage:
    """Which reading a form corrects, and what it showed of that, by `rules.seen`."""

    reading_id: UUID
    seen: str


STAGES = Carried(Stage)
READING_STAGES = Carried(ReadingStage)
CORRECTION_STAGES = Carried(CorrectionStage)


def edit_stage(known: IndicatorView) -> Stage:
    """Where a form begins that edits an indicator: everything is shown."""
    return Stage(goal_id=known.goal_id, indicator_id=known.id, seen=known.changed_at, unfolded=True)


@dataclass(slots=True)
class Entry:
    """What was entered in a form, field by field, and what of it can't be used."""

    form: FormState
    unit: str = ""
    problems: dict[str, str] = field(default_factory=dict)

    def number(self, block_id: str, near: Decimal | None = None) -> Decimal | None:
        """A number in the indicator's unit; None when left empty, or when it is none."""
        typed = clean_line(self.form.text(block_id))
        if not typed:
            return None
        amount = read_amount(typed, unit=self.unit, near=near)
        why = NO_NUMBER if amount is None else wrong_unit(amount.unit, self.unit)
        if why:
            self.problems[block_id] = why
        return None if amount is None or why else amount.value

    def day(self, block_id: str) -> date | None:
        """A calendar day; None when left empty."""
        typed = self.form.date(block_id)
        try:
            return date.fromisoformat(typed) if typed is not None else None
        except ValueError:
            self.problems[block_id] = NO_DAY
            return None

    def choice(self, block_id: str, known: Sequence[str]) -> str:
        """One of the values that were offered."""
        chosen = self.form.chosen(block_id) or ""
        if chosen not in known:
            self.problems[block_id] = NO_CHOICE
            return known[0]
        return chosen


def entered(form: FormState, stage: Stage) -> IndicatorDraft | Mapping[str, str]:
    """The indicator that was entered, or what of it can't be read: a sentence by block id."""
    entry = Entry(form, _unit(form))
    target, due = entry.number(Field.TARGET), entry.day(Field.DUE)
    if target is None:
        entry.problems.setdefault(Field.TARGET, NO_NUMBER)
    if due is None:
        entry.problems.setdefault(Field.DUE, NO_DAY)
    draft = IndicatorDraft(
        goal_id=stage.goal_id,
        name=clean_line(form.text(Field.NAME)),
        sort=Sort(entry.choice(Field.SORT, list(Sort))),
        category=Category(entry.choice(Field.CATEGORY, list(Category))),
        direction=Direction(entry.choice(Field.DIRECTION, list(Direction))),
        is_primary=YES in form.checked(Field.PRIMARY),
        unit=entry.unit,
        target=target or Decimal(0),
        due_on=due or date.min,
        first_reading_by=entry.day(Field.FIRST_BY),
        path=_path(entry),
        **{name: entry.number(block_id) for name, block_id in NUMBERS.items()},
    )
    return entry.problems or draft


def demoted(form: FormState) -> UUID | None:
    """The primary indicator that becomes secondary; None while nobody was asked."""
    chosen = form.chosen(Field.DEMOTED)
    return identity(chosen) if chosen else None


def entered_readings(
    form: FormState, indicators: Sequence[IndicatorView]
) -> tuple[dict[UUID, Decimal], Mapping[str, str]]:
    """What was read of which indicator, and what can't be read: a sentence by block id."""
    values: dict[UUID, Decimal] = {}
    problems: dict[str, str] = {}
    for one in indicators:
        entry = Entry(form, one.unit, problems)
        value = entry.number(Field.VALUE.of(one.id), near(one))
        if value is not None:
            values[one.id] = value
    return values, problems


def entered_reading(form: FormState, one: IndicatorView) -> Decimal | Mapping[str, str]:
    """The one value of a correction, or what is wrong with it."""
    values, problems = entered_readings(form, [one])
    return values.get(one.id) or problems or {Field.VALUE.of(one.id): NO_NUMBER}


def entered_day(form: FormState) -> date | None:
    """The day that readings are of; None for today.

    Raises:
        Invalid: it is no day.
    """
    entry = Entry(form)
    day = entry.day(Field.DAY)
    for block_id, sentence in entry.problems.items():
        raise Invalid(block_id, sentence)
    return day


def addressed(words: str) -> tuple[int | None, str]:
    """The number of a goal that a command's words begin with, and the words after it."""
    first, _, rest = words.strip().partition(" ")
    number = searched_number(first)
    return (None, words.strip()) if number is None else (number, rest.strip())


def asked_sort(value: str) -> tuple[UUID, Sort | None]:
    """What a button that adds an indicator carries: the goal, and the sort that was suggested."""
    goal, _, sort = value.partition(":")
    return identity(goal), Sort(sort) if sort in set(Sort) else None


def chosen(value: str) -> tuple[str, UUID]:
    """What was chosen from an indicator's menu, and the indicator."""
    choice, _, one = value.partition(":")
    return choice, identity(one)


def fingerprint(reads: Iterable[Read]) -> str:
    """What tells readings that were previewed from any others, and is short.

    The text alone doesn't: after midnight its "yesterday" is another day.
    """
    told = "\n".join(f"{read.day} {read.value} {read.note}" for read in reads)
    return sha256(told.encode()).hexdigest()[:16]


def near(one: IndicatorView) -> Decimal:
    """A value of the indicator that tells thousands from decimals where a separator may mean either."""
    return next(value for value in (one.latest, one.baseline, one.target) if value is not None)


def typed_number(value: Decimal | None) -> str:
    """A number as it stands in a field."""
    return "" if value is None else number_words(value)


def _unit(form: FormState) -> str:
    """The unit that was entered, else the one beside the target."""
    said = clean_line(form.text(Field.UNIT))
    beside: Amount | None = None if said else read_amount(form.text(Field.TARGET))
    return beside.unit if beside is not None else said


def _path(entry: Entry) -> tuple[Milestone, ...]:
    found = milestones(entry.form.text(Field.PATH), unit=entry.unit)
    if isinstance(found, str):
        entry.problems[Field.PATH] = found
        return ()
    return found
