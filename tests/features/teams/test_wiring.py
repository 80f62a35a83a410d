"""Every button, form and event of teams has somebody who answers it."""

import json
import re

import pytest

from bot.db.database import Database
from bot.errors import Fault
from bot.features.parts import Parts
from bot.features.teams import views, wiring
from bot.features.teams.values import INVITE_NOTE, TEAM_CARD
from bot.features.workspaces import wiring as workspaces
from bot.slack.directory import Directory
from tests.features.teams.factories import CHANNEL, portrait, team_view
from tests.features.workspaces.factories import ANA

BUTTON = re.compile(r'"action_id": "([^"]+)"')


@pytest.fixture
def parts(database: Database, directory: Directory) -> Parts:
    parts = Parts(database, directory)
    workspaces.register(parts)
    wiring.register(parts)
    return parts


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_everything_that_is_shown_is_answered(parts: Parts) -> None:
    messages = [
        views.team_card(portrait(has_steward=False)),
        views.menu(team_view(), [], is_member=False, is_steward=True),
        views.outside_menu(CHANNEL, "open", []),
    ]
    shown = {found for message in messages for found in BUTTON.findall(json.dumps(message.blocks))}
    assert shown == {views.JOIN, views.LEAVE, views.STEWARD, views.START, views.SETTINGS, views.WORDS}
    assert shown <= set(parts.doors.presses)
    assert views.start_modal(CHANNEL, "open", ANA)["callback_id"] in parts.doors.forms
    assert set(parts.doors.commands["/cairn"]) == {"", "start", "team", "words", "help"}
    for kind in (TEAM_CARD, INVITE_NOTE):
        with pytest.raises(Fault, match="two renderers"):
            parts.renderers.register(kind, lambda _tx, _surface: None)
