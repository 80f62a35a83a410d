"""What reading together registers."""

from datetime import timedelta

from bot.features.cadences.events import CadenceStopped
from bot.features.cycles.events import PhaseChanged
from bot.features.indicators.events import (
    IndicatorAdded,
    IndicatorChanged,
    IndicatorEvent,
    IndicatorRemoved,
    ReadingCorrected,
    ReadingRecorded,
)
from bot.features.parts import Parts
from bot.features.teams.events import MemberLeft, TeamArrived
from bot.features.teams.views import CARD_SECTIONS
from bot.features.thresholds.events import TalkClosed, TalkEvent, ThresholdCrossed
from bot.features.together import handlers, surfaces
from bot.features.together.jobs import TogetherKeeper
from bot.features.together.service import reading, rhythm
from bot.features.together.values import PROMPTS, READING
from bot.features.together.views import ids

CARD_PLACE = 59  # before looking back
POST_EVERY = timedelta(seconds=5)
OF_NUMBERS: tuple[type[IndicatorEvent], ...] = (
    IndicatorAdded,
    IndicatorChanged,
    IndicatorRemoved,
    ReadingRecorded,
    ReadingCorrected,
)
OF_TALKS: tuple[type[TalkEvent], ...] = (ThresholdCrossed, TalkClosed)


def register(parts: Parts) -> None:
    """One message every second week, its thread, and the day on which it comes."""
    parts.renderers.register(READING, surfaces.draw_reading)
    parts.renderers.register(PROMPTS, surfaces.draw_prompts)
    parts.sections.add(CARD_SECTIONS, CARD_PLACE, surfaces.add_to_card)
    parts.doors.command(
        "/goal",
        "together",
        handlers.open_rhythm,
        does="shows on which day the team reads its primary indicators together; stewards change it",
        example="/goal together",
    )
    parts.doors.form(ids.SUBMIT, handlers.submit_rhythm, saved=handlers.show_rhythm)
    for of_numbers in OF_NUMBERS:
        parts.subscriptions.on(of_numbers, reading.numbers_changed)
    for of_talks in OF_TALKS:
        parts.subscriptions.on(of_talks, reading.numbers_changed)
    parts.subscriptions.on(PhaseChanged, reading.cycle_moved)
    parts.subscriptions.on(MemberLeft, reading.member_left)
    parts.subscriptions.on(TeamArrived, rhythm.team_arrived)
    parts.subscriptions.on(CadenceStopped, rhythm.turned)
    parts.jobs.every(POST_EVERY, "together.post", TogetherKeeper(parts.database).post)
