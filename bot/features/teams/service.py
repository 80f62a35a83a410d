"""Starting teams, who is in them, and when Cairn comes and goes."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.db.asked import asked_once
from bot.db.transaction import Transaction
from bot.delivery.surfaces import retry_failed
from bot.errors import Conflict, NotAllowed
from bot.features.teams.channels import OUT_OF_REACH, note_present, sleep, wake
from bot.features.teams.events import TeamArrived, TeamStarted
from bot.features.teams.membership import (
    NO_TEAM,
    actor_of,
    add,
    found,
    held,
    held_in,
    make_steward,
    remove,
    require_cairn,
    require_own_person,
    settle_members,
    visible,
)
from bot.features.teams.repository import TeamRepository
from bot.features.teams.rules import counting_kinds
from bot.features.teams.values import (
    TEAM_CARD,
    ChannelFacts,
    NoTeamHere,
    StartDraft,
    TeamPortrait,
    TeamState,
    TeamView,
    called,
)
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.rules import zone_named

READ_AGAIN = timedelta(hours=1)  # Slack tells nobody that a channel became private
MOST_NAMED = 12


def start(tx: Transaction, draft: StartDraft) -> TeamView:
    """Make the channel a team; a channel that is one stays as it is, and Cairn tries again to get in if it wasn't.

    Raises:
        NotAllowed: guests and people from outside don't start teams.
    """
    starter = actor_of(tx)
    require_own_person(tx, starter, "start a team")
    repository = TeamRepository(tx)
    is_new = repository.start(draft, starter)
    team = found(repository.by_channel(draft.channel))
    if is_new:
        workspaces.meet(tx, [starter, *draft.chosen])
        tx.happened(TeamStarted(subject=str(team.id), channel=draft.channel, purpose=draft.purpose))
        add(tx, team, starter, is_steward=True)
    elif team.state in OUT_OF_REACH:
        wake(tx, team)
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
    team = held(tx, team_id)
    if team.state in OUT_OF_REACH:  # Cairn was sent away while it was reading
        return repository.view(team)
    moment = since or tx.now
    note_present(tx, team.channel, present, moment)
    repository.forget_unseen(team.channel, moment)
    settle_members(tx, team)
    if team.channel_name != channel.name:
        tx.touch(TEAM_CARD, team.id)
    team.channel_name, team.is_private = channel.name, channel.is_private
    team.read_at, team.try_at = tx.now, tx.now + READ_AGAIN
    if team.state != TeamState.ACTIVE:
        team.state = TeamState.ACTIVE
        tx.happened(TeamArrived(subject=str(team.id)))
        tx.show(TEAM_CARD, team.id, team.channel, key=f"team-card:{team.id}")
        tx.touch(TEAM_CARD, team.id)
        retry_failed(tx, team.channel)
    tx.session.flush()
    return repository.view(team)


def started_in(tx: Transaction, channel: str) -> TeamView | None:
    """The channel's team, in whatever state; only for a channel that Slack says the actor is in just now."""
    repository = TeamRepository(tx)
    team = repository.by_channel(channel)
    return repository.view(team) if team is not None else None


def team_in(tx: Transaction, channel: str) -> TeamView | None:
    """The channel's team, at work; found as `started_in` does.

    Raises:
        Conflict: Cairn isn't in the channel (yet).
    """
    here = started_in(tx, channel)
    if here is not None:
        require_cairn(here)
    return here


def team_by_id(tx: Transaction, team_id: UUID) -> TeamView:
    """A team in whatever state; for what is told to its starter, never for others' eyes.

    Raises:
        NotFound: there is none.
    """
    repository = TeamRepository(tx)
    return repository.view(found(repository.by_id(team_id)))


def required_team_in(tx: Transaction, channel: str) -> TeamView:
    """The channel's team, as `team_in` finds it.

    Raises:
        NoTeamHere: no team works there.
    """
    here = team_in(tx, channel)
    if here is None:
        raise NoTeamHere(NO_TEAM)
    return here


def team(tx: Transaction, team_id: UUID) -> TeamView:
    """An active team.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return TeamRepository(tx).view(visible(tx, team_id))


def teams_of(tx: Transaction, user: str) -> list[TeamView]:
    """The teams that this person is a member of and the actor may see, by channel name."""
    repository = TeamRepository(tx)
    return [repository.view(team) for team in repository.visible_of(user)]


def observed_by(tx: Transaction, user: str) -> list[TeamView]:
    """The teams that this person reads along in, as far as the actor may see them, by channel name."""
    repository = TeamRepository(tx)
    return [repository.view(team) for team in repository.observed_by(user)]


def members(tx: Transaction, team_id: UUID) -> tuple[str, ...]:
    """The members' Slack user ids, in the order in which they joined.

    Raises:
        NotFound: there is no such active team, or the actor may not see it.
    """
    visible(tx, team_id)
    return TeamRepository(tx).members(team_id)


def portrait(tx: Transaction, team: TeamView) -> TeamPortrait:
    """All that the card shows of a team that was found for whoever looks at it."""
    repository = TeamRepository(tx)
    users, stewards = repository.members(team.id), repository.stewards(team.id)
    names, leading = (workspaces.names_of(tx, some[:MOST_NAMED]) for some in (users, stewards))
    return TeamPortrait(team, names, bool(stewards), leading)


def is_member(tx: Transaction, team_id: UUID, user: str) -> bool:
    """Whether the person is in the team on purpose."""
    return TeamRepository(tx).member(team_id, user) is not None


def is_steward(tx: Transaction, team_id: UUID, user: str) -> bool:
    """Whether the person is a member who may change the team's settings."""
    member = TeamRepository(tx).member(team_id, user)
    return member is not None and member.is_steward


