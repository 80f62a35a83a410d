"""All SQL of prompts and their occasions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import cast
from uuid import UUID

from sqlalchemy import Table, exists, func, or_, select, update

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.cadences.models import Cadence, Subscription
from bot.features.cadences.values import Kind, ZonePolicy
from bot.features.checkins.models.prompts import Occasion, Prompt
from bot.features.checkins.repository.ledger import LEFT_OUT
from bot.features.checkins.values.prompts import (
    OccasionState,
    OccasionView,
    PromptState,
    PromptView,
)
from bot.features.teams.models import Team

ASKED = (PromptState.WAITING, PromptState.SHOWN)
FRESH = {"populate_existing": True}
occasions = cast("Table", Occasion.__table__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A prompt to be."""

    user: str
    day: date
    send_at: datetime
    expires_at: datetime
    state: PromptState = PromptState.WAITING


class Prompts(Repository):
    """One workspace's prompts."""

    def held(self, prompt_ids: Collection[UUID]) -> list[Prompt]:
        """These rows by their ids, which nobody else changes until this transaction ends."""
        query = self.scoped(Prompt).where(Prompt.id.in_(prompt_ids)).order_by(Prompt.id)
        return list(self.session.scalars(query.with_for_update(), execution_options=FRESH))

    def waiting(self, users: Collection[str]) -> list[Prompt]:
        """All that waits to be sent to these people, held as `held` does."""
        query = self.scoped(Prompt).where(Prompt.state == PromptState.WAITING, Prompt.user.in_(users))
        held = query.order_by(Prompt.id).with_for_update()
        return list(self.session.scalars(held, execution_options=FRESH))

    def users_of(self, prompt_ids: Collection[UUID]) -> set[str]:
        """Whose prompts these are."""
        mine = select(Prompt.user).where(Prompt.workspace == self.tx.workspace, Prompt.id.in_(prompt_ids))
        return set(self.session.scalars(mine))

    def wake(self, team_id: UUID, since: datetime) -> None:
        """What nobody was asked, of what this team wanted to ask since, waits again."""
        is_open = exists().where(
            Occasion.prompt_id == Prompt.id, Occasion.team_id == team_id, Occasion.state == OccasionState.OPEN
        )
        mine = (Prompt.workspace == self.tx.workspace, Prompt.state == PromptState.QUIET)
        self.session.execute(
            update(Prompt).where(*mine, Prompt.send_at > since, is_open).values(state=PromptState.WAITING)
        )

    def not_reached(self, user: str, since: date) -> dict[UUID, list[time]]:
        """What they were not asked (yet), of prompts of that day or later: by prompt, the times of day by one's own clock."""
        query = (
            select(Prompt.id, Cadence.at, or_(Cadence.zone_policy == ZonePolicy.OWN, Team.started_by == user))
            .join(Occasion, Occasion.prompt_id == Prompt.id)
            .join(Cadence, Cadence.id == Occasion.cadence_id)
            .join(Team, Team.id == Occasion.team_id)
            .where(Prompt.workspace == self.tx.workspace, Prompt.user == user, Prompt.day >= since)
            .where(Prompt.state.in_((*LEFT_OUT, PromptState.WAITING)), Prompt.shown_at.is_(None))
            .where(Occasion.state == OccasionState.OPEN, Occasion.is_asked)
        )
        found: dict[UUID, list[time]] = {}
        for prompt_id, at, is_own in self.session.execute(query):
            found.setdefault(prompt_id, []).extend([time.fromisoformat(at)] if is_own else [])
        return found

    def by_id(self, prompt_id: UUID) -> PromptView | None:
        """One prompt with its occasions."""
        row = self.session.scalars(self.scoped(Prompt).where(Prompt.id == prompt_id)).one_or_none()
        return self.view(row) if row else None

    def on_day(self, user: str, day: date) -> Prompt | None:
        """A person's prompt of a local day, held."""
        query = self.scoped(Prompt).where(Prompt.user == user, Prompt.day == day).with_for_update()
        return self.session.scalars(query, execution_options=FRESH).one_or_none()

    def asking(self, user: str, cadence_id: UUID, day: date) -> Prompt | None:
        """The person's prompt with this occasion in it, whichever day's message it became; held."""
        mine = select(Occasion.prompt_id).where(
            Occasion.user == user, Occasion.cadence_id == cadence_id, Occasion.day == day
        )
        query = self.scoped(Prompt).where(Prompt.id.in_(mine)).with_for_update()
        return self.session.scalars(query, execution_options=FRESH).one_or_none()

    def newest_shown(self, user: str, since: date) -> PromptView | None:
        """What a person was sent last, that day or later, and may still answer there; what they put off comes after."""
        has_any = exists().where(Occasion.prompt_id == Prompt.id)
        query = (
            self.scoped(Prompt)
            .where(Prompt.user == user, Prompt.send_at >= datetime.combine(since, time(), UTC))
            .where(Prompt.shown_at.is_not(None), has_any)
            .order_by((Prompt.state == PromptState.SHOWN).desc(), Prompt.send_at.desc(), Prompt.day.desc())
        )
        row = self.session.scalars(query.limit(1)).one_or_none()
        return self.view(row) if row else None

    def newest_open(self, user: str, since: date) -> Prompt | None:
        """The person's newest prompt, of that day or later, with something neither answered nor skipped; held."""
        is_open = exists().where(
            Occasion.prompt_id == Prompt.id,
            Occasion.state == OccasionState.OPEN,
            Occasion.actions_only.is_(False),
        )
        query = self.scoped(Prompt).where(Prompt.user == user, Prompt.day >= since, is_open)
        newest = query.order_by(Prompt.day.desc()).limit(1).with_for_update()
        return self.session.scalars(newest, execution_options=FRESH).one_or_none()

    def subscribed(self, user: str) -> dict[UUID, date | None]:
        """The cadences that this person takes part in, each with the day on which it asks them next."""
        query = select(Subscription.cadence_id, Subscription.next_day).where(
            Subscription.workspace == self.tx.workspace,
            Subscription.user == user,
            Subscription.kind == Kind.CHECKIN,
            Subscription.is_enrolled,
            Subscription.takes_part,
        )
        return {row.cadence_id: row.next_day for row in self.session.execute(query)}

    def next_due(self, user: str, *, since: datetime, before: datetime) -> datetime | None:
        """When a cadence first asks this person between these moments, unless that is on record already."""
        query = select(func.min(Subscription.next_due)).where(
            Subscription.workspace == self.tx.workspace,
            Subscription.user == user,
            Subscription.kind == Kind.CHECKIN,
            Subscription.is_enrolled,
            Subscription.next_due >= since,
            Subscription.next_due < before,
        )
        return self.session.scalars(query).one()

    def coming(self, until: Mapping[str, datetime]) -> set[str]:
        """Of these people, each with a moment, those whose prompt waits or whose cadence is due before it."""
        waiting = select(Prompt.user, Prompt.send_at).where(
            Prompt.workspace == self.tx.workspace,
            Prompt.user.in_(until),
            Prompt.state == PromptState.WAITING,
        )
        due = select(Subscription.user, Subscription.next_due).where(
            Subscription.workspace == self.tx.workspace,
            Subscription.user.in_(until),
            Subscription.kind == Kind.CHECKIN,
            Subscription.is_enrolled,
        )
        found = [row for query in (waiting, due) for row in self.session.execute(query)]
        return {user for user, at in found if at is not None and at < until[user]}

    def ensured(self, planned: Planned) -> Prompt:
        """The person's prompt of that day, made as planned when there was none; held."""
        row = {
            "id": new_id(),
            "workspace": self.tx.workspace,
            "user": planned.user,
            "day": planned.day,
            "send_at": planned.send_at,
            "expires_at": planned.expires_at,
            "state": planned.state,
            "turn": 0,
            "is_unfolded": False,
            "asks_rhythm": False,
        }
        insert_if_new(self.session, Prompt, row)
        found = self.on_day(planned.user, planned.day)
        if found is None:
            raise AssertionError("a prompt was inserted or is there already")
        return found

    def add_occasion(
        self, prompt: Prompt, cadence_id: UUID, team_id: UUID, day: date, *, is_asked: bool
    ) -> None:
        """Give the prompt a cadence's occasion, unless the person has it already."""
        row = {
            "id": new_id(),
            "workspace": self.tx.workspace,
            "prompt_id": prompt.id,
            "cadence_id": cadence_id,
            "team_id": team_id,
            "user": prompt.user,
            "day": day,
            "state": OccasionState.OPEN,
            "is_asked": is_asked,
            "actions_only": False,
        }
        insert_if_new(self.session, Occasion, row)

    def occasions_of(self, prompt_id: UUID) -> tuple[OccasionView, ...]:
        """A prompt's occasions, in a lasting order."""
        query = (
            self.scoped(Occasion)
            .where(Occasion.prompt_id == prompt_id)
            .order_by(Occasion.day, Occasion.team_id, Occasion.cadence_id)
            .execution_options(populate_existing=True)
        )
        return tuple(occasion_view(row) for row in self.session.scalars(query))

    def hand_on(self, before: UUID, after: UUID) -> None:
        """Move a prompt's open occasions to another."""
        mine = (occasions.c.prompt_id == before, occasions.c.state == OccasionState.OPEN)
        self.session.execute(update(occasions).where(*mine).values(prompt_id=after))

    def widen(self, prompt_id: UUID) -> None:
        """What asked after actions alone is for all that its person has to say, as they called for it."""
        mine = (occasions.c.prompt_id == prompt_id, occasions.c.actions_only)
        self.session.execute(update(occasions).where(*mine).values(actions_only=False, is_asked=False))

    def become(self, occasion_ids: Collection[UUID], state: OccasionState) -> None:
        """Write what became of occasions."""
        self.session.execute(update(occasions).where(occasions.c.id.in_(occasion_ids)).values(state=state))

    def asked(self, cadence_id: UUID, day: date) -> set[str]:
        """Whose word was or will be asked for on this occurrence, without those who skipped it."""
        query = (
            select(Occasion.user)
            .join(Prompt, Prompt.id == Occasion.prompt_id)
            .where(
                Occasion.workspace == self.tx.workspace,
                Occasion.cadence_id == cadence_id,
                Occasion.day == day,
                Occasion.is_asked,
                Occasion.actions_only.is_(False),
                Occasion.state != OccasionState.SKIPPED,
                Prompt.state.in_(ASKED),
            )
        )
        return set(self.session.scalars(query))

    def first_asked_at(self, cadence_id: UUID, day: date) -> datetime | None:
        """When the first prompt of this occurrence was sent."""
        query = (
            select(func.min(Prompt.shown_at))
            .join(Occasion, Occasion.prompt_id == Prompt.id)
            .where(
                Occasion.workspace == self.tx.workspace,
                Occasion.cadence_id == cadence_id,
                Occasion.day == day,
                Occasion.is_asked,
                Occasion.actions_only.is_(False),
            )
        )
        return self.session.scalars(query).one()

    def view(self, row: Prompt) -> PromptView:
        """A row as a value."""
        return PromptView(
            id=row.id,
            user=row.user,
            day=row.day,
            send_at=row.send_at,
            expires_at=row.expires_at,
            state=PromptState(row.state),
            turn=row.turn,
            is_unfolded=row.is_unfolded,
            asks_rhythm=row.asks_rhythm,
            has_response=row.responded_at is not None,
            occasions=self.occasions_of(row.id),
        )


def occasion_view(row: Occasion) -> OccasionView:
    """A row as a value."""
    return OccasionView(
        id=row.id,
        prompt_id=row.prompt_id,
        cadence_id=row.cadence_id,
        team_id=row.team_id,
        user=row.user,
        day=row.day,
        state=OccasionState(row.state),
        actions_only=row.actions_only,
    )
