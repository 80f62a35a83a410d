"""What Slack tells of teams' channels: who is in them, and whether Cairn is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from bot.db.transaction import Transaction
from bot.delivery.surfaces import retry_failed
from bot.features.teams.events import TeamSlept
from bot.features.teams.membership import found
from bot.features.teams.models import Team
from bot.features.teams.repository import TeamRepository, due_channels
from bot.features.teams.values import INVITE_NOTE, TEAM_CARD, ChannelToRead, TeamState
from bot.features.workspaces import service as workspaces

OUT_OF_REACH = frozenset({TeamState.WAITING, TeamState.ASLEEP})


def must_wait(tx: Transaction, team_id: UUID) -> None:
    """Cairn can't get into the channel by itself; whoever started the team is told once how to invite it.

    An active team, whose channel Cairn turns out to be no longer in, sleeps.
    """
    team = found(TeamRepository(tx).locked(team_id))
    if team.state == TeamState.ARRIVING:
        team.state = TeamState.WAITING
        tx.show(INVITE_NOTE, team.id, team.started_by, key=f"team-invite:{team.id}")
    else:
        sleep(tx, team)


def try_later(tx: Transaction, team_id: UUID, pause: timedelta) -> None:
    """Slack could not answer about the team's channel; it is asked again after the pause."""
    found(TeamRepository(tx).locked(team_id)).try_at = tx.now + pause


def to_read(session: Session, now: datetime, state: TeamState, *, most: int) -> list[ChannelToRead]:
    """Teams across workspaces about whose channel Slack is to be asked: arriving ones now, active ones hourly."""
    return due_channels(session, now, state, most=most)


def note_present(tx: Transaction, channel: str, users: Sequence[str], at: datetime) -> None:
    """Slack listed these people as being in a team's channel at that moment."""
    workspaces.meet(tx, users)
    TeamRepository(tx).note_presence(channel, users, at, is_here=True)


def strangers_in(tx: Transaction, channel: str, *, most: int) -> list[str]:
    """People in a team's channel whom Slack was never asked about."""
    return TeamRepository(tx).strangers(channel, most=most)


def channel_closed(tx: Transaction, channel: str) -> None:
    """The channel was archived or deleted, or Cairn is out of it: its team sleeps."""
    team = TeamRepository(tx).by_channel(channel)
    if team is not None:
        sleep(tx, team)


def channel_reopened(tx: Transaction, channel: str) -> None:
    """The channel is back from the archive, or somebody asks for Cairn there again: Cairn tries to get in."""
    team = TeamRepository(tx).by_channel(channel)
    if team is not None:
        wake(tx, team)


def channel_renamed(tx: Transaction, channel: str, name: str) -> None:
    """The channel has another name."""
    team = TeamRepository(tx).by_channel(channel)
    if team is not None:
        team.channel_name = name
        tx.touch(TEAM_CARD, team.id)


def wake(tx: Transaction, team: Team) -> None:
    """Cairn may be in the channel now: a team that waited for it goes on, and so does what failed to be shown."""
    if team.state in OUT_OF_REACH:
        team.state = TeamState.ARRIVING
    team.try_at = tx.now
    retry_failed(tx, team.channel)


def sleep(tx: Transaction, team: Team) -> None:
    """Cairn is out of the channel; all of the team is kept until it comes back."""
    if team.state in {TeamState.ACTIVE, TeamState.ARRIVING}:
        team.state = TeamState.ASLEEP
        tx.happened(TeamSlept(subject=str(team.id)))
