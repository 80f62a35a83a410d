"""What details tell of a goal's past: newest first, ten lines, and never who voted what."""

import json
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import update

from bot.app import register_features
from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.values import State
from bot.features.goals import service
from bot.features.goals.surfaces import GoalBoard
from bot.features.goals.values import GOAL
from bot.features.ownership import service as ownership
from bot.features.parts import Parts
from bot.features.voting import service as voting
from bot.features.workspaces.values import ActivityView
from bot.slack.directory import Directory
from bot.slack.histories import newest
from bot.slack.limits import message_problems
from bot.slack.sayings import Sayings
from bot.slack.sections import Sections
from tests.features.goals.cards import cards
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, NOON, TEAM, WORKSPACE, vote
from tests.features.goals.slack_side import on_record, said

OUTCOME = "Half as many members wait more than a day for an answer"


def entry(
    kind: str, *, actor: str | None = ANA, number: int = 0, **detail: str | int | Mapping[str, str]
) -> ActivityView:
    at = NOON + timedelta(hours=number)
    return ActivityView(UUID(int=number), at, actor, kind, "goal", dict(detail))


async def _nobody(_: str) -> AsyncWebClient | None:
    return None


@pytest.fixture
def sayings(lite: Database) -> Sayings:
    """The words of all rooms."""
    return register_features(Parts(lite, Directory(_nobody))).sayings


def told(sayings: Sayings, *entries: ActivityView) -> str:
    return json.dumps(newest(entries, sayings, GOAL, TEAM))


@pytest.mark.parametrize(
    ("happened", "words"),
    [
        (entry("goals.proposed"), "<@U0ANA> proposed it"),
        (entry("goals.edited", after={"why": "x", "title": "<!channel>"}), "changed its title and the why"),
        (entry("goals.edited"), "changed its words"),
        (entry("goals.withdrawn", actor=None), "Somebody withdrew it"),
        (entry("goals.adoption_declined", why=""), "another team doesn't adopt it now"),
        (
            entry("goals.aim_changed", before={"serves": ""}, after={"serves": "x"}),
            "changed which aim it serves",
        ),
        (
            entry("goals.aim_changed", before={"title": "<!channel>"}, after={"title": "All", "serves": "x"}),
            "worded it anew: \\u201cAll\\u201d (before: \\u201c&lt;!channel&gt;\\u201d), and changed which aim it",
        ),
        (
            entry("ownership.role_changed", before={"areas": "a"}, after={"areas": "b"}),
            "changed what it decides",
        ),
        (
            entry("ownership.role_changed", before={"name": "Press"}, after={"name": "Web", "alone": "x"}),
            "changed its name and what it decides alone: \\u201cWeb\\u201d (before: \\u201cPress\\u201d)",
        ),
        (entry("teams.guests_ruled", counts=0), "decided that guests aren't counted in votes"),
        (entry("teams.purpose_changed", after=""), "what the team is here for: nothing said"),
        (entry("goals.uncommitted"), "the team's word doesn't hold, so it is proposed again"),
        (entry("ownership.released", driver=ANA), "<@U0ANA> released it"),
        (entry("ownership.released", driver=BEN), "<@U0ANA> released it from <@U0BEN>"),
        (entry("ownership.handed_over", before=ANA, after=CYD), "<@U0ANA> handed it over to <@U0CYD>"),
        (entry("ownership.handed_over", before=BEN, after=CYD), "handed it over from <@U0BEN> to <@U0CYD>"),
    ],
)
def test_each_entry_is_a_line(happened: ActivityView, words: str, sayings: Sayings) -> None:
    assert words in told(sayings, happened)
    assert "<!channel>" not in told(sayings, happened)


def test_the_end_of_voting_names_nobody(sayings: Sayings) -> None:
    line = told(sayings, entry("voting.ballot_closed", actor=BEN, heard=2, of=3))
    assert "voting ended, 2 of 3 heard" in line
    assert BEN not in line


def test_a_vote_that_went_on_after_too_few_voices_has_ended_once(sayings: Sayings) -> None:
    first = entry("voting.ballot_closed", actor=BEN, heard=1, of=6, has_quorum=False)
    second = entry("voting.ballot_closed", actor=BEN, heard=5, of=6, has_quorum=True)
    shown = told(sayings, second, first)
    assert shown.count("voting ended") == 1
    assert "too few had voted by the end, 1 of 6 heard" in shown


def test_a_vote_that_nobody_had_given_when_the_team_committed_is_not_told(sayings: Sayings) -> None:
    settled = entry("voting.ballot_closed", heard=0, of=5, has_quorum=False, was_settled=True)
    assert newest([settled], sayings, GOAL, TEAM) == ()
    by_its_end = entry("voting.ballot_closed", heard=0, of=5, has_quorum=False)
    assert "0 of 5 heard" in told(sayings, by_its_end)
    heard = entry("voting.ballot_closed", heard=1, of=5, has_quorum=False, was_settled=True)
    assert "1 of 5 heard" in told(sayings, heard)


def test_the_newest_ten_are_told_and_what_has_no_words_is_left_out(sayings: Sayings) -> None:
    claims = [entry("ownership.claimed", actor=f"U{number}", number=number) for number in range(12)]
    shown = told(sayings, *claims, entry("voting.cast", actor=BEN, number=12))
    assert [f"<@U{number}>" in shown for number in range(12)] == [False, False] + [True] * 10
    assert shown.index("<@U11>") < shown.index("<@U2>")
    assert BEN not in shown
    assert newest([], sayings, GOAL, TEAM) == ()


def _card_is_shown(tx: Transaction, goal_id: UUID) -> None:
    (card,) = cards(tx, goal_id)
    where = {"state": State.SHOWN, "slack_channel": CHANNEL, "slack_ts": "1772452800.000100"}
    tx.session.execute(update(SurfaceRow).where(SurfaceRow.id == card.id).values(where))


async def test_details_tell_what_the_card_does_not(lite: Database, clock: Clock, sayings: Sayings) -> None:
    (goal,) = await on_record(lite, OUTCOME)
    ana, board = lite.edge(WORKSPACE, ANA), GoalBoard(Sections(), sayings)
    assert "archives" not in said(await ana.read(board.details, goal.id))
    await ana.commit(_card_is_shown, goal.id)
    before = said(await ana.read(board.details, goal.id))
    assert f"<https://slack.com/archives/{CHANNEL}/p1772452800000100|Its card in the channel>" in before
    assert "Votes came in" not in before
    clock.now += timedelta(minutes=1)
    await lite.edge(WORKSPACE, BEN).commit(ownership.claim, goal.id)
    await lite.edge(WORKSPACE, CYD).commit(vote, goal.id)
    after = await ana.read(board.details, goal.id)
    assert said(after).index("<@U0BEN> claimed it") < said(after).index("<@U0ANA> proposed it")
    assert CYD not in said(after)
    assert "Votes came in, so its words can't be changed any more." in said(after)
    assert message_problems({"text": after.text, "blocks": list(after.blocks)}) == []
    assert await ana.read(voting.has_votes, [goal.id]) == {goal.id}
    assert (await ana.read(service.goal, goal.id)).changed_at == goal.changed_at
