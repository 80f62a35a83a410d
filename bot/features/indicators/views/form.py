"""The form of an indicator: what to read and where it should go first, the rest behind *More*."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from bot.delivery.values import Json
from bot.features.goals.values import GoalView
from bot.features.indicators.forms import STAGES, YES, Stage, typed_number
from bot.features.indicators.rules.numbers import number_words
from bot.features.indicators.values import (
    NAME_MOST,
    UNIT_MOST,
    Category,
    Direction,
    Field,
    IndicatorDraft,
    IndicatorView,
    Sort,
)
from bot.features.indicators.views import ids
from bot.slack import fields, kit
from bot.slack.kit import Block, markup
from bot.text import shorten

DIRECTIONS = (
    ("Increase to the target", Direction.INCREASE),
    ("Decrease to the target", Direction.DECREASE),
    ("Stay above the target", Direction.STAY_ABOVE),
    ("Stay below the target", Direction.STAY_BELOW),
)
SORTS = (
    ("Leading: moves early, so that you can still act", Sort.LEADING),
    ("Lagging: says whether the goal was reached", Sort.LAGGING),
)
NUMBER = "4 · 12.5 · 1,200"
WORSE = "Crossed below it where more is better, above it where less is."


def indicator_modal(
    stage: Stage,
    goal: GoalView,
    *,
    known: IndicatorDraft | None = None,
    due: date | None = None,
    primaries: Sequence[IndicatorView] = (),
    numbers: Mapping[UUID, int] | None = None,
) -> Json:
    """The form of an indicator, at any stage; blocks keep their ids, so what was typed stays.

    Args:
        known: what the fields begin with.
        due: the day that a new one begins with.
        primaries: among which the one is chosen that becomes secondary, when the form asks for that.
        numbers: those of their goals.
    """
    asks = [_demoted(primaries, numbers or {})] if stage.is_full and primaries else []
    blocks = [
        *asks,
        kit.context(
            markup(
                "How will you know that *#{number}* {title} is reached?", number=goal.number, title=goal.title
            )
        ),
        *_what(known, stage),
        *_where(known, due),
        _primary(known),
        *(_more(known) if stage.unfolded else (kit.actions(kit.button("More", ids.MORE)),)),
        *(_removal(stage) if stage.indicator_id else ()),
    ]
    is_new = stage.indicator_id is None
    return kit.modal(
        "Add an indicator" if is_new else "Edit this indicator",
        blocks,
        callback_id=ids.SUBMIT if is_new else ids.SUBMIT_EDIT,
        submit="Save",
        close="Cancel",
        carried=STAGES.write(stage),
    )


def _what(known: IndicatorDraft | None, stage: Stage) -> Iterable[Block]:
    yield fields.line_input(
        Field.NAME,
        "What will you read?",
        initial=shorten(known.name, NAME_MOST) if known else "",
        placeholder="Median time until an answer",
        most=NAME_MOST,
    )
    chosen = known.sort if known else stage.sort or Sort.LAGGING
    yield fields.choice_input(Field.SORT, "Which sort is it?", SORTS, initial=chosen)
    categories = [(one.called.capitalize(), one) for one in Category]
    category = known.category if known else Category.CUSTOMER_VALUE
    yield fields.choice_input(
        Field.CATEGORY, "What kind of value does it stand for?", categories, initial=category
    )


def _where(known: IndicatorDraft | None, due: date | None) -> Iterable[Block]:
    direction = known.direction if known else Direction.INCREASE
    yield fields.choice_input(Field.DIRECTION, "Where should it go?", DIRECTIONS, initial=direction)
    yield _number(
        Field.TARGET,
        "Target",
        known.target if known else None,
        hint="Here 1,200 is twelve hundred, and 1.5 one and a half.",
        optional=False,
    )
    yield fields.line_input(
        Field.UNIT,
        "Unit",
        initial=known.unit if known else "",
        placeholder="h, %, €, people",
        most=UNIT_MOST,
        optional=True,
    )
    yield fields.date_input(Field.DUE, "By when?", initial=_iso(known.due_on if known else due))
    yield _number(
        Field.BASELINE,
        "Baseline: where does it stand now?",
        known.baseline if known else None,
        hint="Leave it empty while nobody knows, and say below when you will.",
    )
    yield fields.date_input(
        Field.FIRST_BY,
        "First reading by",
        initial=_iso(known.first_reading_by if known else None),
        hint="Only while the baseline is unknown: what is read first becomes the baseline.",
        optional=True,
    )


def _primary(known: IndicatorDraft | None) -> Block:
    return fields.checkbox_input(
        Field.PRIMARY,
        "Is it one of the team's few?",
        [("Primary: it says how the goal stands; at most three a team", YES)],
        checked=frozenset({YES} if known and known.is_primary else ()),
    )


def _more(known: IndicatorDraft | None) -> Iterable[Block]:
    yield _number(Field.COMMIT, "What are you sure of?", known.commit if known else None)
    yield _number(Field.STRETCH, "What would be wonderful?", known.stretch if known else None)
    yield _number(
        Field.AMBER,
        "Amber threshold",
        known.amber if known else None,
        hint=f"{WORSE} Without thresholds it is amber or red by how far it is behind its expected path.",
    )
    yield _number(Field.RED, "Red threshold", known.red if known else None, hint=WORSE)
    path = known.path if known else ()
    yield fields.line_input(
        Field.PATH,
        "Milestones on the way",
        initial="\n".join(f"{point.day}: {number_words(point.value)}" for point in path),
        placeholder="2026-03-31: 20\n2026-04-15: 10",
        hint="A line each; without any, the path is a straight line.",
        most=None,
        optional=True,
        paragraph=True,
    )


def _removal(stage: Stage) -> Iterable[Block]:
    asked = kit.confirmation(
        "Remove this indicator?", "Its readings go with it, and can't be brought back.", "Remove", "Keep it"
    )
    yield kit.actions(kit.button("Remove …", ids.REMOVE, str(stage.indicator_id), confirm=asked))


def _demoted(primaries: Sequence[IndicatorView], numbers: Mapping[UUID, int]) -> Block:
    choices = [(_called(one, numbers), str(one.id)) for one in primaries]
    return fields.choice_input(
        Field.DEMOTED,
        "The team has three primary indicators already. Which one becomes secondary instead?",
        choices,
    )


def _called(one: IndicatorView, numbers: Mapping[UUID, int]) -> str:
    return f"{shorten(one.name, 60)} · #{numbers[one.goal_id]}" if one.goal_id in numbers else one.name


def _number(
    field: Field, label: str, value: Decimal | None, *, hint: str = "", optional: bool = True
) -> Block:
    return fields.line_input(
        field,
        label,
        initial=typed_number(value),
        placeholder=NUMBER,
        hint=hint,
        most=None,
        optional=optional,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
