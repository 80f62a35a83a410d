"""The stand-in's rate limits: what they take and what they refuse."""

import pytest

from tests.chaos.slack_limits import DOCUMENTED, SlackLimits

OPEN, POST = "conversations.open", "chat.postMessage"


@pytest.mark.parametrize("faster", [1.0, 5.0])
def test_one_more_than_a_minute_allows_is_refused_until_the_first_is_a_minute_old(faster: float) -> None:
    limits = SlackLimits(faster)
    taken = [limits.wait(OPEN, "T1", "", 100 + number / 1000) for number in range(DOCUMENTED[OPEN])]
    assert set(taken) == {0.0}
    assert limits.wait(OPEN, "T1", "", 101) == pytest.approx(60 / faster - 1)
    assert limits.wait(OPEN, "T2", "", 101) == 0.0
    assert limits.wait(OPEN, "T1", "", 100 + 60 / faster) == 0.0
    assert limits.refused == {OPEN: 1}


def test_a_channel_takes_one_post_a_second() -> None:
    limits = SlackLimits()
    assert limits.wait(POST, "T1", "C1", 100) == 0.0
    assert limits.wait(POST, "T1", "C1", 100.5) == pytest.approx(0.5)
    assert limits.wait(POST, "T1", "C2", 100.5) == 0.0
    assert limits.wait(POST, "T1", "C1", 101) == 0.0
