"""The two doors of check-ins: what a client may hand back, and the clock's work when Slack is out of reach."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from bot.db.transaction import Transaction
from bot.errors import NotFound
from bot.features.checkins.events.prompts import CheckinAsked
from bot.features.checkins.handlers import prompts as handlers
from bot.features.checkins.handlers import setup
from bot.features.checkins.jobs.prompts import PAUSE, Prompter
from bot.features.checkins.service import answers
from bot.slack.directory import Directory, SlackQuiet
from bot.slack.doors import Handler
from bot.slack.payloads import FormState
from bot.slack.visits import Happening, Press
from tests.conversation import on_sqlite
from tests.features.cadences.factories import ANA, BEN, CYD, facts, remember
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import ANAS_TEN, TUESDAY, keys, prompt_of

pytestmark = on_sqlite


class Line(Directory):
    """Slack's side, where nobody minds being disturbed."""

    def __init__(self) -> None:
        self.is_down = True

    async def quiet(
        self, workspace: str, users: Sequence[str], *, now: datetime, follow: Collection[str] = ()
    ) -> dict[str, SlackQuiet]:
        if self.is_down:
            raise TimeoutError
        return {}


def _press(room: Room, value: str, user: str = ANA) -> Press:
    return Press(edge=room.as_(user), user=user, value=value, form=FormState())


@pytest.mark.parametrize(
    "door",
    [
        handlers.on_tap,
        handlers.open_answer,
        handlers.on_unfold,
        handlers.on_snooze,
        handlers.on_skip,
        handlers.on_reopen,
        handlers.open_away,
        handlers.on_rhythm,
        handlers.on_take_back,
    ],
)
async def test_what_a_client_made_up_is_nowhere_to_be_found(room: Room, door: Handler[Press]) -> None:
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    goal = await room.goal_of(ANA)
    for value in ("", "x", str(uuid4()), f"{uuid4()}:{goal.id}:green", f"{prompt.id}:{uuid4()}:blue"):
        with pytest.raises(NotFound):
            await door(_press(room, value))
    with pytest.raises(NotFound):
        await door(_press(room, f"{prompt.id}:{goal.id}:green", user=BEN))


@pytest.mark.parametrize("day", ["", "garbage", "2026-02-30"])
async def test_a_day_that_a_client_made_up_is_not_left_out(room: Room, day: str) -> None:
    with pytest.raises(NotFound):
        await setup.HANDS.on_skip(_press(room, f"{room.cadence}:{day}"))


@pytest.mark.parametrize(
    "event",
    [
        {"channel_type": "channel", "text": "green"},
        {"channel_type": "im", "text": "green", "bot_id": "B0CAIRN"},
        {"channel_type": "im", "text": "green", "subtype": "message_changed"},
        {"channel_type": "im", "text": "green", "subtype": "message_deleted"},
        {"channel_type": "im"},
    ],
)
async def test_what_nobody_says_to_cairn_answers_nothing(room: Room, event: dict[str, object]) -> None:
    await room.until(ANAS_TEN)
    heard = Happening(edge=room.as_(ANA), user=ANA, event={"ts": "1.1", "channel": "D0ANA", **event})
    await handlers.on_message(heard)
    assert (await room.as_(None).read(answers.counts, room.cadence, TUESDAY)).answered == 0


async def test_while_slack_is_out_of_reach_nobody_is_asked_and_a_minute_later_it_is_tried_again(
    room: Room,
) -> None:
    line = Line()
    prompter = Prompter(room.database, line)
    room.now = ANAS_TEN
    await prompter.materialise()
    await prompter.send()
    assert keys(room, ANA) == []
    assert (await prompt_of(room, ANA)).send_at == ANAS_TEN + PAUSE
    line.is_down = False
    room.now = ANAS_TEN + PAUSE - timedelta(seconds=1)
    await prompter.send()
    assert keys(room, ANA) == []
    room.now = ANAS_TEN + PAUSE
    await prompter.send()
    assert len(keys(room, ANA)) == 1


async def test_who_cannot_be_asked_holds_up_nobody_else(room: Room) -> None:
    def fails(_: Transaction, event: CheckinAsked) -> None:
        if event.user == ANA:
            raise NotFound("There is no such thing.")

    room.parts.subscriptions.on(CheckinAsked, fails)
    await room.as_(None).commit(remember, facts(BEN, "Europe/Amsterdam"), facts(CYD, "Europe/Amsterdam"))
    room.now = ANAS_TEN
    line = Line()
    line.is_down = False
    await Prompter(room.database, line).ask()
    assert [len(keys(room, user)) for user in (ANA, BEN, CYD)] == [0, 1, 1]
    assert [(await prompt_of(room, user)).send_at for user in (ANA, BEN)] == [ANAS_TEN + PAUSE, ANAS_TEN]
