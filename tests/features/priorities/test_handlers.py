"""The Slack door of priorities."""

import pytest

from bot.errors import NotFound
from bot.features.priorities import handlers
from bot.slack.payloads import FormState
from bot.slack.visits import Press
from tests.features.goals.factories import BEN
from tests.features.priorities.factories import Garden

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])  # its SQL is tested with the service


@pytest.mark.parametrize("value", ["", "made up", "1" * 5000])
async def test_a_made_up_id_under_vote_finds_nothing(garden: Garden, value: str) -> None:
    with pytest.raises(NotFound):
        await handlers.on_vote(Press(edge=garden.as_(BEN), user=BEN, value=value, form=FormState()))
