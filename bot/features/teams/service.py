"""Starting teams, who is in them, and when Cairn comes and goes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.db.transaction import Transaction
from bot.delivery.surfaces import retry_failed
from bot.errors import Conflict, NotAllowed, NotFound
from bot.features.teams.events import (
    MemberJoined,
    MemberLeft,
    StewardNamed,
    TeamArrived,
    TeamSlept,
    TeamStarted,
)
from bot.features.teams.models import Team
from bot.features.teams.repository import TeamRepository, due_channels
from bot.features.teams.rules import counting_kinds, last_day, may_administer, starting_members
from bot.features.teams.values import (
    INVITE_NOTE,
    TEAM_CARD,
    ChannelFacts,
    ChannelToRead,
    CycleView,
    StartDraft,
    TeamState,
    TeamView,
)
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonKind

READ_AGAIN = timedelta(days=1)
OUT_OF_REACH = frozenset({TeamState.WAITING, TeamState.ASLEEP})


def start(tx: Transaction, draft: StartDraft) -> TeamView:
    """Make the channel a team; a channel that is one stays as it is, and Cairn tries again to get in if it wasn't.

    Raises:
        NotAllowed: guests and people from outside don't start teams.
    """
    starter = _actor(tx)
    _require_own_person(tx, starter, "start a team")
    repository = TeamRepository(tx)
    is_new = repository.start(draft, starter)
    team = repository.by_channel(draft.channel)
    if team is None:
        raise NotFound("This channel's team was just removed. Please try once more.")
    if is_new:
        workspaces.meet(tx, [starter, *draft.chosen])
        tx.happened(TeamStarted(subject=str(team.id), channel=draft.channel, purpose=draft.purpose))
        _add(tx, team, starter, is_steward=True)
    elif team.state in OUT_OF_REACH:
        _wake(tx, team)
    return repository.view(team)


def arrived(
    tx: Transaction,
    team_id: UUID,
    channel: ChannelFacts,
    present: Sequence[str] = (),
    *,
    since: datetime | None = None,
) -> TeamView:
    """Cairn is in the channel and knows who else is: the team becomes active, or is brought up to date.

    The first time, everybody in a small channel becomes a member, else the chosen and the starter (product.md,
    "People and places"). Members who left the channel meanwhile are members no more.

    Args:
        present: who is in the channel, beyond those noted by `note_present` since `since`.
        since: when the reading of the channel began; now, when it is all in `present`.
    """
    repository = TeamRepository(tx)
    team = _found(repository.locked(team_id))
    moment = since or tx.now
    note_present(tx, team.channel, present, moment)
    repository.forget_unseen(team.channel, moment)
    _settle(tx, team)
    team.channel_name, team.is_private = channel.name, channel.is_private
    team.read_at, team.try_at = tx.now, tx.now + READ_AGAIN
    if team.state != TeamState.ACTIVE:
        team.state = TeamState.ACTIVE
        tx.happened(TeamArrived(subject=str(team.id)))
        tx.show(TEAM_CARD, team.id, team.channel, key=f"team-card:{team.id}")
        retry_failed(tx, team.channel)
    tx.touch(TEAM_CARD, team.id)
    tx.session.flush()
    return repository.view(team)


def must_wait(tx: Transaction, team_id: UUID) -> None:
    """Cairn can't get into the channel by itself; whoever started the team is told once how to invite it."""
    team = _found(TeamRepository(tx).locked(team_id))
    if team.state == TeamState.ARRIVING:
        team.state = TeamState.WAITING
        tx.show(INVITE_NOTE, team.id, team.started_by, key=f"team-invite:{team.id}")


def try_later(tx: Transaction, team_id: UUID, pause: timedelta) -> None:
    """Slack could not answer about the team's channel; it is asked again after the pause."""
    _found(TeamRepository(tx).locked(team_id)).try_at = tx.now + pause


def to_read(session: Session, now: datetime, state: TeamState, *, most: int) -> list[ChannelToRead]:
    """Teams across workspaces about whose channel Slack is to be asked: arriving ones now, active ones daily."""
    return due_channels(session, now, state, most=most)


def team_in(tx: Transaction, channel: str) -> TeamView | None:
    """The channel's team, in whatever state; only for a channel that Slack says the actor is in just now."""
    repository = TeamRepository(tx)
    team = repository.by_channel(channel)
    return repository.view(team) if team is not None else None


def team(tx: Transaction, team_id: UUID) -> TeamView:
    """An active team.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return TeamRepository(tx).view(_visible(tx, team_id))


def teams_of(tx: Transaction, user: str) -> list[TeamView]:
    """The teams that this person is a member of and the actor may see, by channel name."""
    repository = TeamRepository(tx)
    return [repository.view(team) for team in repository.visible_of(user)]


def members(tx: Transaction, team_id: UUID) -> tuple[str, ...]:
    """The members' Slack user ids, in the order in which they joined."""
    return TeamRepository(tx).members(team_id)


