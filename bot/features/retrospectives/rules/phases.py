"""When each phase ends, by plan or by hand."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from bot.clock.workdays import add_working_days
from bot.features.attention.values import ENDS, STARTS
from bot.features.retrospectives.values.phases import Ends, Phase, Plan

ORDER = (Phase.COLLECT, Phase.GROUP, Phase.VOTE, Phase.DISCUSS)
AFTER = dict(zip(ORDER, (*ORDER[1:], Phase.CLOSED), strict=True))
LIVE = {
    Phase.COLLECT: timedelta(minutes=15),
    Phase.GROUP: timedelta(minutes=5),
    Phase.VOTE: timedelta(minutes=5),
    Phase.DISCUSS: timedelta(minutes=20),
}
LAST_WEEK, DAY, SATURDAY = timedelta(days=6), timedelta(days=1), 5
GROUPING = timedelta(hours=3)  # of a plan over days, while people work
COUNTING = timedelta(seconds=3)  # many times what it takes to count somebody whose words are kept
LATE = {Plan.LIVE: timedelta(minutes=1), Plan.DAYS: timedelta(hours=1)}  # what lost less ends as announced


def planned(plan: Plan, start: datetime, zone: ZoneInfo) -> Ends:
    """When each phase ends: after 15, 5, 5 and 20 minutes, or on the next three working days at the same hour.

    Over days, collecting takes the first, grouping three working hours of the second, voting the rest of it,
    discussing the third. What begins while nobody works ends its phases as if the last working day had just ended.
    """
    if plan is Plan.LIVE:
        collect = start + LIVE[Phase.COLLECT]
        group = collect + LIVE[Phase.GROUP]
        vote = group + LIVE[Phase.VOTE]
        return Ends(collect, group, vote, vote + LIVE[Phase.DISCUSS])
    begun = _at_work(start.astimezone(zone))
    first, second, third = (add_working_days(begun, days, zone) for days in (1, 2, 3))
    return Ends(first, _grouped(first, zone), second, third)


def phase_at(ends: Ends, begun: Phase, now: datetime) -> Phase:
    """Which phase it is at that moment: the one whose beginning was acted on, or, when that is over, the one after it.

    No later one: each gets its time, however long nobody acted on the end of the one before.
    """
    end = ends.of(begun)
    return begun if end is None or now < end else AFTER[begun]


def counted_at(ends: Ends) -> datetime:
    """When everybody is counted who wrote without their name before collecting ended.

    They are counted a moment after their words are kept, in a transaction apart (docs/decisions/0006); were all
    revealed in between, they would be missing among the three people without whom the words are erased.
    """
    return ends.collect + COUNTING


def ended_now(plan: Plan, ends: Ends, phase: Phase, now: datetime) -> Ends:
    """The ends, when this phase is ended by hand.

    Live, what follows keeps its length; over days it keeps the day that everybody was told.
    """
    moments = {one: ends.of(one) or now for one in ORDER}
    gone = moments[phase] - now
    for one in ORDER[ORDER.index(phase) :]:
        moments[one] = now if one is phase else moments[one] - (gone if plan is Plan.LIVE else timedelta(0))
    return Ends(*(moments[one] for one in ORDER))


def made_up_for(plan: Plan, ends: Ends, phase: Phase, now: datetime, zone: ZoneInfo) -> Ends:
    """The ends, when that of this phase is acted on only now: what follows begins now and lasts as long as planned.

    Live, all that follows moves by what was lost; over days by whole working days, so that it ends at the hour that
    everybody was told.
    """
    end = ends.of(phase) or now
    later = ORDER[ORDER.index(phase) + 1 :]
    if now - end <= LATE[plan]:
        return ends
    if plan is Plan.LIVE:
        return _moved(ends, later, lambda moment: moment + (now - end))
    days = next(days for days in count() if add_working_days(end, days, zone) >= now)
    return _moved(ends, later, lambda moment: add_working_days(moment, days, zone))


def without_vote(ends: Ends, now: datetime) -> Ends:
    """The ends, when nothing was added: there is nothing to group or to vote on, only to talk, from now on."""
    return replace(ends, collect=now, group=now, vote=now)


def over_at_once(now: datetime) -> Ends:
    """The ends, when all that was added was erased."""
    return Ends(now, now, now, now)


def first_day(ends_on: date) -> date:
    """The first working day of a cycle's last week; three days later, still within it, the retro is over."""
    day = ends_on - LAST_WEEK
    while day.weekday() >= SATURDAY:
        day += DAY
    return day


def _at_work(local: datetime) -> datetime:
    """The moment itself within a working day's hours, else the end of the last working day before it."""
    if local.weekday() < SATURDAY and STARTS <= local.time() <= ENDS:
        return local
    day = local.date() if local.time() > ENDS else local.date() - DAY
    while day.weekday() >= SATURDAY:
        day -= DAY
    return datetime.combine(day, ENDS, local.tzinfo)


def _grouped(collected: datetime, zone: ZoneInfo) -> datetime:
    """When grouping ends: what no longer fits into the day is left for the next working day's morning."""
    local = collected.astimezone(zone)
    room = datetime.combine(local.date(), ENDS, zone) - local
    if room >= GROUPING:
        return collected + GROUPING
    morning = datetime.combine(local.date(), STARTS, zone)
    return add_working_days(morning + GROUPING - room, 1, zone)


def _moved(ends: Ends, phases: Iterable[Phase], move: Callable[[datetime], datetime]) -> Ends:
    return replace(ends, **{one.value: move(moment) for one in phases if (moment := ends.of(one))})
