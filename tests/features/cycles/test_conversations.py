"""A team's cycle as people see and move it in Slack."""

from datetime import timedelta

from bot.db.transaction import Transaction
from bot.delivery.values import Json
from bot.features.cycles.values import CyclePage, Phase
from bot.features.teams import service as teams
from tests.conversation import DIEGO, GARDEN, LENA, Conversation, on_sqlite
from tests.features.cycles.factories import go_through, move
from tests.features.retrospectives.slack_side import choose, fields_of
from tests.local_slack import WORKSPACE
from tests.shown import action_id_of, labels_of, says, value_of, words_of
from tests.slices import long

pytestmark = on_sqlite  # what the room does is tested on both databases below the doors


async def shown(talk: Conversation, user: str = LENA) -> Json:
    """The team's cycle, as that person is told."""
    return await talk.run(user, GARDEN, "/cairn cycle")


async def test_a_steward_takes_the_team_through_its_cycle(talk: Conversation) -> None:
    board = await talk.start_team()
    assert says(board, "*Cycle 1* · Drafting until")
    for phase, then in (("Voting", "committing"), ("Committing", "running"), ("Running", "reflecting")):
        page = await shown(talk)
        await talk.press(LENA, GARDEN, page, "Next phase")
        moved = await talk.card(GARDEN, f"*Cycle 1* · {phase}")
        assert moved["ts"] == board["ts"]
        assert says(moved, f"then {then}")
    await talk.press(LENA, GARDEN, await shown(talk), "Move back")
    await talk.card(GARDEN, "*Cycle 1* · Committing")
    await talk.propose()
    await talk.run(LENA, GARDEN, "/goal initiative Count the beds")
    await talk.submit(LENA)
    page = await shown(talk)
    assert says(
        page,
        "1 goal stays proposed. 1 open initiative goes on. 1 open vote goes on. The look back I suggested falls away. Cycle 2",
    )
    await talk.press(LENA, GARDEN, page, "Close the cycle")
    assert says(await talk.card(GARDEN, "*Cycle 1* · Closed"), "cycle 2 begins")
    assert says(await talk.card(GARDEN, "*Cycle 1* is closed."), "Cycle 2 begins")


OFFERED = {"Propose a goal", "Vote", "Check in now", "Look back"}


async def test_each_phase_offers_the_next_useful_thing(talk: Conversation) -> None:
    board = await talk.start_team()
    assert labels_of(board) & OFFERED == {"Propose a goal"}
    for name, offered in (("Voting", {"Vote"}), ("Committing", set()), ("Running", {"Check in now"})):
        await talk.press(LENA, GARDEN, await shown(talk), "Next phase")
        board = await talk.card(GARDEN, f"*Cycle 1* · {name}")
        assert labels_of(board) & OFFERED == offered
        for label in offered:
            await talk.press(DIEGO, GARDEN, board, label)
            assert talk.private(DIEGO, GARDEN)
    await talk.press(LENA, GARDEN, await shown(talk), "Next phase")
    board = await talk.card(GARDEN, "*Cycle 1* · Reflecting")
    assert labels_of(board) & OFFERED == {"Look back"}
    await talk.press(DIEGO, GARDEN, board, "Look back")
    assert await talk.submit(DIEGO) == "closed"
    assert await talk.eventually(lambda: not labels_of(talk.at(GARDEN, board["ts"])) & OFFERED)


@long
async def test_the_page_shows_what_became_of_a_press_and_a_second_one_changes_nothing(
    talk: Conversation,
) -> None:
    await talk.start_team()
    page = await shown(talk)
    press: Json = {
        "type": "button",
        "action_id": action_id_of(page, "Next phase"),
        "value": value_of(page, "Next phase"),
    }
    await talk.press(LENA, GARDEN, page, "Next phase")
    moved = talk.private(LENA, GARDEN)[-1]
    assert says(moved, ":arrow_right: *Voting*")
    await talk.press_unchecked(LENA, GARDEN, moved, {**press, "value": value_of(moved, "Next phase")})
    assert says(talk.private(LENA, GARDEN)[-1], ":arrow_right: *Committing*")
    await talk.press_unchecked(LENA, GARDEN, talk.private(LENA, GARDEN)[-1], press)
    again = talk.private(LENA, GARDEN)[-1]
    assert says(again, "it wasn't moved again")
    assert says(again, ":arrow_right: *Committing*")


