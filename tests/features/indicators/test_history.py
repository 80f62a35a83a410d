from dataclasses import dataclass, field
from datetime import datetime

import pytest

from bot.features.indicators.views import history
from bot.slack.sayings import Say
from tests.features.goals.factories import ANA, NOON


@dataclass
class Logged:
    """An entry of the log."""

    detail: dict[str, object]
    at: datetime = NOON
    actor: str | None = ANA
    kind: str = field(default="")


@pytest.mark.parametrize(
    ("say", "detail", "line"),
    [
        (history.added, {}, "<@U0ANA> added the indicator Reply time"),
        (history.removed, {}, "<@U0ANA> removed the indicator Reply time"),
        (
            history.changed,
            {"before": {"target": "4", "unit": "h"}, "after": {"target": "5", "unit": "d"}},
            "<@U0ANA> changed Reply time: the target from 4 to 5 and the unit",
        ),
        (
            history.changed,
            {"before": {"baseline": None}, "after": {"baseline": "5"}},
            "<@U0ANA> changed Reply time: the baseline from none to 5",
        ),
        (
            history.changed,
            {"before": {"is_primary": True}, "after": {"is_primary": False}, "gave_way": True},
            "Reply time became secondary: the team's goals have 3 primary indicators already",
        ),
        (history.recorded, {"value": "14", "replaced": None}, "<@U0ANA> read Reply time: 14"),
        (
            history.recorded,
            {"value": "14", "replaced": "13"},
            "<@U0ANA> read Reply time: 14, in place of 13",
        ),
        (
            history.recorded,
            {"value": "14", "replaced": "13", "replaced_note": "twice", "replaced_of": "U0BEN"},
            "<@U0ANA> read Reply time: 14, in place of 13 from <@U0BEN> (twice)",
        ),
        (
            history.recorded,
            {"value": "14", "replaced": "13", "replaced_note": "(last week)"},
            "<@U0ANA> read Reply time: 14, in place of 13 (last week)",
        ),
        (
            history.recorded,
            {"value": "14", "replaced": "13", "replaced_note": "(old) list (new)"},
            "<@U0ANA> read Reply time: 14, in place of 13 ((old) list (new))",
        ),
        (
            history.recorded,
            {"value": "14", "replaced": "13", "replaced_of": ""},
            "<@U0ANA> read Reply time: 14, in place of 13 from its source",
        ),
        (
            history.recorded,
            {
                "value": "14",
                "earlier": [{"replaced": None}, *[{"replaced": "9"}] * 4],
            },
            "<@U0ANA> read Reply time: 14, with 5 readings of earlier days, in place of 9, 9, 9 and 1 more",
        ),
        (history.recorded, {"value": "14", "origin": "check_in"}, "Reply time was read: 14"),
        (history.recorded, {"value": "14", "day": "2026-03-02"}, "<@U0ANA> read Reply time: 14"),
        (
            history.recorded,
            {"value": "14", "day": "2026-02-24"},
            "<@U0ANA> read Reply time of Tue 24 Feb: 14",
        ),
        (
            history.corrected,
            {"value_before": "14", "value_after": "13", "day": "2025-02-24"},
            "<@U0ANA> corrected Reply time of Mon 24 Feb 2025: 14 → 13",
        ),
        (
            history.recorded,
            {"value": "14", "origin": "source"},
            "a reading of Reply time came from its source: 14",
        ),
        (
            history.recorded,
            {"value": "14", "earlier": [{}]},
            "<@U0ANA> read Reply time: 14, with 1 reading of an earlier day",
        ),
        (
            history.corrected,
            {"value_before": "14", "value_after": "13"},
            "<@U0ANA> corrected Reply time: 14 → 13",
        ),
        (
            history.corrected,
            {"value_before": "14", "value_after": None},
            "<@U0ANA> corrected Reply time: 14 → no reading",
        ),
        (
            history.corrected,
            {"value_before": "14", "value_after": "13", "note_before": "twice", "of": "U0BEN"},
            "<@U0ANA> corrected Reply time: 14 from <@U0BEN> (twice) → 13",
        ),
        (history.changed, {}, "<@U0ANA> changed Reply time: its numbers"),
    ],
)
def test_what_happened_is_told_in_a_line(say: Say, detail: dict[str, object], line: str) -> None:
    assert say(Logged({"name": "Reply time", **detail})) == line
