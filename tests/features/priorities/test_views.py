"""What people see of votes: within Slack's limits whatever is written, and never who is missing."""

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.delivery.values import Message
from bot.features.priorities import views
from bot.features.priorities.values import CardPlace, OpenVote, TeamVotes
from bot.features.teams.values import TeamState, TeamView
from bot.features.voting.values import MUST
from bot.slack.limits import message_problems
from bot.slack.sections import Part
from tests.features.goals.factories import ANA, CHANNEL, EXTREME_WORDS, TEAM, goal
from tests.features.priorities.factories import standing

WORDS = [*EXTREME_WORDS.values(), "x" * 5_000]
CARD = CardPlace(CHANNEL, "1772452800.000100")
GARDEN = TeamView(TEAM, CHANNEL, "answers", False, "Good answers", TeamState.ACTIVE, ANA, 7)
STANDINGS = {
    "open": standing(),
    "nobody yet": standing((0, 0, 0, 0), rank=None, has_quorum=False),
    "decided": standing(is_closed=True),
    "too few": standing((1, 0, 0, 0), rank=None, has_quorum=False, is_closed=True),
}


def team_votes(*titles: str, musts: int = 1, is_member: bool = True) -> TeamVotes:
    votes = [
        OpenVote(goal(number, title), standing().tally, MUST, CARD) for number, title in enumerate(titles)
    ]
    return TeamVotes(GARDEN, tuple(votes), musts, is_member)


def waiting(votes: TeamVotes) -> TeamVotes:
    return replace(votes, open=tuple(replace(vote, choice=None) for vote in votes.open))


def problems(message: Message) -> list[object]:
    return [*message_problems({"text": message.text, "blocks": list(message.blocks)})]


@pytest.mark.parametrize("words", WORDS)
def test_whatever_people_write_slack_can_show_it_and_nobody_is_called(words: str) -> None:
    written = words[:150]
    for message in (
        views.open_votes([team_votes(*[written] * 30)] * 4),
        views.late_vote(goal(title=written), standing().tally, CARD),
        views.early_vote(goal(title=written), [written] * 12),
    ):
        assert problems(message) == []
        assert "<!channel>" not in str(message)


@pytest.mark.parametrize("state", STANDINGS)
def test_cards_and_lists(state: str, snapshot: SnapshotAssertion) -> None:
    one = STANDINGS[state]
    card = views.decided_part(one) if one.tally.is_closed else views.open_part(one.tally)
    listed = views.list_part(one)
    assert problems(Message("a card", card.blocks)) == []
    assert {"card": texts(card), "list": texts(listed)} == snapshot


def test_where_one_voice_is_enough_none_is_said_so() -> None:
    alone = standing((0, 0, 0, 0), rank=None, has_quorum=False, is_closed=True)
    alone = replace(alone, tally=replace(alone.tally, electorate_size=1))
    assert "needs voices: nobody has voted" in str(views.list_part(alone))
    assert "*Needs voices*: nobody has voted" in str(views.decided_part(alone))


def test_the_card_seeds_the_scale() -> None:
    assert views.open_part(standing().tally).seeds == ("fire", "+1", "seedling", "ice_cube")


@pytest.mark.parametrize(
    "votes",
    [
        [team_votes()],
        [team_votes("Answers within a day")],
        [team_votes("Answers within a day", musts=4)],
        [team_votes("Answers within a day", is_member=False)],
        [replace(team_votes("Answers within a day"), is_counted_kind=False)],
        [replace(team_votes("Answers within a day", is_member=False), is_counted_kind=False)],
    ],
    ids=["nothing open", "one", "too many musts", "observer", "guest", "guest who observes"],
)
def test_open_votes(votes: list[TeamVotes], snapshot: SnapshotAssertion) -> None:
    message = views.open_votes(votes)
    assert problems(message) == []
    assert texts(Part(blocks=message.blocks)) == snapshot


def test_how_to_vote(snapshot: SnapshotAssertion) -> None:
    message = views.how_to_vote()
    assert problems(message) == []
    assert texts(Part(blocks=message.blocks)) == snapshot


def test_a_vote_not_given_and_a_card_not_posted_are_said_so() -> None:
    votes = team_votes("Answers within a day")
    unposted = replace(votes, open=(replace(votes.open[0], choice=None, card=None),))
    [_, shown, _] = texts(Part(blocks=views.open_votes([unposted]).blocks))
    assert "not voted yet" in shown
    assert "its card" in shown
    assert "archives" not in shown


def test_many_open_votes_say_how_many_more() -> None:
    assert "3 more goals" in str(views.open_votes([team_votes(*["Answers"] * 13)]).blocks)


def test_the_notes_to_voters(snapshot: SnapshotAssertion) -> None:
    notes = [
        views.too_many_musts(),
        views.late_vote(goal(), standing().tally, CARD),
        views.early_vote(goal(), ["Ana", "Ben"]),
    ]
    assert [problems(note) for note in notes] == [[]] * 3
    assert [note.text for note in notes] == snapshot


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        (team_votes("Voted on"), ()),
        (waiting(team_votes("One")), ("1 goal is open to your vote",)),
        (waiting(team_votes("One", "Two")), ("2 goals are open to your vote",)),
        (waiting(team_votes("An observer's", is_member=False)), ()),
        (waiting(replace(team_votes("A guest's"), is_counted_kind=False)), ()),
    ],
)
def test_the_menu_says_what_waits_for_the_readers_vote(votes: TeamVotes, said: tuple[str, ...]) -> None:
    part = views.menu_part(TEAM, votes)
    assert part.lines == said
    assert [button.action_id for button in part.buttons] == [views.OPEN_VOTES]  # type: ignore[attr-defined]  # Element is the base class


def texts(part: Part) -> list[str]:
    """Every text a reader sees, in order."""
    pieces = [piece for block in part.blocks for piece in [block.get("text"), *_list(block.get("elements"))]]
    return [*map(str, part.lines), *(str(piece["text"]) for piece in pieces if isinstance(piece, dict))]


def _list(found: object) -> list[object]:
    return found if isinstance(found, list) else []
