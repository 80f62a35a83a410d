"""Connecting a source as people do it in Slack, with a host on this machine that the operator listed."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.db.transaction import Transaction
from bot.delivery.values import Json
from bot.features.goals import service as goals
from bot.features.indicators import service as indicators
from bot.features.indicators.values import IndicatorView
from bot.features.teams import service as teams
from tests.conversation import DIEGO, GARDEN, LENA, MEI, YUSUF, Conversation, conversation, on_sqlite
from tests.features.indicators.factories import draft
from tests.features.sources.factories import SECRET
from tests.features.sources.scene import says as hours
from tests.local_slack import WORKSPACE
from tests.outside.elsewhere import LOCAL, Elsewhere, answer, elsewhere
from tests.shown import labels_of, says, words_of
from tests.slices import long

pytestmark = on_sqlite  # what the room does is tested on both databases below the doors
HEADER = f"X-Api-Key: {SECRET}"


@pytest.fixture
async def host() -> AsyncIterator[Elsewhere]:
    async with elsewhere() as host:
        host.answers = [hours(14)]
        yield host


@pytest.fixture
async def talk(database_url: str, host: Elsewhere) -> AsyncIterator[Conversation]:
    """Lena's team has a goal that is measured."""
    key = SecretStr(Fernet.generate_key().decode())
    allowed = f"{LOCAL}:{host.port}"
    async with conversation(database_url, private_hosts=allowed, encryption_keys=key) as talk:
        await talk.start_team_with_goal()
        await talk.demo.cairn.database.edge(WORKSPACE, LENA).commit(_measured)
        yield talk


def _measured(tx: Transaction) -> IndicatorView:
    team = teams.required_team_in(tx, GARDEN)
    [goal] = goals.goals_of(tx, team.id)
    return indicators.add(tx, draft(goal.id, due_on=tx.now.date() + timedelta(days=40)))


def address(host: Elsewhere) -> str:
    return f"http://{LOCAL}:{host.port}/answers?key={SECRET}"


async def open_sources(talk: Conversation, user: str) -> None:
    """*Sources* in the goal's details."""
    await talk.press(user, GARDEN, await talk.run(user, GARDEN, "/goal show 1"), "Sources")


async def connect(talk: Conversation, host: Elsewhere, user: str = DIEGO, **entered: object) -> Json:
    """Fill the form; what is shown then."""
    await open_sources(talk, user)
    wanted = {"address": address(host), "path": "data.hours", "headers": HEADER, **entered}
    assert await talk.submit(user, **wanted) == "updated"
    return talk.modal(user)


async def fetched(talk: Conversation, user: str, words: str) -> Json:
    """Press *Look again* until the source says this; the clock of the process may be at it already."""
    await talk.run_job("sources.fetch")
    for _ in range(100):
        await talk.press_in_modal(user, "Look again")
        if says(talk.modal(user), words):
            return talk.modal(user)
        await asyncio.sleep(0.05)
    raise AssertionError(f"never said {words!r}: {talk.modal(user)}")


async def on_record(talk: Conversation) -> list[Decimal]:
    """The readings of the team's indicator."""
    return await talk.demo.cairn.database.edge(WORKSPACE, LENA).read(_readings)


def _readings(tx: Transaction) -> list[Decimal]:
    [goal] = goals.goals_of(tx, teams.required_team_in(tx, GARDEN).id)
    [one] = indicators.of_goals(tx, [goal.id])[goal.id]
    return [reading.value for reading in indicators.readings_of(tx, [one.id]).get(one.id, ())]


@pytest.mark.practice("P4")
async def test_connected_it_is_tried_at_once_and_read_from_then_on(
    talk: Conversation, host: Elsewhere
) -> None:
    shown = await connect(talk, host)
    assert says(shown, "being read just now")
    shown = await fetched(talk, DIEGO, "14 h, read")
    assert await on_record(talk) == [14]
    assert says(shown, "X-Api-Key kept secret")
    assert not says(shown, SECRET)
    details = await talk.run(LENA, GARDEN, "/goal show 1")
    assert says(details, "is read from 127.0.0.1")
    assert says(details, f"<@{DIEGO}> connected *Reply time* to 127.0.0.1")
    assert not says(details, SECRET)


