"""Watching what is read of indicators, and opening a talk when a number crosses a threshold (P6)."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.attention.service import notices
from bot.features.goals import service as goals
from bot.features.goals.events import GoalCarried, GoalEnded, GoalUncommitted, GoalWithdrawn
from bot.features.goals.values import GoalState, Outcome
from bot.features.indicators import service as indicators
from bot.features.indicators.events import (
    IndicatorChanged,
    IndicatorRemoved,
    ReadingCorrected,
    ReadingRecorded,
)
from bot.features.indicators.values import IndicatorView, Status
from bot.features.ownership import service as ownership
from bot.features.teams import service as teams
from bot.features.thresholds import rules
from bot.features.thresholds.events import ThresholdCrossed
from bot.features.thresholds.models import Talk
from bot.features.thresholds.repository import Talks, Watches, view_of
from bot.features.thresholds.service.talks import close, key_of, next_facilitator, redraw, reply
from bot.features.thresholds.values import (
    FACILITATE,
    PROMPTS,
    TALK,
    TALKED_ABOUT,
    End,
    Said,
    Seen,
    TalkView,
    Watch,
)

OUTCOMES = {Outcome.REACHED: End.REACHED, Outcome.PARTLY: End.PARTLY, Outcome.LET_GO: End.GOAL_ENDED}
ReadingEvent = ReadingRecorded | ReadingCorrected


def reading_changed(tx: Transaction, event: ReadingEvent) -> None:
    """A number was read or put right: what crossed a threshold is talked about, once.

    Only of committed goals, and only what the newest day says: filling in the past opens nothing.
    """
    if goals.goal_on_record(tx, UUID(event.subject)).state is not GoalState.COMMITTED:
        return
    indicator = indicators.indicator(tx, event.indicator_id)
    talk = Talks(tx).open_about(indicator.id)
    if talk is not None:
        tx.touch(TALK, talk.id)
    if talk is not None and _undoes(event, talk):
        _forget(tx, indicator, event.after)
        close(tx, talk, End.CORRECTED)
    elif isinstance(event, ReadingRecorded) and event.day == indicator.latest_on:
        _take(tx, indicator, event, talk)


def indicator_changed(tx: Transaction, event: IndicatorChanged) -> None:
    """What is told of its thresholds may have become another thing."""
    talk = Talks(tx).open_about(event.indicator_id)
    if talk is not None:
        tx.touch(TALK, talk.id)


def indicator_removed(tx: Transaction, event: IndicatorRemoved) -> None:
    """There is nothing to talk about any more."""
    for row in Talks(tx).open_on([UUID(event.subject)]):
        if row.indicator_id in {None, event.indicator_id}:
            close(tx, row, End.REMOVED)


def goal_over(tx: Transaction, event: GoalEnded | GoalWithdrawn | GoalCarried | GoalUncommitted) -> None:
    """The goal is not pursued now, so its talks are over; once it is again, its numbers are looked at anew."""
    goal_id = UUID(event.subject)
    Watches(tx).forget(goal_id)
    for row in Talks(tx).open_on([goal_id]):
        close(tx, row, _end_with(event))


def _end_with(event: GoalEnded | GoalWithdrawn | GoalCarried | GoalUncommitted) -> End:
    if isinstance(event, GoalEnded):
        return OUTCOMES[event.outcome]
    if isinstance(event, GoalCarried):
        return End.CARRIED
    return End.UNCOMMITTED if isinstance(event, GoalUncommitted) else End.GOAL_ENDED


def _undoes(event: ReadingEvent, talk: Talk) -> bool:
    """Whether the very reading that crossed turned out to be another, and nothing is crossed with that one.

    Nothing is, when it stands no worse than before; green, where it stood no better before. What somebody else reads
    on the same day is no correction of it, but a new reading.
    """
    is_other = isinstance(event, ReadingCorrected) or event.corrects
    before, level = Status(talk.before), Status(talk.level)
    calm = before if before.weakness < level.weakness else Status.GREEN
    return is_other and event.day == talk.day and event.after.weakness <= calm.weakness


def _forget(tx: Transaction, indicator: IndicatorView, level: Status) -> None:
    row = Watches(tx).held(indicator.id)
    row.level, row.calm = level.value, 0


def _take(tx: Transaction, indicator: IndicatorView, event: ReadingRecorded, talk: Talk | None) -> None:
    row = Watches(tx).held(indicator.id)
    before = Watch(Status(row.level), row.calm)
    today = indicators.today_of(tx, indicator.team_id)
    seen = Seen(event.after, rules.is_clear(indicator, before.level, today))
    after, told = rules.step(before, seen)
    row.level, row.calm = after.level.value, after.calm
    if talk is not None and after.level is not before.level:
        _tell(tx, talk, event, after.level, Said.WORSE if told else Said.BETTER)
    elif told is not None:
        _open(tx, indicator, event)


def _tell(tx: Transaction, talk: Talk, event: ReadingRecorded, level: Status, said: Said) -> None:
    """It got worse still, or better, while people talk about it."""
    seen = view_of(talk)
    note_id = Talks(tx).say(talk.id, said, status=level.value, value=event.value, day=event.day)
    reply(tx, seen, note_id)
    redraw(tx, seen)


def _open(tx: Transaction, indicator: IndicatorView, event: ReadingRecorded) -> None:
    row = Talks(tx).add(
        Talk(
            team_id=indicator.team_id,
            goal_id=indicator.goal_id,
            indicator_id=indicator.id,
            name=indicator.name,
            unit=indicator.unit,
            before=event.before.value,
            level=event.after.value,
            value=event.value,
            day=event.day,
            opened_at=tx.now,
            facilitator=next_facilitator(tx, indicator.team_id, indicator.goal_id),
        )
    )
    opened = view_of(row)
    tx.happened(
        ThresholdCrossed(
            subject=str(opened.goal_id),
            talk_id=opened.id,
            team_id=opened.team_id,
            name=opened.name,
            before=opened.before,
            after=opened.level,
        )
    )
    _announce(tx, opened)


def _announce(tx: Transaction, opened: TalkView) -> None:
    channel = teams.team_by_id(tx, opened.team_id).channel
    tx.show(TALK, opened.id, channel, key=key_of(opened.id))
    tx.show(PROMPTS, opened.id, channel, key=f"talk-prompts:{opened.id}", thread_of=key_of(opened.id))
    driver = ownership.driver_of(tx, opened.goal_id)
    if driver is not None:
        notices.mention(tx, driver.user, TALKED_ABOUT, opened.id, key=f"talked-about:{opened.id}")
    if opened.facilitator is not None:
        notices.mention(
            tx, opened.facilitator, FACILITATE, opened.id, key=f"facilitate:{opened.id}:{opened.facilitator}"
        )
    redraw(tx, opened)
