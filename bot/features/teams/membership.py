"""How memberships begin and end, and who may do what with a team: shared by the use cases above."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, NotAllowed, NotFound
from bot.features.teams.events import MemberJoined, MemberLeft, StewardNamed
from bot.features.teams.models import Team
from bot.features.teams.repository import TeamRepository
from bot.features.teams.rules import NO_PERSON, counting_kinds, may_administer, starting_members
from bot.features.teams.values import TEAM_CARD, TeamState, TeamView
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.events import PersonChanged
from bot.features.workspaces.values import PersonKind

NO_TEAM = "No team works in this channel yet. Type `/cairn start` to begin one; it takes a minute."
ON_ITS_WAY = "Cairn is just coming into this channel, so nothing was saved. Type this once more in a moment."
OUTSIDE = (
    "Cairn isn't in this channel yet, so nothing was saved. Invite it with `/invite @Cairn`, "
    "then type this once more."
)


def actor_of(tx: Transaction) -> str:
    """Who asks.

    Raises:
        NotAllowed: it is the clock.
    """
    if tx.actor is None:
        raise NotAllowed("Only a person can do that. Nothing was changed.")
    return tx.actor


def found(team: Team | None) -> Team:
    """The team, when there is one.

    Raises:
        NotFound: there is none.
    """
    if team is None:
        raise NotFound("I can't find that team, or it isn't open to you. Nothing was changed.")
    return team


def held(tx: Transaction, team_id: UUID) -> Team:
    """The team, whose people nobody else changes until this transaction ends.

    Who locks more than this locks in the same order: team, goal, ballot.

    Raises:
        NotFound: there is none.
    """
    return found(TeamRepository(tx).locked(team_id))


def held_in(tx: Transaction, channel: str) -> Team | None:
    """The channel's team, held likewise; None when there is none."""
    team = TeamRepository(tx).by_channel(channel)
    return held(tx, team.id) if team is not None else None


def visible(tx: Transaction, team_id: UUID) -> Team:
    """The active team.

    Raises:
        NotFound: there is none, or the actor may not see it.
        Conflict: the actor is a member, and Cairn isn't in the channel (yet).
    """
    repository = TeamRepository(tx)
    if (seen := repository.visible(team_id)) is not None:
        return seen
    team = repository.by_id(team_id)
    if team is None or tx.actor is None or repository.member(team_id, tx.actor) is None:
        return found(None)
    require_cairn(team)
    return found(None)


def stewards_of(tx: Transaction, team_id: UUID) -> tuple[str, ...]:
    """Slack user ids of those who steward a team, whoever asks, in the order in which they joined."""
    return TeamRepository(tx).stewards(team_id)


def require_cairn(team: Team | TeamView) -> None:
    """Let pass when Cairn is in the team's channel.

    Raises:
        Conflict: it isn't (yet); into a private channel it comes only when somebody invites it.
    """
    if team.state == TeamState.ARRIVING and not team.is_private:
        raise Conflict(ON_ITS_WAY)
    if team.state != TeamState.ACTIVE:
        raise Conflict(OUTSIDE)


def is_of_counted_kind(tx: Transaction, team_id: UUID, user: str) -> bool:
    """Whether the team lets the votes of somebody like them count, be they a member of it or not yet."""
    known = workspaces.people(tx, [user]).get(user)
    kind = known.kind if known is not None else PersonKind.UNKNOWN
    if kind in counting_kinds(counts_guests=False):
        return True
    team = found(TeamRepository(tx).by_id(team_id))
    return kind in counting_kinds(counts_guests=team.counts_guests)


def require_own_person(tx: Transaction, user: str, what: str) -> None:
    """Let pass who may administer a team.

    Raises:
        NotAllowed: they are a guest, from outside, a bot or gone.
    """
    known = workspaces.people(tx, [user]).get(user)
    if known is not None and known.kind is PersonKind.BOT:
        raise NotAllowed(f"Cairn and other apps can't {what}; choose a person. Nothing was changed.")
    if not may_administer(known.kind if known is not None else PersonKind.UNKNOWN):
        raise NotAllowed(
            f"Guests and people of other organisations can't {what}; a member of this workspace can. "
            "Nothing was changed."
        )


def add(tx: Transaction, team: Team, user: str, *, is_steward: bool = False) -> None:
    """Make somebody a member, unless they are."""
    if TeamRepository(tx).add_member(team.id, user, is_steward=is_steward):
        tx.happened(MemberJoined(subject=str(team.id), user=user))
        tx.touch(TEAM_CARD, team.id)


def remove(tx: Transaction, team: Team, user: str) -> None:
    """End a membership, if there is one."""
    if TeamRepository(tx).remove_member(team.id, user):
        tx.happened(MemberLeft(subject=str(team.id), user=user))
        tx.touch(TEAM_CARD, team.id)


def make_steward(tx: Transaction, team: Team, user: str) -> None:
    """Make a member steward.

    Raises:
        NotAllowed: they are no member, or a guest or from outside.
    """
    require_own_person(tx, user, "steward a team")
    if TeamRepository(tx).member(team.id, user) is None:
        raise NotAllowed("A steward is a member of the team; they can press Join first. Nothing was changed.")
    TeamRepository(tx).set_steward(team.id, user, is_steward=True)
    tx.happened(StewardNamed(subject=str(team.id), user=user))
    tx.touch(TEAM_CARD, team.id)


def settle_members(tx: Transaction, team: Team) -> None:
    """Who left the channel is no member; when Cairn sees the channel for the first time, who is there may be one."""
    repository = TeamRepository(tx)
    for user in repository.departed(team):
        remove(tx, team, user)
    if team.read_at is not None:
        return
    candidates = repository.candidates(team.channel)
    for user in sorted(starting_members(candidates, chosen=team.chosen, starter=team.started_by)):
        add(tx, team, user)


def person_changed(tx: Transaction, event: PersonChanged) -> None:
    """Who turned out to be a bot, or whose account was closed, is in no team; who became a guest stewards none."""
    repository = TeamRepository(tx)
    for team in repository.of_member(event.subject):
        if event.after in NO_PERSON:
            remove(tx, team, event.subject)
        elif not may_administer(event.after):
            repository.set_steward(team.id, event.subject, is_steward=False)
        tx.touch(TEAM_CARD, team.id)
