"""Commitment as people live it in Slack: the question, sealed steps, the conversation, the decision."""

from dataclasses import replace
from uuid import UUID

import pytest

from bot.delivery.values import Json
from bot.features.commitments.models import CommitmentAnswer
from bot.features.cycles import service as cycles
from bot.features.goals import service as goals
from bot.features.indicators import service as indicators
from tests.conversation import AMARA, ANANYA, DIEGO, GARDEN, GENERAL, LENA, YUSUF, Conversation, on_sqlite
from tests.features.attention.slack_side import always_reachable, told
from tests.features.indicators.factories import draft
from tests.local_slack import CAIRN, WORKSPACE
from tests.shown import labels_of, says, value_of
from tests.slices import long

SUPPORT, DOUBTS, NO = "3 · I'll support it", "2 · Serious doubts", "1 · I can't agree"
ALL_FIVE = (LENA, YUSUF, DIEGO, AMARA, ANANYA)
OPEN = "Do we commit to this goal?"
pytestmark = [
    pytest.mark.practice("P9"),
    on_sqlite,
]  # what the room does is tested on both databases below the doors


async def measured(talk: Conversation, title: str = "") -> UUID:
    """A goal of Lena's that can be committed to."""
    card = await talk.propose(title=title)
    goal_id = UUID(value_of(card, "Claim"))
    edge = talk.demo.cairn.database.edge(WORKSPACE, LENA)
    await edge.commit(indicators.add, draft(goal_id, due_on=talk.clock().date().replace(year=2030)))
    return goal_id


async def asked(talk: Conversation) -> Json:
    """The team's question about one goal, in the channel."""
    await talk.start_team()
    await measured(talk)
    await talk.run(LENA, GARDEN, "/goal commit")
    await talk.submit(LENA)
    return await talk.card(GARDEN, OPEN)


async def say(talk: Conversation, user: str, message: Json, step: str, **entered: object) -> None:
    """Press a step and fill the form that it opens."""
    await talk.press(user, GARDEN, message, step)
    await talk.submit(user, **{"chance": "60", **entered})


async def test_a_team_gives_its_word_by_sealed_steps_and_is_committed(talk: Conversation) -> None:
    message = await asked(talk)
    await say(talk, DIEGO, message, SUPPORT)
    so_far = await talk.card(GARDEN, "*1 of 5* has given their word")
    assert so_far["ts"] == message["ts"]
    assert not says(so_far, ":three:")
    assert says(await talk.run(DIEGO, GARDEN, "/goal commit"), "You said *3*: I'll support it")
    for user in ALL_FIVE:
        await say(talk, user, message, SUPPORT)
    await talk.run_job("commitments.settle")
    ended = await talk.card(GARDEN, "We committed to 1 goal")
    assert ended["ts"] == message["ts"]
    assert says(ended, ":three: 5")
    assert says(await talk.card(GARDEN, "*Our word* given"), "chance 60 %")
    assert says(await talk.run(LENA, GARDEN, "/goal show 1"), "asked for the team's word")


async def test_a_goal_that_nothing_measures_is_measured_first_and_the_question_is_there_again(
    talk: Conversation,
) -> None:
    await talk.start_team_with_goal()
    await talk.run(LENA, GARDEN, "/goal commit")
    question = talk.modal(LENA)
    assert await talk.submit(LENA, goals=[value_of(await talk.card(GARDEN, "Claim"), "Claim")]) == "pushed"
    refusal = talk.modal(LENA)
    assert says({"blocks": refusal["blocks"]}, "no indicator")
    assert labels_of(refusal) == {"Add an indicator to #1"}
    await talk.press_in_modal(LENA, "Add an indicator to #1")
    measure = {"name": "Days waited", "target": "4 days", "due": "2030-03-01", "baseline": "30"}
    assert await talk.submit(LENA, **measure, direction="decrease") == "updated"
    await talk.sandbox.close_view(LENA, str(talk.modal(LENA)["id"]))
    assert talk.modal(LENA)["id"] == question["id"]
    assert await talk.submit(LENA) == "closed"
    await talk.card(GARDEN, OPEN)


async def test_a_no_leads_through_one_conversation_and_one_more_asking_to_a_stewards_decision(
    talk: Conversation,
) -> None:
    message = await asked(talk)
    for user in ALL_FIVE[1:]:
        await say(talk, user, message, SUPPORT)
    await say(talk, LENA, message, NO, words="If we were four")
    await talk.run_job("commitments.settle")
    talking = await talk.card(GARDEN, "let's talk")
    thread = await talk.eventually(lambda: replies(talk, message, least=2))
    assert says(thread[0], "What would have to be different")
    assert says(thread[1], "If we were four")
    assert not any(says(reply, LENA) for reply in thread)
    await talk.press(DIEGO, GARDEN, talking, "Ask again")
    assert says(talk.private(DIEGO, GARDEN)[-1], "Nothing was changed")
    await talk.press(LENA, GARDEN, talking, "Ask again")
    again = await talk.card(GARDEN, "Asked once more")
    for user in ALL_FIVE:
        await say(talk, user, again, NO if user == LENA else SUPPORT)
    await talk.run_job("commitments.settle")
    due = await talk.card(GARDEN, "A steward decides now")
    await talk.press(LENA, GARDEN, due, "Decide …")
    await talk.submit(LENA, choice="commit", objection="We are three", reply="Two join in May")
    assert says(await talk.card(GARDEN, "A steward decided to go ahead"), f"<@{LENA}> decided to go")
    thread = await talk.eventually(lambda: replies(talk, message, least=4))
    assert says(thread[-1], "We are three")
    assert says(thread[-1], "Two join in May")
    assert says(await talk.run(LENA, GARDEN, "/goal show 1"), "decided to go ahead with it: Two join in May")


