"""What a team's board and histories say of its cycles."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from bot.features.cycles.values import Phase
from bot.features.cycles.views import history
from bot.features.workspaces.values import ActivityView


def entry(**detail: object) -> ActivityView:
    return ActivityView(
        id=UUID(int=1),
        at=datetime(2026, 3, 2, tzinfo=UTC),
        actor="U0ANA",
        kind="cycles",
        subject="team",
        detail=detail,
    )


@pytest.mark.parametrize(
    ("before", "after", "by_date", "said"),
    [
        (Phase.DRAFTING, Phase.VOTING, True, "the cycle went on to voting"),
        (Phase.DRAFTING, Phase.VOTING, False, "<@U0ANA> moved the cycle on to voting"),
        (Phase.COMMITTING, Phase.VOTING, False, "<@U0ANA> moved the cycle back to voting"),
        (Phase.REFLECTING, Phase.CLOSED, True, "the cycle closed"),
        (Phase.RUNNING, Phase.CLOSED, False, "<@U0ANA> closed the cycle"),
        (Phase.CLOSED, Phase.REFLECTING, False, "<@U0ANA> opened the cycle again"),
    ],
)
def test_who_moved_a_cycle_where(before: Phase, after: Phase, by_date: bool, said: str) -> None:
    assert history.moved(entry(before=before.value, after=after.value, by_date=by_date)) == said


def test_which_cycle_began() -> None:
    assert history.opened(entry(number=2)) == "cycle 2 began"