async def test_others_see_it_and_who_can_move_it(talk: Conversation) -> None:
    await talk.start_team()
    seen = await shown(talk, DIEGO)
    assert labels_of(seen) == set()
    assert says(seen, "Steward: Lena")
    menu = await talk.run(DIEGO, GARDEN, "/cairn")
    made_up: Json = {"type": "button", "action_id": action_id_of(menu, "Cycle"), "value": "nonsense"}
    await talk.press_unchecked(DIEGO, GARDEN, menu, made_up)
    assert says(talk.private(DIEGO, GARDEN)[-1], "Nothing was changed")
    await talk.press(DIEGO, GARDEN, menu, "Cycle")
    assert says(talk.private(DIEGO, GARDEN)[-1], "*Cycle 1* · Drafting")


async def test_dates_are_chosen_and_what_is_wrong_with_them_said_beneath(talk: Conversation) -> None:
    await talk.start_team()
    today = talk.clock().date()
    await talk.press(LENA, GARDEN, await shown(talk), "Change dates")
    assert "starts" not in fields_of(talk.modal(LENA))
    assert await talk.submit(LENA, voting=(today - timedelta(days=9)).isoformat()) == "errors"
    last = today + timedelta(days=2)
    assert (
        await talk.submit(LENA, voting=(last + timedelta(days=1)).isoformat(), how=["by_date", "strict"])
        == "updated"
    )
    assert says(talk.modal(LENA), "Saved. Cycle 1")
    await talk.card(GARDEN, f"Drafting until {last:%a} {last.day}")
    again = await talk.submitted_again()
    assert again["response_action"] == "update"
    assert says(await shown(talk), "This team is strict")


async def test_another_length_sets_the_dates_at_once(talk: Conversation) -> None:
    await talk.start_team()
    await talk.press(LENA, GARDEN, await shown(talk), "Change dates")
    view = talk.modal(LENA)
    before = words_of(view)
    await choose(talk, LENA, "weeks", "2 weeks")
    after = talk.modal(LENA)
    assert fields_of(after) == fields_of(view)
    assert words_of(after) != before


async def test_a_team_that_pauses_starts_its_next_cycle_by_hand(talk: Conversation) -> None:
    await talk.start_team()
    await talk.press(LENA, GARDEN, await shown(talk), "Change dates")
    await talk.submit(LENA, how=[])
    await talk.press(LENA, GARDEN, await shown(talk), "Close the cycle")
    closed = await shown(talk)
    assert labels_of(closed) == {"Start cycle 2", "Open again"}
    await talk.press(LENA, GARDEN, closed, "Start cycle 2")
    assert await talk.submit(LENA) == "updated"
    await talk.card(GARDEN, "*Cycle 2* · Drafting")


async def test_where_no_team_works_one_is_offered(talk: Conversation) -> None:
    answer = await talk.run(LENA, GARDEN, "/cairn cycle")
    assert "Start a team here" in labels_of(answer)


def _made_strict_and_running(tx: Transaction) -> CyclePage:
    team_id = teams.required_team_in(tx, GARDEN).id
    go_through(tx, team_id, is_strict=True)
    return move(tx, team_id, Phase.RUNNING)


async def test_a_strict_team_says_why_it_refuses_and_who_can_change_it(talk: Conversation) -> None:
    await talk.start_team()
    await talk.demo.cairn.database.edge(WORKSPACE, LENA).commit(_made_strict_and_running)
    for command in ("/goal propose", "/goal"):
        answer = await talk.run(DIEGO, GARDEN, command)
        assert says(answer, "it is running now; proposing goals belongs to drafting and voting")
        assert says(answer, "Lena")
