"""Everything that input rounds show to be pressed or sent is answered."""

import pytest

from bot.db.database import Database
from bot.features.inputs.views import ids
from bot.features.inputs.wiring import register
from bot.features.parts import Parts
from bot.slack.directory import Directory
from tests.features.goals.conftest import lite

__all__ = ["lite"]


@pytest.fixture
def parts(lite: Database) -> Parts:
    async def nobody(_: str) -> None:
        """No workspace has a client here."""

    made = Parts(lite, Directory(nobody))
    register(made)
    return made


def test_every_id_is_answered(parts: Parts) -> None:
    declared = {value for name, value in vars(ids).items() if name.isupper()}
    assert declared == parts.doors.presses.keys() | parts.doors.forms.keys()
