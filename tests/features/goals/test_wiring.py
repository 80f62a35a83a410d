"""Everything that goals show to be pressed, sent or typed is answered."""

import pytest

from bot.db.database import Database
from bot.errors import Fault
from bot.features.goals.values import GOAL_CARD, GOAL_GONE
from bot.features.goals.views import ids
from bot.features.goals.wiring import register
from bot.features.parts import Parts
from bot.features.teams.views import MENU_SECTIONS
from bot.slack.directory import Directory
from tests.features.goals.factories import ANA, TEAM, WORKSPACE


async def nobody(workspace: str) -> None:
    """No workspace has a client here."""


@pytest.fixture
def parts(lite: Database) -> Parts:
    made = Parts(lite, Directory(nobody))
    register(made)
    return made


def test_every_id_is_answered(parts: Parts) -> None:
    declared = {value for name, value in vars(ids).items() if name.isupper() and "." in value}
    assert declared == parts.doors.presses.keys() | parts.doors.forms.keys()


def test_the_verbs_of_goal(parts: Parts) -> None:
    verbs = parts.doors.commands["/goal"]
    assert [*verbs] == ["", "propose", "list", "show", "aims", "map"]
    assert verbs[""].handle == verbs["propose"].handle
    assert all(verb.does and verb.example.startswith("/goal") for verb in verbs.values())


async def test_the_menu_offers_to_propose(parts: Parts, lite: Database) -> None:
    offered = await lite.edge(WORKSPACE, ANA).read(lambda tx: parts.sections.parts(MENU_SECTIONS, tx, [TEAM]))
    assert [button._resolve()["action_id"] for part in offered[TEAM] for button in part.buttons] == [
        ids.PROPOSE
    ]


@pytest.mark.parametrize("kind", [GOAL_CARD, GOAL_GONE])
def test_a_room_above_cannot_take_our_surfaces(parts: Parts, kind: str) -> None:
    with pytest.raises(Fault, match=kind):
        parts.renderers.register(kind, lambda tx, surface: None)
