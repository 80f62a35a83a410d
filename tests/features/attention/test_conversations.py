"""A person's own days and hours, set in Slack, and what they hold back."""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.delivery.values import Json
from bot.features.attention.models import Notice
from tests.conversation import DIEGO, GARDEN, LENA, YUSUF, Conversation, on_sqlite
from tests.features.attention.slack_side import WHOLE_WEEK, always_reachable, told
from tests.local_slack import CAIRN
from tests.shown import labels_of, says, words_of
from tests.slices import long

pytestmark = on_sqlite  # what the rooms do is tested on both databases below the doors


async def test_evenings_of_a_volunteer_are_set_and_said_in_words(talk: Conversation) -> None:
    await talk.run(LENA, GARDEN, "/cairn settings")
    assert says(talk.modal(LENA), "You hear from me *Monday to Friday, 09:00–17:00")
    await talk.run_job("workspaces.look_up_people")
    entered = {"days": ["5", "6"], "starts": "17:00", "ends": "22:00", "country": "NL", "status": ["follows"]}
    assert await talk.submit(LENA, **entered) == "updated"
    assert says(talk.modal(LENA), "*Saturday and Sunday, 17:00–22:00, Amsterdam time*")
    assert says(talk.modal(LENA), "not on public holidays of the Netherlands")

    await talk.run(LENA, GARDEN, "/cairn settings")
    shown = words_of(talk.modal(LENA))
    assert "Saturday and Sunday, 17:00–22:00" in shown
    assert '"initial_time": "22:00"' in shown


async def test_hours_that_can_not_be_are_explained_and_what_was_entered_stays(talk: Conversation) -> None:
    await talk.run(LENA, GARDEN, "/cairn settings")
    assert await talk.submit(LENA, starts="17:00", ends="09:00") == "errors"
    assert "ends before it begins" in str(talk.modal(LENA)["errors"])
    assert await talk.submit(LENA, days=["0"], ends="22:00") == "updated"
    assert says(talk.modal(LENA), "*Monday, 17:00–22:00")


async def test_who_is_away_says_when_they_are_back(talk: Conversation) -> None:
    day = (talk.clock() + timedelta(days=30)).date()
    await talk.run(LENA, GARDEN, "/cairn settings")
    assert await talk.submit(LENA, days=WHOLE_WEEK, away_until=day.isoformat()) == "updated"
    assert says(talk.modal(LENA), "You are away, so nothing arrives until")

    await talk.run(LENA, GARDEN, "/cairn away")
    assert "I'm back" in labels_of(talk.modal(LENA))
    await talk.press_in_modal(LENA, "I'm back")
    assert "I'm back" not in labels_of(talk.modal(LENA))
    assert await talk.submit(LENA) == "updated"
    assert not says(talk.modal(LENA), "You are away")


async def test_the_same_form_sent_again_shows_what_is_kept(talk: Conversation) -> None:
    await talk.run(LENA, GARDEN, "/cairn settings")
    assert await talk.submit(LENA, days=["2"]) == "updated"
    answer = await talk.submitted_again()
    assert "Wednesday" in str(answer)


@long
async def test_what_cairn_wants_to_say_waits_while_somebody_is_away(talk: Conversation) -> None:
    await talk.start_team()
    day = (talk.clock() + timedelta(days=30)).date()
    await talk.run(DIEGO, GARDEN, "/cairn settings")
    await talk.submit(DIEGO, days=WHOLE_WEEK, starts="00:00", ends="00:00", away_until=day.isoformat())
    await _told_of_deletion(talk, await talk.propose(DIEGO))
    await talk.run_job("attention.release")
    assert not [note for note in await talk.notes(DIEGO) if says(note, "was deleted in")]

    await talk.run(DIEGO, GARDEN, "/cairn settings")
    await talk.press_in_modal(DIEGO, "I'm back")
    assert await told(talk, DIEGO, "was deleted in")


@long
async def test_in_do_not_disturb_nothing_comes_until_it_ends(talk: Conversation) -> None:
    await talk.start_team()
    await always_reachable(talk, DIEGO)
    await talk.sandbox.pause_notifications(DIEGO, talk.clock() + timedelta(hours=1))
    await _told_of_deletion(talk, await talk.propose(DIEGO))
    await talk.run_job("attention.release")
    assert not [note for note in await talk.notes(DIEGO) if says(note, "was deleted in")]

    await talk.sandbox.pause_notifications(DIEGO, None)
    talk.clock.ahead += timedelta(hours=1, seconds=1)
    assert await told(talk, DIEGO, "was deleted in")


async def test_two_things_for_one_person_come_as_one_message_whose_buttons_work(talk: Conversation) -> None:
    await talk.start_team()
    await always_reachable(talk, DIEGO)
    await talk.sandbox.pause_notifications(DIEGO, talk.clock() + timedelta(hours=1))
    first = await talk.propose(DIEGO)
    second = await talk.propose(
        DIEGO, title="Raise the share of beds that are watered daily from 50 % to 90 %"
    )
    await _told_of_deletion(talk, first, second)
    await talk.run_job("attention.release")

    await talk.sandbox.pause_notifications(DIEGO, None)
    talk.clock.ahead += timedelta(hours=1, seconds=1)
    note = await told(talk, DIEGO, "2 things for you")
    assert says(note, "neighbours who find the tap free")
    assert says(note, "beds that are watered daily")
    await talk.press(DIEGO, await talk.sandbox.open_dm(DIEGO, CAIRN), note, "Post it again")
    await talk.note(DIEGO, "It was posted again")


async def _told_of_deletion(talk: Conversation, *cards: Json) -> None:
    """Somebody deletes these goals' cards, the first ones of the team; Cairn learns it when it wants to change them."""
    for number, card in enumerate(cards, start=1):
        await talk.sandbox.delete(LENA, GARDEN, str(card["ts"]))
        await talk.run(YUSUF, GARDEN, f"/goal claim {number}")
    for _ in range(500):
        if await talk.demo.cairn.database.read_across(_notices) == len(cards):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("Cairn never learnt of it")


def _notices(session: Session, _: datetime) -> int:
    return session.scalar(select(func.count()).select_from(Notice)) or 0
