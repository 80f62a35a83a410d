"""What the forms of retrospectives hold: how far they have come, and what was entered."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from bot.features.retrospectives.rules.rhythm import MOST_WEEKS, How, RhythmDraft, RhythmField
from bot.features.retrospectives.values.formats import FORMATS
from bot.features.retrospectives.values.phases import Phase, Plan
from bot.features.retrospectives.values.reflections import ReflectionDraft
from bot.features.retrospectives.values.retro import Field, RetroDraft, RetroView
from bot.slack.carried import Carried
from bot.slack.payloads import FormState
from bot.slack.visits import identity

PLAN = "retrospectives.start.plan"
NAMES = "retrospectives.start.names"
HEADING = "retrospectives.add.heading"
LONGEST_NUMBER = 2  # digits
ANONYMOUS, NAMED = "anonymous", "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStage:
    """What a form for reflections carries.

    Args:
        is_anonymous: which promise it made; reflections are kept so, or not at all.
        columns: keys of the questions it asks, in order.
        is_running: whether the retro had begun, or it all waits for the next one.
        turn: how often this window was handed in before; *Add another* keeps the window, and so Slack its id.
    """

    retro_id: UUID
    team_id: UUID
    is_anonymous: bool
    columns: tuple[str, ...]
    is_running: bool = False
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStage:
    """What the facilitator's view of groups carries.

    Args:
        first: the place of the first reflection on the page.
        reflection_id: the one that a new group is made for.
        group_id: the group whose title is changed.
        turn: how many titles were handed in from this window before.
    """

    retro_id: UUID
    first: int = 0
    reflection_id: UUID | None = None
    group_id: UUID | None = None
    turn: int = 0


ADD_STAGES = Carried(AddStage)
GROUP_STAGES = Carried(GroupStage)


def add_stage(retro: RetroView, turn: int = 0) -> AddStage:
    """Where a form for reflections begins."""
    return AddStage(
        retro_id=retro.id,
        team_id=retro.team_id,
        is_anonymous=retro.is_anonymous,
        columns=tuple(column.key for column in retro.format.columns),
        is_running=retro.is_running,
        turn=turn,
    )


def text_block(column: str) -> str:
    """The block id of the field for one question."""
    return f"{Field.TEXT}.{column}"


def reflections(form: FormState, stage: AddStage) -> list[ReflectionDraft]:
    """What was written, question by question, empty ones too; or the words that came with the command."""
    heading = form.chosen(HEADING)
    if heading in stage.columns:
        return [ReflectionDraft(heading, form.text(Field.TEXT))]
    return [ReflectionDraft(column, form.text(text_block(column))) for column in stage.columns]


def first_field(form: FormState, stage: AddStage) -> str:
    """The block id of the field that says what is wrong with the words."""
    return Field.TEXT if form.chosen(HEADING) else text_block(stage.columns[0])


def start_draft(form: FormState, team_id: UUID) -> RetroDraft:
    """What was chosen to start a retro with."""
    names = form.chosen(NAMES)
    return RetroDraft(
        team_id=team_id,
        format=form.chosen(Field.FORMAT) or FORMATS[0].key,
        columns=tuple(line for line in form.text(Field.COLUMNS).split("\n") if line.strip()),
        plan=Plan.LIVE if form.chosen(PLAN) == Plan.LIVE else Plan.DAYS,
        facilitator=form.person(Field.FACILITATOR),
        is_anonymous=None if names is None else names == ANONYMOUS,
    )


def rhythm_draft(form: FormState) -> RhythmDraft:
    """What was chosen of a rhythm; what isn't asked for keeps its usual value."""
    how = form.chosen(RhythmField.HOW)
    return RhythmDraft(
        how=How(how) if how in set(How) else How.NEVER,
        every=_within(form.chosen(RhythmField.EVERY), 1, MOST_WEEKS, usual=2),
        weekday=_within(form.chosen(RhythmField.WEEKDAY), 0, 6, usual=4),
        day=_day(form.date(RhythmField.DAY)),
        at=_time(form.time(RhythmField.AT)),
    )


def asks_for_all(form: FormState, draft: RhythmDraft) -> bool:
    """Whether the form, as it was sent, had the fields that this kind of rhythm needs."""
    needed = {
        How.WEEKS: (RhythmField.AT, RhythmField.EVERY, RhythmField.WEEKDAY),
        How.MONTH_END: (RhythmField.AT,),
        How.DATE: (RhythmField.AT, RhythmField.DAY),
        How.NEVER: (),
    }
    return all(field in form.values for field in needed[draft.how])


def phase_of(value: str) -> tuple[Phase, UUID]:
    """The phase that was shown and the retro, as *Next* carries them.

    Raises:
        NotFound: it carries neither.
    """
    name, _, retro = value.partition(":")
    known = {phase.value: phase for phase in Phase}
    return known.get(name, Phase.CLOSED), identity(retro)


def choice_of(value: str) -> tuple[str, UUID]:
    """What was chosen from a menu of the facilitator's, and of what: `<what>:<id>`."""
    choice, _, subject = value.partition(":")
    return choice, identity(subject)


def _within(chosen: str | None, least: int, most: int, *, usual: int) -> int:
    number = int(chosen) if chosen and chosen.isdecimal() and len(chosen) <= LONGEST_NUMBER else usual
    return number if least <= number <= most else usual


def _day(entered: str | None) -> date | None:
    try:
        return date.fromisoformat(entered) if entered else None
    except ValueError:
        return None


def _time(entered: str | None) -> time | None:
    try:
        return time.fromisoformat(entered) if entered else None
    except ValueError:
        return None
