"""Looking for decisions through the Slack door: details, the list, and what a number or words mean."""

import json
from typing import Any
from uuid import UUID

import pytest

from bot.delivery.values import Message
from bot.features.decisions import handlers
from bot.features.decisions.views import ids
from bot.slack.limits import message_problems
from bot.slack.visits import Replaced
from tests.features.decisions.factories import MESSAGE
from tests.features.decisions.slack_side import As, command, logged, press, view_of
from tests.features.goals.factories import DEE


@pytest.fixture
def database_kind() -> str:
    """One kind: doors hold no SQL, and test_service runs what they call on both."""
    return "sqlite"


async def test_details_show_everything_on_record(team: UUID, as_: As) -> None:
    known = await logged(as_, team, context="They asked", outcome="Fewer questions", source=MESSAGE)
    shown = json.dumps(view_of(await handlers.open_details(press(as_(DEE), known.id))))
    assert all(words in shown for words in (known.title, "They asked", "Fewer questions", "a message"))


async def test_the_list_is_turned_page_by_page(team: UUID, as_: As) -> None:
    for number in range(12):
        await logged(as_, team, title=f"Harbour {number}", context="bay" if number else "")
    first = await handlers.open_list(command(as_(DEE), "harbour: BAY"))
    assert isinstance(first, Message)
    assert "No decision" in first.text
    found = await handlers.open_list(command(as_(DEE), "BAY"))
    assert isinstance(found, Message)
    assert "11 decisions" in found.text
    buttons: Any = found.blocks[-1]["elements"]
    turned = await handlers.open_page(press(as_(DEE), buttons[0]["value"]))
    assert isinstance(turned, Replaced)
    assert "Harbour 1" in json.dumps(turned.message.blocks)
    assert message_problems({"text": found.text, "blocks": list(found.blocks)}) == []


@pytest.mark.parametrize(
    ("words", "title"), [("1", "Harbour"), (" #2 ", "Bay"), ("bay", "Bay"), ("quay 7", "Bay"), ("007", "007")]
)
async def test_shows_the_decision_that_a_number_or_words_mean(
    team: UUID, as_: As, words: str, title: str
) -> None:
    await logged(as_, team, title="Harbour")
    await logged(as_, team, title="Bay", context="at quay 7")
    await logged(as_, team, title="007")
    view = view_of(await handlers.open_found(command(as_(DEE), words)))
    assert title in json.dumps(view["blocks"])
    assert view["callback_id"] == ids.DETAILS


async def test_words_that_may_mean_several_or_none_are_answered_with_the_list(team: UUID, as_: As) -> None:
    await logged(as_, team, title="Harbour 1")
    for words, said in (("", "1 decision"), ("nothing", "nothing"), ("99", "99")):
        found = await handlers.open_found(command(as_(DEE), words))
        assert isinstance(found, Message)
        assert said in found.text
    await logged(as_, team, title="Harbour 2")
    several = await handlers.open_found(command(as_(DEE), "harbour"))
    assert isinstance(several, Message)
    assert "2 decisions" in several.text


async def test_a_made_up_place_in_a_list_is_no_fault(team: UUID, as_: As) -> None:
    for place in ("", ":", ":x:", ":-1:", ":99999999999999:", ":10:%"):
        assert isinstance(await handlers.open_page(press(as_(DEE), f"{team}{place}")), Replaced)