def is_member(tx: Transaction, team_id: UUID, user: str) -> bool:
    """Whether the person is in the team on purpose."""
    return TeamRepository(tx).member(team_id, user) is not None


def is_steward(tx: Transaction, team_id: UUID, user: str) -> bool:
    """Whether the person is a member who may change the team's settings."""
    member = TeamRepository(tx).member(team_id, user)
    return member is not None and member.is_steward


def has_steward(tx: Transaction, team_id: UUID) -> bool:
    """Whether anybody stewards the team; if not, any member may."""
    return TeamRepository(tx).has_steward(team_id)


def require_member(tx: Transaction, team_id: UUID, user: str | None = None) -> None:
    """Let members pass; without `user` the actor is asked about.

    Raises:
        NotFound: there is no such active team, or the actor may not see it.
        Conflict: Cairn isn't in the team's channel yet.
        NotAllowed: the person is an observer.
    """
    team = _visible(tx, team_id)
    if not is_member(tx, team_id, user or _actor(tx)):
        raise NotAllowed(
            f"That is for members of the team in #{team.channel_name}. Press Join on the team's card, "
            "which is pinned there (or run /cairn in the channel), then try again. Nothing was changed."
        )


def electorate(tx: Transaction, team_id: UUID) -> frozenset[str]:
    """The members whose votes count; people not looked up yet do provisionally."""
    team = _found(TeamRepository(tx).by_id(team_id))
    return TeamRepository(tx).members_of_kinds(team_id, counting_kinds(counts_guests=team.counts_guests))


def team_zone(tx: Transaction, team_id: UUID) -> ZoneInfo:
    """The zone that the team's deadlines go by: its starter's."""
    return workspaces.zone_of(tx, _found(TeamRepository(tx).by_id(team_id)).started_by)


def current_cycle(tx: Transaction, team_id: UUID) -> CycleView:
    """The team's newest cycle; it goes on until the team closes it."""
    cycle = TeamRepository(tx).cycle(team_id)
    if cycle is None:
        raise Conflict(
            "Cairn is still on its way into this channel. Nothing was lost; try again in a moment."
        )
    return cycle


def join(tx: Transaction, team_id: UUID) -> TeamView:
    """The actor becomes a member; one who is stays one.

    Raises:
        NotAllowed: they are not in the team's channel.
    """
    repository = TeamRepository(tx)
    team = _visible(tx, team_id)
    if not repository.is_present(team.channel, _actor(tx)):
        raise NotAllowed(
            f"The team lives in #{team.channel_name}. Join the channel first, then press Join again."
        )
    _add(tx, team, _actor(tx))
    return repository.view(team)


def leave(tx: Transaction, team_id: UUID) -> TeamView:
    """The actor becomes an observer; what they did stays as it is."""
    team = _visible(tx, team_id)
    _remove(tx, team, _actor(tx))
    return TeamRepository(tx).view(team)


def name_steward(tx: Transaction, team_id: UUID, user: str) -> None:
    """A steward names another member steward.

    Raises:
        NotAllowed: the actor is no steward, or the other one is a guest or no member.
    """
    team = _visible(tx, team_id)
    if not is_steward(tx, team_id, _actor(tx)):
        raise NotAllowed("Only a steward can name another. Nothing was changed.")
    _make_steward(tx, team, user)


def take_stewardship(tx: Transaction, team_id: UUID) -> TeamView:
    """The actor, a member, stewards a team that nobody does.

    Raises:
        Conflict: somebody was quicker.
    """
    repository = TeamRepository(tx)
    require_member(tx, team_id)
    team = _found(repository.locked(team_id))
    if not repository.has_steward(team_id):
        _make_steward(tx, team, _actor(tx))
    elif not is_steward(tx, team_id, _actor(tx)):
        raise Conflict("Somebody else has just become steward. Nothing more is needed.")
    return repository.view(team)


def note_present(tx: Transaction, channel: str, users: Sequence[str], at: datetime) -> None:
    """Slack listed these people as being in a team's channel at that moment."""
    workspaces.meet(tx, users)
    TeamRepository(tx).note_presence(channel, users, at, is_here=True)


def strangers_in(tx: Transaction, channel: str, *, most: int) -> list[str]:
    """People in a team's channel whom Slack was never asked about."""
    return TeamRepository(tx).strangers(channel, most=most)


