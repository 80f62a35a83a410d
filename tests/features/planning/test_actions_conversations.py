"""Actions as people see and press them in Slack."""

from bot.db.transaction import Transaction
from bot.delivery.values import Json
from bot.features.planning.service import actions as service
from bot.features.planning.values.actions import ActionDraft, ActionView
from bot.features.teams import service as teams
from tests.conversation import ANANYA, DIEGO, GARDEN, LENA, MEI, Conversation, on_sqlite
from tests.features.planning.factories import RETRO
from tests.local_slack import WORKSPACE
from tests.shown import labels_of, says

pytestmark = on_sqlite  # what the rooms do is tested on both databases below the doors

ASK = "Ask newcomers what they missed"


def _put_on_record(tx: Transaction, owner: str | None) -> ActionView:
    team = teams.required_team_in(tx, GARDEN)
    draft = ActionDraft(team_id=team.id, text=ASK, owner=owner, source="retro", source_id=RETRO)
    return service.add(tx, draft)


async def action_card(talk: Conversation, owner: str | None = DIEGO) -> Json:
    """Lena's team has an action, of Diego's unless it says otherwise; its card is in the channel."""
    await talk.start_team()
    await talk.demo.cairn.database.edge(WORKSPACE, LENA).commit(_put_on_record, owner)
    return await talk.card(GARDEN, ASK)


async def test_done_is_one_tap_and_so_is_taking_it_back(talk: Conversation) -> None:
    card = await action_card(talk)
    assert says(card, f"<@{DIEGO}>")
    await talk.press(DIEGO, GARDEN, card, "Done")
    done = await talk.card(GARDEN, ":white_check_mark:")
    assert (done["ts"], labels_of(done)) == (card["ts"], {"Open again"})
    await talk.press(ANANYA, GARDEN, done, "Open again")
    assert "Done" in labels_of(await talk.card(GARDEN, ":arrow_right:"))


async def test_what_nobody_has_is_taken_on_in_one_tap(talk: Conversation) -> None:
    card = await action_card(talk, owner=None)
    await talk.press(ANANYA, GARDEN, card, "Take it on")
    taken = await talk.card(GARDEN, f"<@{ANANYA}>")
    assert labels_of(taken) == {"Done", "New date", "Hand over", "Let go"}


async def test_a_new_date_is_on_the_card_and_sent_twice_it_is_set_once(talk: Conversation) -> None:
    card = await action_card(talk)
    await talk.press(DIEGO, GARDEN, card, "New date")
    assert await talk.submit(DIEGO, due_in_words="9 May 2031") == "updated"
    assert says(talk.modal(DIEGO), "is *Friday 9 May 2031*")
    assert await talk.submit(DIEGO) == "closed"
    assert (await talk.card(GARDEN, "by Fri 9 May 2031"))["ts"] == card["ts"]
    again = await talk.submitted_again()
    assert again["response_action"] == "update"


async def test_whose_owner_left_is_given_to_another_member(talk: Conversation) -> None:
    card = await action_card(talk)
    await talk.sandbox.leave(DIEGO, GARDEN)
    await talk.sandbox.settled()
    for wrong in (DIEGO, MEI):
        await talk.press(LENA, GARDEN, card, "Hand over")
        refused = await talk.submit_unchecked(LENA, owner=wrong)
        assert refused["response_action"] == "errors"
    assert await talk.submit(LENA, owner=ANANYA) == "closed"
    assert says(await talk.card(GARDEN, f"<@{ANANYA}>"), ASK)
    assert (await talk.submitted_again())["response_action"] == "update"


async def test_let_go_it_can_be_taken_up_again(talk: Conversation) -> None:
    card = await action_card(talk)
    await talk.press(ANANYA, GARDEN, card, "Let go")
    dropped = await talk.card(GARDEN, ":wastebasket:")
    assert (says(dropped, "let go"), labels_of(dropped)) == (True, {"Open again"})
    await talk.press(ANANYA, GARDEN, dropped, "Open again")
    assert "Let go" in labels_of(await talk.card(GARDEN, ":arrow_right:"))


async def test_an_observer_is_told_how_to_join(talk: Conversation) -> None:
    card = await action_card(talk)
    await talk.sandbox.join(MEI, GARDEN)
    await talk.sandbox.settled()
    labels = {"Done", "New date", "Hand over", "Let go"}
    for label in labels:
        await talk.press(MEI, GARDEN, card, label)
        assert says(talk.private(MEI, GARDEN)[-1], "Join")
    assert labels_of(await talk.card(GARDEN, ASK)) == labels
