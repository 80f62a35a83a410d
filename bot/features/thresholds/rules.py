"""When a crossing is told, and who facilitates the talk about it."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.errors import Invalid
from bot.features.indicators.rules.progress import expected_percent, meets, percent_at
from bot.features.indicators.rules.status import BEHIND_AMBER, BEHIND_RED
from bot.features.indicators.values import IndicatorView, Status
from bot.features.thresholds.values import WORDS_MOST, Candidate, Seen, Watch
from bot.text import clean_text, has_visible, shorten

CALM_ENOUGH = 2  # better readings in a row end an alarm, whatever their distance
MARGIN = Decimal("0.1")  # of the way from the threshold to the target: less than that may be noise
POINTS = Decimal(5)  # of progress, where the expected path is the threshold
LONG_AGO = datetime.min.replace(tzinfo=UTC)
NO_WORDS = "Say it in a few words, so that the others can follow."


def step(watch: Watch, seen: Seen) -> tuple[Watch, Status | None]:
    """What a reading does to a watch, and the level that people are to hear of, if any.

    The trigger is Schmitt's: what is worse than people know is told at once, and can be told again only after the
    number was clearly better, or better twice in a row, so that one that hovers at a threshold opens one talk.
    """
    if seen.status is Status.NO_READING:
        return watch, None
    if seen.status.weakness > watch.level.weakness:
        return Watch(seen.status), seen.status
    if seen.status is watch.level:
        return Watch(watch.level), None
    if seen.is_clear or watch.calm + 1 >= CALM_ENOUGH:
        return Watch(seen.status), None
    return Watch(watch.level, watch.calm + 1), None


def is_clear(indicator: IndicatorView, level: Status, today: date) -> bool:
    """Whether the latest reading is better than a level by more than noise.

    By a tenth of the way from the threshold to the target; where the expected path is the threshold, by five points.
    """
    if indicator.latest is None:
        return False
    threshold = indicator.red if level is Status.RED else indicator.amber
    if threshold is not None:
        edge = threshold + (indicator.target - threshold) * MARGIN
        return meets(indicator.direction, indicator.latest, edge)
    if indicator.amber is not None or indicator.red is not None:
        return False
    behind = expected_percent(indicator, today) - percent_at(indicator, indicator.latest)
    return behind <= (BEHIND_RED if level is Status.RED else BEHIND_AMBER) - POINTS


def facilitator(candidates: Iterable[Candidate], *, but: Collection[str | None]) -> str | None:
    """Whose turn it is: who had the fewest, then whose last is longest ago; None when nobody is left.

    Args:
        but: people whom it can't be, such as the driver and who is away.
    """
    free = [one for one in candidates if one.user not in but]
    return min(free, key=_turn).user if free else None


def words_of(raw: str, field: str) -> str:
    """What somebody says, at most 500 characters.

    Raises:
        Invalid: there is nothing to read.
    """
    words = shorten(clean_text(raw), WORDS_MOST)
    if not has_visible(words):
        raise Invalid(field, NO_WORDS)
    return words


def _turn(one: Candidate) -> tuple[int, datetime, str]:
    return (one.turns, one.last or LONG_AGO, one.user)