def present(tx: Transaction, channel: str, user: str, at: datetime | None = None) -> None:
    """Somebody came into a channel; when it is Cairn, a team that waited for it goes on."""
    team = TeamRepository(tx).by_channel(channel)
    if team is None:
        return
    if _is_cairn(tx, user):
        _wake(tx, team)
    else:
        note_present(tx, channel, [user], at or tx.now)


def absent(tx: Transaction, channel: str, user: str, at: datetime | None = None) -> None:
    """Somebody left a channel, which ends their membership; when it is Cairn, the team sleeps."""
    repository = TeamRepository(tx)
    team = repository.by_channel(channel)
    if team is None:
        return
    if _is_cairn(tx, user):
        _sleep(tx, team)
        return
    repository.note_presence(channel, [user], at or tx.now, is_here=False)
    if not repository.is_present(channel, user):
        _remove(tx, team, user)


def channel_closed(tx: Transaction, channel: str) -> None:
    """The channel was archived or deleted, or Cairn is out of it: its team sleeps."""
    team = TeamRepository(tx).by_channel(channel)
    if team is not None:
        _sleep(tx, team)


def channel_reopened(tx: Transaction, channel: str) -> None:
    """The channel is back from the archive: Cairn sees who is there."""
    team = TeamRepository(tx).by_channel(channel)
    if team is not None:
        _wake(tx, team)


def channel_renamed(tx: Transaction, channel: str, name: str) -> None:
    """The channel has another name."""
    team = TeamRepository(tx).by_channel(channel)
    if team is not None:
        team.channel_name = name
        tx.touch(TEAM_CARD, team.id)


def _actor(tx: Transaction) -> str:
    if tx.actor is None:
        raise NotAllowed("Only a person can do that.")
    return tx.actor


def _found(team: Team | None) -> Team:
    if team is None:
        raise NotFound("I can't find that team, or it isn't open to you. Nothing was changed.")
    return team


def _visible(tx: Transaction, team_id: UUID) -> Team:
    repository = TeamRepository(tx)
    team = _found(repository.by_id(team_id))
    if repository.is_visible(team_id):
        return team
    if team.state != TeamState.ACTIVE and tx.actor is not None and is_member(tx, team_id, tx.actor):
        raise Conflict(
            f"Cairn isn't in #{team.channel_name} yet. If the channel is private, type /invite @Cairn there; "
            "it goes on by itself. Nothing was lost; try again then."
        )
    return _found(None)


def _is_cairn(tx: Transaction, user: str) -> bool:
    installation = workspaces.installation(tx)
    return installation is not None and installation.bot_user == user


def _kind(tx: Transaction, user: str) -> PersonKind:
    known = workspaces.people(tx, [user]).get(user)
    return known.kind if known is not None else PersonKind.UNKNOWN


def _require_own_person(tx: Transaction, user: str, what: str) -> None:
    if not may_administer(_kind(tx, user)):
        raise NotAllowed(
            f"Guests and people from other organisations can't {what}; a member of this workspace can."
        )


def _settle(tx: Transaction, team: Team) -> None:
    repository = TeamRepository(tx)
    for user in repository.departed(team):
        _remove(tx, team, user)
    if team.read_at is None:
        candidates = repository.candidates(team.channel)
        for user in sorted(starting_members(candidates, chosen=team.chosen, starter=team.started_by)):
            _add(tx, team, user)
        starts_on = tx.now.astimezone(team_zone(tx, team.id)).date()
        repository.add_cycle(team.id, 1, starts_on, last_day(starts_on))


def _add(tx: Transaction, team: Team, user: str, *, is_steward: bool = False) -> None:
    if TeamRepository(tx).add_member(team.id, user, is_steward=is_steward):
        tx.happened(MemberJoined(subject=str(team.id), user=user))
        tx.touch(TEAM_CARD, team.id)


def _remove(tx: Transaction, team: Team, user: str) -> None:
    if TeamRepository(tx).remove_member(team.id, user):
        tx.happened(MemberLeft(subject=str(team.id), user=user))
        tx.touch(TEAM_CARD, team.id)


def _make_steward(tx: Transaction, team: Team, user: str) -> None:
    require_member(tx, team.id, user)
    _require_own_person(tx, user, "steward a team")
    TeamRepository(tx).make_steward(team.id, user)
    tx.happened(StewardNamed(subject=str(team.id), user=user))
    tx.touch(TEAM_CARD, team.id)


def _wake(tx: Transaction, team: Team) -> None:
    if team.state in OUT_OF_REACH:
        team.state = TeamState.ARRIVING
    team.try_at = tx.now
    retry_failed(tx, team.channel)


def _sleep(tx: Transaction, team: Team) -> None:
    if team.state in {TeamState.ACTIVE, TeamState.ARRIVING}:
        team.state = TeamState.ASLEEP
        tx.happened(TeamSlept(subject=str(team.id)))
