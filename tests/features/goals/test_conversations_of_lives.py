"""What becomes of goals and where they lead, as people do it in Slack."""

from uuid import UUID

import pytest

from bot.db.transaction import Transaction
from bot.delivery.values import Json
from bot.features.cycles import service as cycles
from bot.features.goals import service
from bot.features.teams import service as teams
from tests.conversation import DIEGO, GARDEN, GENERAL, LENA, YUSUF, Conversation, on_sqlite
from tests.features.attention.slack_side import always_reachable, told
from tests.local_slack import WORKSPACE
from tests.shown import labels_of, says

pytestmark = on_sqlite  # what the rooms do is tested on both databases below the doors


async def committed(talk: Conversation) -> UUID:
    """The channel's first goal, to which its team has committed."""

    def commit(tx: Transaction) -> UUID:
        team = teams.required_team_in(tx, GARDEN)
        (goal,) = service.find(tx, team.id, "1")
        service.commit(tx, [goal.id], cycles.current(tx, team.id).id)
        return goal.id

    return await talk.demo.cairn.database.edge(WORKSPACE, LENA).commit(commit)


def in_thread(talk: Conversation, card: Json, words: str) -> list[Json]:
    """The messages under a card that say these words."""
    return [one for one in talk.sandbox.messages(LENA, GARDEN, str(card["ts"]))[1:] if says(one, words)]


async def test_a_committed_goal_changes_with_its_reason_and_ends_with_what_was_learned(
    talk: Conversation,
) -> None:
    await talk.start_team()
    await talk.propose(user=YUSUF, title="Half as many beds stand empty in May")
    await committed(talk)
    card = await talk.card(GARDEN, "*Committed*")
    await talk.press(DIEGO, GARDEN, card, "Change scope")
    assert says(talk.private(DIEGO, GARDEN)[-1], "Whoever proposed or drives this goal")
    await talk.press(YUSUF, GARDEN, card, "Change scope")
    assert (
        await talk.submit(YUSUF, title="Half as many beds stand empty in June", change_why="Frost")
        == "closed"
    )
    (reply,) = await talk.eventually(lambda: in_thread(talk, card, "Now: Half as many"))
    assert says(reply, "> Frost")

    await talk.press(DIEGO, GARDEN, card, "Claim")
    await talk.choose(DIEGO, GARDEN, await talk.card(GARDEN, "in June"), "End this goal …")
    assert await talk.submit(DIEGO, outcome="partly", learned="Start earlier") == "closed"
    ended = await talk.card(GARDEN, "> Start earlier")
    assert says(ended, "*Partly reached*")
    assert "Change scope" not in labels_of(ended)
    await talk.choose(LENA, GARDEN, ended, "Open again")
    assert "Change scope" in labels_of(await talk.card(GARDEN, "*Committed*"))


@pytest.mark.practice("P2")
async def test_a_goal_is_offered_to_another_team_which_adopts_it(talk: Conversation) -> None:
    await always_reachable(talk, YUSUF)
    await talk.start_team()
    await talk.start_team(user=DIEGO, channel=GENERAL, purpose="All of us")
    await talk.propose(user=YUSUF, title="Half as many beds stand empty in May")
    details = await talk.run(YUSUF, GARDEN, "/goal show 1")
    await talk.press(YUSUF, GARDEN, details, "Offer to another team …")
    assert says(talk.modal(YUSUF), "even if this team is private")
    assert await talk.submit(YUSUF, channel=GENERAL, note="For the whole house") == "closed"
    offer = await talk.card(GENERAL, "offers you their goal")
    await talk.press(LENA, GENERAL, offer, "Adopt as our aim")
    assert says(talk.private(LENA, GENERAL)[-1], "stewards")
    await talk.press(DIEGO, GENERAL, offer, "Adopt as our aim")
    assert says(await talk.card(GENERAL, "adopted it"), "this team's aims")
    await talk.card(GARDEN, f"Adopted as an aim by <#{GENERAL}>")
    assert says(await talk.run(DIEGO, GENERAL, "/goal aims"), "adopted: a goal of <#")
    await told(talk, YUSUF, "adopted your goal")