async def test_a_change_of_scope_asks_those_it_concerns_under_the_card_and_privately(
    talk: Conversation,
) -> None:
    await talk.start_team()
    await always_reachable(talk, DIEGO)
    goal_id = await measured(talk)
    card = await talk.card(GARDEN, "proposed by")
    await talk.run(DIEGO, GARDEN, "/goal claim 1")
    lena = talk.demo.cairn.database.edge(WORKSPACE, LENA)
    cycle = await lena.read(lambda tx: cycles.current(tx, goals.goal(tx, goal_id).team_id))
    await lena.commit(goals.commit, [goal_id], cycle.id)
    known = await lena.read(goals.goal, goal_id)
    await lena.commit(
        goals.rescope, goal_id, replace(known.draft(), title="From 40 % to 60 %"), "One tap broke"
    )
    thread = await talk.eventually(lambda: replies(talk, card, least=2))
    question = next(reply for reply in thread if says(reply, "does our word hold"))
    assert says(question, "One tap broke")
    await talk.press(LENA, GARDEN, question, SUPPORT)
    assert says(talk.private(LENA, GARDEN)[-1], "those whom the change concerns")
    note = await told(talk, DIEGO, "does our word hold")
    direct = await talk.sandbox.open_dm(DIEGO, CAIRN)
    await talk.press(DIEGO, direct, note, SUPPORT)
    await talk.submit(DIEGO, chance="80")
    await talk.run_job("commitments.settle")
    await talk.note(DIEGO, "Our word holds")


@long
async def test_who_left_and_who_is_late_are_told_so(talk: Conversation) -> None:
    message = await asked(talk)
    team_card = await talk.card(GARDEN, "0 of 5 have given their word")
    await talk.press(AMARA, GARDEN, team_card, "Leave")
    await talk.press(AMARA, GARDEN, message, SUPPORT)
    assert says(talk.private(AMARA, GARDEN)[-1], "Press Join")
    seen_before = await talk.run(YUSUF, GARDEN, "/goal commit")
    await talk.press(DIEGO, GARDEN, message, SUPPORT)
    await talk.press(LENA, GARDEN, message, "Take the question back")
    await talk.card(GARDEN, "This question was taken back")
    assert await talk.submit(DIEGO, chance="60") == "updated"
    told = talk.modal(DIEGO)
    assert says(told, "nobody's answer was kept")
    assert not says(told, "It counts now")
    assert not told["submit"]
    await talk.press(YUSUF, GARDEN, seen_before, SUPPORT)
    assert says(talk.private(YUSUF, GARDEN)[-1], "nobody's answer was kept")


async def test_the_same_form_twice_is_one_word_and_one_question(talk: Conversation) -> None:
    message = await asked(talk)
    assert says({"blocks": await talk.submitted_again()}, OPEN)
    assert len([one for one in talk.posted(LENA, GARDEN) if says(one, OPEN)]) == 1
    await say(talk, DIEGO, message, DOUBTS, words="Time")
    assert says({"blocks": await talk.submitted_again()}, "You said *2*")
    kept = await talk.demo.cairn.database.read_across(
        lambda session, _: session.query(CommitmentAnswer).count()
    )
    assert kept == 1


@long
async def test_bare_cairn_says_whose_word_is_asked(talk: Conversation) -> None:
    await asked(talk)
    menu = await talk.run(DIEGO, GARDEN, "/cairn")
    assert says(menu, "You are asked for your word on 1 goal")
    await talk.press(DIEGO, GARDEN, menu, "Give my word")
    await say(talk, DIEGO, talk.private(DIEGO, GARDEN)[-1], SUPPORT)
    assert not says(await talk.run(DIEGO, GARDEN, "/cairn"), "asked for your word")
    assert says(await talk.run(LENA, GENERAL, "/goal commit"), "No team works in this channel")


@long
async def test_a_message_that_somebody_deleted_comes_back_with_what_was_said(talk: Conversation) -> None:
    message = await asked(talk)
    await always_reachable(talk, LENA)
    await say(talk, DIEGO, message, SUPPORT)
    await talk.card(GARDEN, "*1 of 5*")
    await talk.sandbox.delete(LENA, GARDEN, str(message["ts"]))
    await say(talk, YUSUF, (await talk.run(YUSUF, GARDEN, "/goal commit")), SUPPORT)
    gone = await told(talk, LENA, "was deleted in")
    assert "Post it again" in labels_of(await talk.run(YUSUF, GARDEN, "/goal commit"))
    dm = await talk.sandbox.open_dm(LENA, CAIRN)
    await talk.press(LENA, dm, gone, "Post it again")
    assert says(await talk.card(GARDEN, OPEN), "*2 of 5*")


def replies(talk: Conversation, message: Json, *, least: int) -> list[Json] | None:
    """The replies in the message's thread, once there are so many."""
    found = talk.sandbox.messages(LENA, GARDEN, str(message["ts"]))[1:]
    return found if len(found) >= least else None
