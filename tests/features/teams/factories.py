"""Teams for tests: drafts, teams at work, and words that people really send."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.teams import service, settings
from bot.features.teams.values import (
    ChannelFacts,
    StartDraft,
    TeamPortrait,
    TeamState,
    TeamView,
)
from bot.features.workspaces import service as workspaces
from tests.features.workspaces.factories import ANA, BEN, CAIRN, CYD, facts

CHANNEL, PRIVATE = "C0OPEN", "C0CLOSED"
DEE = "U0DEE"  # of the workspace, in no channel
PURPOSE = "People who ask for help get it the same day"
TEAM = UUID(int=1)
EXTREME_WORDS = {
    "channel": "<!channel> look",
    "here": "@here and @everyone",
    "markup": "*bold* _it_ ~no~ `code` <https://a.example|b> & <@U0BEN>",
    "right-to-left": "תשובה לכל חבר בתוך יום",
    "emoji": "🎯🔥👩\u200d👩\u200d👧",
    "brackets": "<" * 300,
}


def draft(channel: str = CHANNEL, *chosen: str, is_private: bool = False) -> StartDraft:
    return StartDraft(channel, "" if is_private else "open", is_private, PURPOSE, chosen)


def know(tx: Transaction, *users: str) -> None:
    """They were looked up: members of the workspace."""
    workspaces.remember(tx, [facts(user) for user in users])


def start_team(tx: Transaction, channel: str = CHANNEL, *, is_private: bool = False) -> UUID:
    """A team whose channel Cairn has not seen yet; run as its starter."""
    return service.start(tx, draft(channel, is_private=is_private)).id


def team_at_work(
    tx: Transaction,
    channel: str = CHANNEL,
    present: Sequence[str] = (ANA, BEN, CYD),
    *,
    chosen: Sequence[str] = (),
    is_private: bool = False,
) -> UUID:
    """An active team; run as its starter. Ana, Ben, Cyd and Dee are known."""
    know(tx, ANA, BEN, CYD, DEE)
    team_id = service.start(tx, draft(channel, *chosen, is_private=is_private)).id
    name = "closed" if is_private else "open"
    service.arrived(tx, team_id, ChannelFacts(name, is_private), [*present, CAIRN])
    return team_id


def team_view(
    *,
    purpose: str = PURPOSE,
    channel_name: str = "open",
    state: TeamState = TeamState.ACTIVE,
    is_private: bool = False,
    member_count: int = 3,
) -> TeamView:
    return TeamView(TEAM, CHANNEL, channel_name, is_private, purpose, state, ANA, member_count)


def portrait(team: TeamView | None = None, *names: str, has_steward: bool = True) -> TeamPortrait:
    return TeamPortrait(team or team_view(), names, has_steward, names[:1] if has_steward else ())


def name_stewards(tx: Transaction, team_id: UUID, *users: str) -> None:
    """These are to steward the team; run as one who does."""
    _, known = settings.settings_of(tx, team_id)
    assert known is not None
    settings.change(tx, team_id, replace(known, stewards=users), seen=known.fingerprint)
