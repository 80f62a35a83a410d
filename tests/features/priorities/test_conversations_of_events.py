"""What Slack's events do to a vote: seeds, bots, observers, doubles, latecomers, and people who change their minds."""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock.workdays import add_working_days
from bot.delivery.values import Json
from bot.sandbox.workspace import Person
from bot.slack.payloads import list_at, text_at
from tests.conversation import (
    AMARA,
    ANANYA,
    DIEGO,
    GARDEN,
    LENA,
    MEI,
    STEERING,
    YUSUF,
    Conversation,
    on_sqlite,
)
from tests.local_slack import CAIRN
from tests.shown import says
from tests.slices import long

ALL_FIVE = (LENA, YUSUF, DIEGO, AMARA, ANANYA)
ROBOT = "U0ROBOT001"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")  # where Lena, who starts the teams, is
pytestmark = [pytest.mark.practice("P8"), long]


async def test_doubled_and_reordered_events_count_as_if_they_had_come_once_and_in_order(
    talk: Conversation,
) -> None:
    card = await talk.start_team_with_goal()
    began = talk.clock()
    told = [
        (reaction(card, DIEGO, "seedling", began + 1 * SECOND), "Ev1"),
        (reaction(card, DIEGO, "fire", began + 2 * SECOND), "Ev2"),
        (reaction(card, DIEGO, "fire", began + 3 * SECOND, added=False), "Ev3"),
        (reaction(card, YUSUF, "seedling", began + 4 * SECOND), "Ev4"),
        (reaction(card, YUSUF, "thumbsup::skin-tone-5", began + 5 * SECOND), "Ev5"),
        (reaction(card, AMARA, "ice_cube", began + 6 * SECOND), "Ev6"),
        (reaction(card, AMARA, "fire", began + 5 * SECOND), "Ev7"),
    ]
    order = told * 3
    random.Random(8).shuffle(order)
    assert {await talk.slack.tell(event, event_id) for event, event_id in order} == {200}
    await talk.card(GARDEN, ":fire: 0  :+1: 1  :seedling: 1  :ice_cube: 1 · 3 of 5 heard")


@on_sqlite
async def test_seeds_bots_observers_and_other_emoji_are_no_votes(talk: Conversation) -> None:
    talk.sandbox._parts.directory.people[ROBOT] = Person(
        ROBOT, "robot", "Robot", "UTC", "000000", is_bot=True
    )
    talk.sandbox._parts.directory.conversations[GARDEN].members.append(ROBOT)
    team = await talk.start_team()
    card = await talk.propose()
    await talk.eventually(lambda: len(reactions(talk, card)) == 4)
    assert {user for users in reactions(talk, card).values() for user in users} == {CAIRN}
    await talk.sandbox.join(MEI, GARDEN)
    for user in (MEI, ROBOT):
        await talk.react(user, GARDEN, card, "fire")
    await talk.react(YUSUF, GARDEN, card, "tada")
    await talk.react(DIEGO, GARDEN, card, "+1")
    await talk.card(GARDEN, ":fire: 0  :+1: 1  :seedling: 0  :ice_cube: 0 · 1 of 5 heard")

    await talk.press(MEI, GARDEN, team, "Join")
    await talk.card(GARDEN, ":fire: 1  :+1: 1  :seedling: 0  :ice_cube: 0 · 2 of 6 heard")