@long
async def test_the_same_form_twice_connects_once(talk: Conversation, host: Elsewhere) -> None:
    await connect(talk, host)
    again = await talk.submitted_again()
    assert again["response_action"] == "update"
    await talk.run_job("sources.fetch")
    await talk.eventually(lambda: host.asked)
    assert len(host.asked) == 1


@pytest.mark.parametrize(
    ("field", "entered", "complaint"),
    [
        pytest.param("address", "http://example.org/", "https://", marks=long),
        pytest.param("address", "http://127.0.0.1:9/", "https://", marks=long),
        pytest.param("path", "a..b", "data.items[0].value", marks=long),
        ("headers", f"nonsense {SECRET}", "Line 1"),
    ],
)
async def test_what_can_not_be_used_is_said_beneath_its_field(
    talk: Conversation, host: Elsewhere, field: str, entered: str, complaint: str
) -> None:
    await open_sources(talk, DIEGO)
    wanted = {"address": address(host), "path": "", "headers": "", field: entered}
    refused = await talk.submit_unchecked(DIEGO, **wanted)
    errors = refused["errors"]
    assert isinstance(errors, dict)
    assert complaint in errors[f"sources.source.{field}"]
    assert SECRET not in str(refused)


async def test_what_fails_says_why_and_is_mended(talk: Conversation, host: Elsewhere) -> None:
    host.answers = [answer(b"{}", status="401 No")]
    await connect(talk, host, headers="")
    await fetched(talk, DIEGO, "it wants a key")
    await talk.press_in_modal(DIEGO, "Change")
    assert await talk.submit(DIEGO, headers=HEADER) == "updated"
    host.answers = [hours("15.5")]
    await fetched(talk, DIEGO, "15.5 h, read")
    assert HEADER.lower() in host.asked[-1].lower()


@long
async def test_it_is_changed_as_often_as_somebody_likes(talk: Conversation, host: Elsewhere) -> None:
    await connect(talk, host)
    for path in ("a", "b", "data.hours"):
        await talk.press_in_modal(DIEGO, "Change")
        assert await talk.submit(DIEGO, path=path) == "updated"
    await fetched(talk, DIEGO, "14 h, read")
    assert len(talk.sandbox.views(DIEGO)) == 1
    details = await talk.run(LENA, GARDEN, "/goal show 1")
    assert words_of(details).count("changed where *Reply time* is read from") == 3
    assert says(details, "(way to the number: data.hours → a)")


@long
async def test_others_see_it_have_it_fetched_and_change_nothing(talk: Conversation, host: Elsewhere) -> None:
    await connect(talk, host)
    await fetched(talk, DIEGO, "14 h, read")
    await open_sources(talk, YUSUF)
    assert labels_of(talk.modal(YUSUF)) == {"Look again", "Fetch now"}
    talk.clock.ahead += timedelta(minutes=2)
    host.answers = [hours(13)]
    await talk.press_in_modal(YUSUF, "Fetch now")
    await fetched(talk, YUSUF, "13 h, read")


@long
async def test_an_observer_is_shown_what_there_is(talk: Conversation, host: Elsewhere) -> None:
    await talk.sandbox.join(MEI, GARDEN)
    await talk.sandbox.settled()
    await open_sources(talk, MEI)
    assert says(talk.modal(MEI), "nothing is connected")
    assert labels_of(talk.modal(MEI)) == set()


@long
async def test_disconnected_its_readings_stay(talk: Conversation, host: Elsewhere) -> None:
    await connect(talk, host)
    await fetched(talk, DIEGO, "14 h, read")
    await open_sources(talk, LENA)
    await talk.press_in_modal(LENA, "Disconnect")
    assert says(talk.modal(LENA), "The readings so far stay")
    details = await talk.run(LENA, GARDEN, "/goal show 1")
    assert await on_record(talk) == [14]
    assert not says(details, "is read from")
