"""SQL of teams."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.teams.models import Member, Presence, Team
from bot.features.teams.rules import NO_PERSON
from bot.features.teams.values import (
    Candidate,
    ChannelToRead,
    StartDraft,
    TeamState,
    TeamView,
)
from bot.features.teams.visibility import visible_teams
from bot.features.workspaces.models import Person, Workspace
from bot.features.workspaces.values import PersonKind

ROWS_AT_ONCE = 500


class TeamRepository(Repository):
    """Teams of one workspace, and their members."""

    def start(self, draft: StartDraft, starter: str) -> bool:
        """Write a new team; False when the channel has one."""
        row = {
            "id": new_id(),
            "workspace": self.tx.workspace,
            "channel": draft.channel,
            "channel_name": draft.channel_name,
            "is_private": draft.is_private,
            "purpose": draft.purpose,
            "state": TeamState.ARRIVING,
            "started_by": starter,
            "started_at": self.tx.now,
            "chosen": list(draft.chosen),
            "counts_guests": False,
            "try_at": self.tx.now,
            "read_at": None,
        }
        return insert_if_new(self.session, Team, row) == 1

    def by_channel(self, channel: str) -> Team | None:
        return self.session.scalars(self.scoped(Team).where(Team.channel == channel)).one_or_none()

    def locked(self, team_id: UUID) -> Team | None:
        """The team as it is now, kept from other transactions until this one ends."""
        query = self.scoped(Team).where(Team.id == team_id).with_for_update(key_share=True)
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def by_id(self, team_id: UUID) -> Team | None:
        return self.session.scalars(self.scoped(Team).where(Team.id == team_id)).one_or_none()

    def visible(self, team_id: UUID) -> Team | None:
        query = self.scoped(Team).where(Team.id == team_id, Team.id.in_(visible_teams(self.tx)))
        return self.session.scalars(query).one_or_none()

    def visible_of(self, user: str) -> list[Team]:
        mine = select(Member.team_id).where(Member.workspace == self.tx.workspace, Member.user == user)
        query = self.scoped(Team).where(Team.id.in_(mine), Team.id.in_(visible_teams(self.tx)))
        return list(self.session.scalars(query.order_by(Team.channel_name)))

    def observed_by(self, user: str) -> list[Team]:
        """Those whose channel the person is in without being a member, as far as the actor may see them."""
        mine = select(Member.team_id).where(Member.workspace == self.tx.workspace, Member.user == user)
        here = select(Presence.channel).where(
            Presence.workspace == self.tx.workspace, Presence.user == user, Presence.is_here
        )
        query = self.scoped(Team).where(
            Team.id.in_(visible_teams(self.tx)), Team.channel.in_(here), Team.id.not_in(mine)
        )
        return list(self.session.scalars(query.order_by(Team.channel_name)))

    def of_member(self, user: str) -> list[Team]:
        """The teams of a member, whoever asks."""
        mine = select(Member.team_id).where(Member.workspace == self.tx.workspace, Member.user == user)
        return list(self.session.scalars(self.scoped(Team).where(Team.id.in_(mine)).order_by(Team.id)))

    def view(self, team: Team) -> TeamView:
        count = select(func.count()).select_from(Member).where(Member.team_id == team.id)
        return TeamView(
            id=team.id,
            channel=team.channel,
            channel_name=team.channel_name,
            is_private=team.is_private,
            purpose=team.purpose,
            state=TeamState(team.state),
            started_by=team.started_by,
            member_count=self.session.scalars(count).one(),
        )

    def zone_names(self, team_ids: Collection[UUID]) -> dict[UUID, str]:
        """The zone of each team's starter, as Slack names it; empty while it is unknown."""
        starter = and_(Person.workspace == Team.workspace, Person.user == Team.started_by)
        mine = (Team.workspace == self.tx.workspace, Team.id.in_(team_ids))
        query = select(Team.id, Person.zone).outerjoin(Person, starter).where(*mine)
        return {team_id: zone or "" for team_id, zone in self.session.execute(query)}

    def member(self, team_id: UUID, user: str) -> Member | None:
        query = self.scoped(Member).where(Member.team_id == team_id, Member.user == user)
        return self.session.scalars(query).one_or_none()

    def members(self, team_id: UUID) -> tuple[str, ...]:
        """Members by the time they joined."""
        query = select(Member.user).where(Member.workspace == self.tx.workspace, Member.team_id == team_id)
        return tuple(self.session.scalars(query.order_by(Member.since, Member.user)))

    def add_member(self, team_id: UUID, user: str, *, is_steward: bool = False) -> bool:
        """Write a membership; False when they are a member already."""
        row = {
            "workspace": self.tx.workspace,
            "team_id": team_id,
            "user": user,
            "is_steward": is_steward,
            "since": self.tx.now,
        }
        return insert_if_new(self.session, Member, row) == 1

    def remove_member(self, team_id: UUID, user: str) -> bool:
        """End a membership; False when there was none."""
        mine = and_(Member.workspace == self.tx.workspace, Member.team_id == team_id, Member.user == user)
        return self.session.connection().execute(delete(Member).where(mine)).rowcount == 1

    def set_steward(self, team_id: UUID, user: str, *, is_steward: bool) -> None:
        mine = and_(Member.workspace == self.tx.workspace, Member.team_id == team_id, Member.user == user)
        self.session.execute(update(Member).where(mine).values(is_steward=is_steward))

    def has_steward(self, team_id: UUID) -> bool:
        query = self.scoped(Member).where(Member.team_id == team_id, Member.is_steward)
        return self.session.scalars(query.limit(1)).first() is not None

    def stewards(self, team_id: UUID) -> tuple[str, ...]:
        """Stewards by the time they joined."""
        mine = and_(Member.workspace == self.tx.workspace, Member.team_id == team_id, Member.is_steward)
        return tuple(
            self.session.scalars(select(Member.user).where(mine).order_by(Member.since, Member.user))
        )

    def members_of_kinds(self, team_id: UUID, kinds: Collection[PersonKind]) -> frozenset[str]:
        """Members of these kinds; somebody Cairn never met is of kind unknown."""
        person = and_(Person.workspace == Member.workspace, Person.user == Member.user)
        kind = func.coalesce(Person.kind, PersonKind.UNKNOWN)
        query = (
            select(Member.user)
            .outerjoin(Person, person)
            .where(Member.workspace == self.tx.workspace, Member.team_id == team_id, kind.in_(kinds))
        )
        return frozenset(self.session.scalars(query))

    def note_presence(self, channel: str, users: Collection[str], at: datetime, *, is_here: bool) -> None:
        """Keep what Slack said at that moment, unless it said something else of a later one."""
        rows = [
            {
                "workspace": self.tx.workspace,
                "channel": channel,
                "user": user,
                "is_here": is_here,
                "said_at": at,
            }
            for user in sorted(set(users))
        ]
        for start in range(0, len(rows), ROWS_AT_ONCE):
            batch = rows[start : start + ROWS_AT_ONCE]
            insert_if_new(self.session, Presence, batch)
            older = and_(Presence.user.in_([row["user"] for row in batch]), Presence.said_at <= at)
            self.session.execute(
                update(Presence).where(self._in(channel), older).values(is_here=is_here, said_at=at)
            )

    def forget_unseen(self, channel: str, since: datetime) -> None:
        """Whoever Slack has not named since that moment is not in the channel."""
        unseen = and_(self._in(channel), Presence.is_here, Presence.said_at < since)
        self.session.execute(update(Presence).where(unseen).values(is_here=False, said_at=since))

    def is_present(self, channel: str, user: str) -> bool:
        query = self.scoped(Presence).where(self._in(channel), Presence.user == user, Presence.is_here)
        return self.session.scalars(query).one_or_none() is not None

    def candidates(self, channel: str) -> list[Candidate]:
        """Who is in the channel."""
        person = and_(Person.workspace == Presence.workspace, Person.user == Presence.user)
        query = (
            select(Presence.user, Person.kind)
            .outerjoin(Person, person)
            .where(self._in(channel), Presence.is_here)
        )
        return [Candidate(user, kind not in NO_PERSON) for user, kind in self.session.execute(query)]

    def strangers(self, channel: str, *, most: int) -> list[str]:
        """People in the channel whom Slack was never asked about."""
        person = and_(Person.workspace == Presence.workspace, Person.user == Presence.user)
        never = or_(Person.user.is_(None), and_(UNKNOWN, Person.looked_up_at.is_(None)))
        query = (
            select(Presence.user)
            .outerjoin(Person, person)
            .where(self._in(channel), Presence.is_here, never)
            .limit(most)
        )
        return list(self.session.scalars(query))

    def departed(self, team: Team) -> list[str]:
        """Members who are not in the channel any more."""
        here = exists().where(self._in(team.channel), Presence.user == Member.user, Presence.is_here)
        query = select(Member.user).where(
            Member.workspace == self.tx.workspace, Member.team_id == team.id, ~here
        )
        return list(self.session.scalars(query))

    def _in(self, channel: str) -> ColumnElement[bool]:
        return and_(Presence.workspace == self.tx.workspace, Presence.channel == channel)


UNKNOWN = Person.kind == PersonKind.UNKNOWN


def due_channels(session: Session, now: datetime, state: TeamState, *, most: int) -> list[ChannelToRead]:
    """Teams in this state, of active workspaces, about whose channel Slack is to be asked; longest due first."""
    query = (
        select(Team.workspace, Team.id, Team.channel)
        .join(Workspace, Workspace.workspace == Team.workspace)
        .where(Team.state == state, Team.try_at <= now, Workspace.is_active)
        .order_by(Team.try_at)
        .limit(most)
    )
    return [ChannelToRead(*row) for row in session.execute(query)]
