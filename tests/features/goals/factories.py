"""Goals for tests: drafts, goals on record, and words that people really send."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.cycles import service as cycles
from bot.features.goals.values import GoalDraft, GoalState, GoalView
from bot.features.teams import service as teams
from bot.features.teams.values import ChannelFacts, StartDraft
from bot.features.voting import service as voting
from bot.features.voting.values import Fact, microseconds
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonFacts, PersonKind

TEAM = UUID(int=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORKSPACE = "T0CAIRN"
CHANNEL = "C0TEAM"
ANA, BEN, CYD = "U0ANA", "U0BEN", "U0CYD"  # Ana starts the team and stewards it
DEE = "U0DEE"  # of the workspace, not of the team
EXTREME_WORDS = {
    "channel": "<!channel> look",
    "here": "@here and @everyone",
    "markup": "*bold* _it_ ~no~ `code` <https://a.example|b> & <@U0BEN>",
    "right-to-left": "תשובה לכל חבר בתוך יום",
    "emoji": "🎯🔥👩\u200d👩\u200d👧",
    "brackets": "<" * 1000,
}
ENDLESS = {
    **EXTREME_WORDS,
    "ampersands": "&" * 5_000,
    "quotes": '"\n' * 2_500,
    "long": "x" * 5_000,
    "none": "",
}
"""What the longest words come to in a message, once they are escaped and written as JSON."""


def draft(
    title: str = "Members get an answer within a day", *, team_id: UUID = TEAM, **words: Any
) -> GoalDraft:
    """A draft; `words` are its other fields."""
    return replace(GoalDraft(team_id=team_id, title=title), **words)


def goal(
    number: int = 3,
    title: str = "Members get an answer within a day",
    *,
    words: str = "",
    must_do: bool = False,
    is_withdrawn: bool = False,
) -> GoalView:
    """A goal on record; `words` fill everything beside the title."""
    return GoalView(
        id=UUID(int=number),
        team_id=TEAM,
        number=number,
        title=title,
        beneficiary=words[:150],
        why=words,
        constraints=words,
        must_be_true=words,
        aim=words[:150],
        must_do=must_do,
        proposer=ANA,
        proposed_at=NOON,
        changed_at=NOON,
        state=GoalState.WITHDRAWN if is_withdrawn else GoalState.PROPOSED,
    )


def people_known(tx: Transaction) -> None:
    """Everybody was looked up: members of the workspace."""
    facts = [
        PersonFacts(user, user[2:].title(), "Europe/Berlin", WORKSPACE, PersonKind.MEMBER)
        for user in (ANA, BEN, CYD, DEE)
    ]
    workspaces.remember(tx, facts)


def team_at_work(tx: Transaction, channel: str = CHANNEL, *, is_private: bool = False) -> UUID:
    """An active team of Ana, Ben and Cyd; run as Ana."""
    people_known(tx)
    started = teams.start(tx, StartDraft(channel, "answers", is_private, "Good answers"))
    teams.arrived(tx, started.id, ChannelFacts("answers", is_private), [ANA, BEN, CYD])
    cycles.begin(tx, started.id)
    return started.id


def vote(tx: Transaction, goal_id: UUID, emoji: str = "fire") -> None:
    """The actor reacts to the goal's card."""
    voting.cast(tx, goal_id, Fact(tx.actor or "", emoji, added=True, stamp=microseconds(tx.now) + 1))