def stewards(tx: Transaction, team_id: UUID) -> tuple[str, ...]:
    """The Slack user ids of a team's stewards, for whom something is to be asked, whoever asks."""
    return TeamRepository(tx).stewards(team_id)


def require_member(tx: Transaction, team_id: UUID, user: str | None = None) -> None:
    """Let members pass; without `user` the actor is asked about.

    Raises:
        NotFound: there is no such active team, or the actor may not see it.
        Conflict: Cairn isn't in the team's channel yet.
        NotAllowed: the person is an observer.
    """
    team = visible(tx, team_id)
    if not is_member(tx, team_id, user or actor_of(tx)):
        raise NotAllowed(
            f"That is for members of the team in {called(team.channel_name)}. Press Join on the team's card, "
            "which is pinned there (or run /cairn in the channel), then try again. Nothing was changed."
        )


def electorate(tx: Transaction, team_id: UUID, *, counts_guests: bool | None = None) -> frozenset[str]:
    """The members whose votes count, whoever asks; people not looked up yet do provisionally.

    Args:
        counts_guests: as if the team had decided so.
    """
    team = found(TeamRepository(tx).by_id(team_id))
    kinds = counting_kinds(counts_guests=team.counts_guests if counts_guests is None else counts_guests)
    return TeamRepository(tx).members_of_kinds(team_id, kinds)


def team_zone(tx: Transaction, team_id: UUID) -> ZoneInfo:
    """The zone that the team's deadlines go by: its starter's."""
    return workspaces.zone_of(tx, found(TeamRepository(tx).by_id(team_id)).started_by)


@asked_once
def team_zones(tx: Transaction, team_ids: Collection[UUID]) -> dict[UUID, ZoneInfo]:
    """The same for several teams at once."""
    return {team_id: zone_named(name) for team_id, name in TeamRepository(tx).zone_names(team_ids).items()}


def join(tx: Transaction, team_id: UUID) -> TeamView:
    """The actor becomes a member; one who is stays one.

    Raises:
        NotAllowed: they are not in the team's channel.
    """
    repository = TeamRepository(tx)
    team = held(tx, visible(tx, team_id).id)
    if not repository.is_present(team.channel, actor_of(tx)):
        raise NotAllowed(
            f"The team lives in {called(team.channel_name)}. Join the channel first, then press Join again."
        )
    add(tx, team, actor_of(tx))
    return repository.view(team)


def leave(tx: Transaction, team_id: UUID) -> TeamView:
    """The actor becomes an observer; what they did stays as it is."""
    team = held(tx, visible(tx, team_id).id)
    remove(tx, team, actor_of(tx))
    return TeamRepository(tx).view(team)


def take_stewardship(tx: Transaction, team_id: UUID) -> TeamView:
    """The actor, a member, stewards a team that nobody does.

    Raises:
        Conflict: somebody was quicker.
    """
    repository = TeamRepository(tx)
    require_member(tx, team_id)
    team = held(tx, team_id)
    if not repository.has_steward(team_id):
        make_steward(tx, team, actor_of(tx))
    elif not is_steward(tx, team_id, actor_of(tx)):
        raise Conflict("Somebody else has just become steward. Nothing more is needed.")
    return repository.view(team)


def present(tx: Transaction, channel: str, user: str, at: datetime | None = None) -> None:
    """Somebody came into a channel; when it is Cairn, a team that waited for it goes on."""
    team = held_in(tx, channel)
    if team is not None and workspaces.is_cairn(tx, user):
        wake(tx, team)
    elif team is not None:
        note_present(tx, channel, [user], at or tx.now)


def absent(tx: Transaction, channel: str, user: str, at: datetime | None = None) -> None:
    """Somebody left a channel, which ends their membership; when it is Cairn, the team sleeps."""
    team, repository = held_in(tx, channel), TeamRepository(tx)
    if team is not None and workspaces.is_cairn(tx, user):
        sleep(tx, team)
    elif team is not None:
        repository.note_presence(channel, [user], at or tx.now, is_here=False)
        if not repository.is_present(channel, user):
            remove(tx, team, user)
