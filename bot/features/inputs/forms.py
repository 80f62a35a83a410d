"""What the forms of input rounds hold: how far they have come, and what was entered."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.features.inputs.rules import KINDS, question_field, text_field
from bot.features.inputs.values.given import InputDraft, InputView, Kind
from bot.features.inputs.values.rounds import Field, RoundDraft
from bot.features.inputs.values.shown import PageView
from bot.slack.carried import Carried
from bot.slack.payloads import FormState
from bot.slack.visits import identity

NAMES = "inputs.start.names"
ANONYMOUS, NAMED = "anonymous", "named"
NO_GOAL = "none"
LONGEST_NUMBER = 6  # digits of a reply's number


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStage:
    """What the form for input carries.

    Args:
        is_anonymous: which promise it made; what is given is kept so, or not at all.
        turn: how often this window was handed in before; *Add another* keeps the window, and so Slack its id.
    """

    round_id: UUID
    is_anonymous: bool
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStage:
    """What the form carries that changes something given with a name."""

    round_id: UUID
    input_id: UUID
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class SortStage:
    """What the form carries that says what becomes of an input.

    Args:
        page: the number of the reply whose inputs are sorted, one after the other.
        input_id: the one that the form asks about; None for the list of all.
        seen: when that one was sorted last, as it was shown.
        turn: how often this window was handed in before.
    """

    round_id: UUID
    page: int
    input_id: UUID | None = None
    seen: datetime | None = None
    turn: int = 0


ADD_STAGES = Carried(AddStage)
CHANGE_STAGES = Carried(ChangeStage)
SORT_STAGES = Carried(SortStage)


def round_draft(form: FormState, team_id: UUID) -> RoundDraft:
    """What was entered to ask for input."""
    names = form.chosen(NAMES)
    return RoundDraft(
        team_id=team_id,
        questions={kind: form.text(question_field(kind)) for kind in KINDS},
        closes_at=form.moment(Field.CLOSES),
        is_anonymous=None if names is None else names == ANONYMOUS,
    )


def given(form: FormState) -> list[InputDraft]:
    """What was written, question by question, empty ones too.

    Raises:
        NotFound: the goal's id is none.
    """
    return [entered(form, kind) for kind in KINDS]


def entered(form: FormState, kind: Kind) -> InputDraft:
    """What was written under one question; raises as `given` does."""
    goal = form.chosen(Field.GOAL) or NO_GOAL
    return InputDraft(None if goal == NO_GOAL else identity(goal), kind, form.text(text_field(kind)))


def sort_stage(page: PageView, one: InputView | None = None, turn: int = 0) -> SortStage:
    """Where a form begins that asks about one input of a reply, or lists all."""
    return SortStage(
        round_id=page.round.id,
        page=page.number,
        input_id=one.id if one else None,
        seen=one.sorted_at if one else None,
        turn=turn,
    )


def page_of(value: str) -> tuple[UUID, int]:
    """The round and the number of a reply, as its button and its surface name it.

    Raises:
        NotFound: it names neither.
    """
    round_id, _, number = value.partition("/")
    is_number = number.isdecimal() and len(number) <= LONGEST_NUMBER
    return identity(round_id), int(number) if is_number else 0