async def test_the_newest_reaction_that_still_stands_is_the_vote(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
    await talk.react(DIEGO, GARDEN, card, "thumbsup::skin-tone-2")
    await talk.react(DIEGO, GARDEN, card, "fire")
    await talk.card(GARDEN, ":fire: 1  :+1: 0")
    await talk.sandbox.unreact(DIEGO, GARDEN, str(card["ts"]), "fire")
    await talk.card(GARDEN, ":fire: 0  :+1: 1")
    await talk.react(DIEGO, GARDEN, card, "ice_cube")
    await talk.card(GARDEN, ":fire: 0  :+1: 0  :seedling: 0  :ice_cube: 1 · 1 of 5 heard")
    await talk.sandbox.unreact(DIEGO, GARDEN, str(card["ts"]), "ice_cube")
    await talk.sandbox.unreact(DIEGO, GARDEN, str(card["ts"]), "thumbsup::skin-tone-2")
    await talk.card(GARDEN, "0 of 5 heard")


async def test_two_working_days_end_a_vote_and_what_was_given_in_time_still_counts(
    talk: Conversation,
) -> None:
    await talk.start_team()
    first = await talk.propose(title="Neighbours wait 4 days less for a bed")
    second = await talk.propose(title="Half as many beds stand empty in May")
    for user in (DIEGO, YUSUF, AMARA):
        await talk.react(user, GARDEN, first, "+1")
    in_time, now = talk.clock() + SECOND, talk.clock()
    talk.clock.ahead = add_working_days(now, 2, AMSTERDAM) - now + MINUTE  # the team drafts still
    await shows(talk, first, "*Priority 1*")
    await shows(talk, second, "*Needs voices*")

    for number, user in enumerate((DIEGO, YUSUF, AMARA)):
        assert await talk.slack.tell(reaction(second, user, "fire", in_time), f"EvLate{number}") == 200
    await shows(talk, second, "*Priority 1*")
    await shows(talk, first, "*Priority 2*")
    listed = str(await talk.run(LENA, GARDEN, "/goal list"))
    assert listed.index("Half as many beds") < listed.index("Neighbours wait")
    assert "priority 2 of 2" in listed


async def test_votes_whose_events_never_came_are_fetched_just_before_the_end(talk: Conversation) -> None:
    await talk.start_team()
    began = talk.clock()
    card = await talk.propose()
    await talk.eventually(lambda: len(reactions(talk, card)) == 4)
    await talk.sandbox.settled()
    unreachable, talk.slack.balancer.replicas = talk.slack.balancer.replicas, []
    for user in (DIEGO, YUSUF, AMARA):
        await talk.sandbox.react(user, GARDEN, str(card["ts"]), "fire")
    await talk.eventually(lambda: len([one for one in talk.sandbox.deliveries if not one.accepted]) == 6)
    talk.slack.balancer.replicas = unreachable
    assert says(talk.at(GARDEN, card["ts"]), "0 of 5 heard")

    talk.clock.ahead = add_working_days(began, 2, AMSTERDAM) - began - MINUTE
    await talk.run_job("priorities.reconcile")
    await talk.card(GARDEN, ":fire: 3  :+1: 0")


@on_sqlite
async def test_after_the_end_a_vote_is_told_once_that_it_came_too_late(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
    for user in ALL_FIVE:
        await talk.react(user, GARDEN, card, "+1")
    closed = await talk.card(GARDEN, "*Priority 1*")
    for emoji in ("fire", "ice_cube"):
        await talk.react(DIEGO, GARDEN, card, emoji)
    await talk.sandbox.unreact(YUSUF, GARDEN, str(card["ts"]), "+1")
    await talk.sandbox.settled()
    await talk.note(DIEGO, "came after voting closed")
    assert says(await talk.run(LENA, GARDEN, "/goal show 1"), ":+1: 5")
    assert len(await talk.notes(DIEGO)) == 1
    assert await talk.notes(YUSUF) == []
    assert says(talk.at(GARDEN, closed["ts"]), ":fire: 0  :+1: 5")


@on_sqlite
async def test_a_fourth_must_is_told_once_and_taking_one_back_makes_the_rest_count_again(
    talk: Conversation,
) -> None:
    await talk.start_team()
    goals = [await talk.propose(title=f"Neighbours wait {days} days less for a bed") for days in range(1, 6)]
    for goal in goals:
        await talk.react(DIEGO, GARDEN, goal, "fire")
    await talk.note(DIEGO, "nothing stands out")
    for goal in goals:
        await shows(talk, goal, ":fire: 0  :+1: 1")
    assert says(await talk.run(DIEGO, GARDEN, "/vote"), "You have given 5 :fire:")
    for goal in goals[:2]:
        await talk.sandbox.unreact(DIEGO, GARDEN, str(goal["ts"]), "fire")
    for goal in goals[2:]:
        await shows(talk, goal, ":fire: 1  :+1: 0")
    assert len(await talk.notes(DIEGO)) == 1
    assert says(await talk.run(DIEGO, GARDEN, "/vote"), "You have given 3 of your 3 :fire:")


@on_sqlite
async def test_the_list_ranks_by_mean_then_by_more_voters_and_names_what_needs_voices(
    talk: Conversation,
) -> None:
    await talk.start_team()
    low, high, quiet = [
        await talk.propose(title=title)
        for title in (
            "Neighbours wait 3 days less for a bed",
            "Half as many beds stand empty in May",
            "Twice as many neighbours come on Sundays",
        )
    ]
    for user in (LENA, YUSUF, DIEGO):
        await talk.react(user, GARDEN, low, "seedling")
        await talk.react(user, GARDEN, high, "fire")
    await talk.react(LENA, GARDEN, quiet, "fire")
    listed = str(await talk.run(AMARA, GARDEN, "/goal list"))
    places = [listed.index(words) for words in ("Half as many", "Neighbours wait", "Twice as many")]
    assert places == sorted(places)
    assert "priority 1 of 1 so far" in listed
    assert "needs voices" in listed[places[2] :]
    assert says(await talk.run(AMARA, STEERING, "/goal list"), "No team works in this channel yet")


def reaction(card: Json, user: str, emoji: str, at: datetime, *, added: bool = True) -> Json:
    """Slack's event, as of that moment."""
    return {
        "type": "reaction_added" if added else "reaction_removed",
        "user": user,
        "reaction": emoji,
        "item": {"type": "message", "channel": GARDEN, "ts": card["ts"]},
        "event_ts": f"{at.timestamp():.6f}",
    }


async def shows(talk: Conversation, card: Json, words: str) -> None:
    """Wait until this very card says these words."""
    await talk.eventually(lambda: says(talk.at(GARDEN, card["ts"]), words))


def reactions(talk: Conversation, card: Json) -> dict[str, list[str]]:
    """Who put which emoji on the card."""
    found = {}
    for one in list_at(talk.at(GARDEN, card["ts"]), "reactions"):
        users = one["users"]
        assert isinstance(users, list)
        found[text_at(one, "name")] = users
    return found
