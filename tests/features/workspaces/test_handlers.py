"""Events about people and about Cairn's install."""

import pytest

from bot.db.database import Edge
from bot.features.workspaces import handlers, service
from bot.features.workspaces.values import PersonKind
from bot.slack.visits import Happening
from tests.features.workspaces.factories import ANA, slack_user

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])  # their SQL is tested with the services


def happening(edge: Edge, **event: object) -> Happening:
    return Happening(edge=edge, user="", event=event)


async def is_active(edge: Edge) -> bool:
    installation = await edge.read(service.installation)
    return installation is not None and installation.is_active


async def test_a_changed_person_is_remembered(edge: Edge) -> None:
    await handlers.on_person(happening(edge, type="user_change", user=slack_user(ANA)))
    await handlers.on_person(happening(edge, type="user_change", user=slack_user(ANA, deleted=True)))
    assert (await edge.read(service.people, [ANA]))[ANA].kind is PersonKind.GONE


async def test_an_event_without_a_person_is_passed_over(edge: Edge) -> None:
    await handlers.on_person(happening(edge, type="user_change", user="U0ANA"))
    assert await edge.read(service.people, ["", "U0ANA"]) == {}


async def test_uninstalling_makes_the_workspace_inactive(edge: Edge) -> None:
    await handlers.on_uninstalled(happening(edge, type="app_uninstalled"))
    assert not await is_active(edge)


async def test_only_cairns_own_token_counts(edge: Edge) -> None:
    await handlers.on_tokens_revoked(happening(edge, tokens={"oauth": [ANA]}))
    assert await is_active(edge)
    await handlers.on_tokens_revoked(happening(edge, tokens={"bot": ["U0CAIRN"]}))
    assert not await is_active(edge)


async def test_a_removal_before_the_install_is_past(edge: Edge) -> None:
    await handlers.on_uninstalled(happening(edge, type="app_uninstalled", event_ts="1600000000.000100"))
    assert await is_active(edge)
