"""How a day that slips moves the days of what waits for it (P7).

A team that gets what it needs on the day agreed on is done when it is due; what it does in between takes as long
when it gets it later. So an initiative is expected on its due date, or as many days later as the latest of what it
waits for comes after the day agreed on: the longest path through the graph.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from graphlib import TopologicalSorter
from uuid import UUID

from bot.features.planning.values.slips import Need, Step

TELL_AGAIN = timedelta(days=7)  # by how much a day has to move on before its driver hears of it once more
EVERYWHERE = timedelta(hours=12)  # how far the last zone on earth is behind UTC


def day_not_over(now: datetime) -> date:
    """The earliest day that goes on somewhere: what was due before is late wherever its team is."""
    return (now - EVERYWHERE).date()


def expectations(
    steps: Mapping[UUID, Step], needs: Iterable[Need], anew: Collection[UUID], today: date
) -> dict[UUID, date | None]:
    """When each of these initiatives is expected to be done; None for one that has no day and waits for none.

    Args:
        steps: they, and all that they wait for.
        needs: all that they wait for.
        anew: whose day is worked out; the others' stays as it was worked out before.
        today: what is not done and was due earlier is expected today.
    """
    of_needer = defaultdict(list)
    for need in needs:
        if need.needer in anew:
            of_needer[need.needer].append(need)
    order = TopologicalSorter({step: [need.deliverer for need in of_needer[step]] for step in anew})
    expected = {step_id: step.expected for step_id, step in steps.items()}
    for step_id in order.static_order():
        if step_id in anew:
            days = [_by_itself(steps[step_id], today)]
            days += [_after(steps, expected, need) for need in of_needer[step_id]]
            expected[step_id] = max((day for day in days if day is not None), default=None)
    return {step_id: expected[step_id] for step_id in anew}


def held_up_by(
    steps: Mapping[UUID, Step], needs: Iterable[Need], expected: Mapping[UUID, date | None]
) -> dict[UUID, Need]:
    """What each that is expected after its due date waits for longest; one that isn't is missing.

    Args:
        expected: when each of the steps is expected.
    """
    found: dict[UUID, Need] = {}
    for need in needs:
        day, due = _after(steps, expected, need), steps[need.needer].due
        if day is not None and day == expected[need.needer] and (due is None or day > due):
            found.setdefault(need.needer, need)
    return found


def is_news(due: date | None, told: date | None, expected: date | None, *, slides: bool = False) -> bool:
    """Whether a driver should hear of the day that is expected.

    They hear when it first comes after the due date, when it moves a week or more from what they heard, and when it
    comes in time again.

    Args:
        told: the late day that they heard of last; None while they heard of none.
        slides: it only moves on with today, since what they heard of is still late.
    """
    if due is None or expected is None or expected <= due:
        return told is not None
    return told is None or (not slides and abs(expected - told) >= TELL_AGAIN)


def way(needs: Iterable[Need], start: UUID, end: UUID) -> list[UUID] | None:
    """A shortest chain in which each waits for the next, from `start` to `end`; None when there is none."""
    waits_for = defaultdict(list)
    for need in needs:
        waits_for[need.needer].append(need.deliverer)
    chains = [[start]]
    seen = {start}
    for chain in chains:
        if chain[-1] == end:
            return chain
        for following in waits_for[chain[-1]]:
            if following not in seen:
                seen.add(following)
                chains.append([*chain, following])
    return None


def _by_itself(step: Step, today: date) -> date | None:
    if step.due is None or not step.is_open:
        return step.due
    return max(step.due, today)


def _after(steps: Mapping[UUID, Step], expected: Mapping[UUID, date | None], need: Need) -> date | None:
    """When what waits is done, if this were all it waits for; None when nothing holds it up."""
    brings, due = expected[need.deliverer], steps[need.needer].due
    if brings is None or not steps[need.deliverer].is_open:
        return None
    takes = max(due - need.needed_by, timedelta()) if due else timedelta()
    return brings + min(takes, date.max - brings)
