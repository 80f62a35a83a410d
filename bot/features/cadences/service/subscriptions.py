"""Whom a cadence is due for, and what each of them waits for when people and teams move."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from bot.clock.recurrence import Occurrence
from bot.db.transaction import Transaction
from bot.errors import NotFound
from bot.features.cadences import rules
from bot.features.cadences.models import Cadence
from bot.features.cadences.repository.cadences import Cadences, rhythm_of
from bot.features.cadences.repository.subscriptions import (
    Plan,
    Subscriber,
    Subscriptions,
    write_parts,
    write_plans,
)
from bot.features.cadences.values import TEAM_ITSELF, CadenceState, ZonePolicy
from bot.features.teams import service as teams
from bot.features.teams.events import MemberLeft, TeamArrived, TeamSlept
from bot.features.workspaces.events import ZoneChanged
from bot.features.workspaces.rules import zone_named

LOOKS = timedelta(seconds=15)  # what became due since the clock looked last is due still


def enroll(
    tx: Transaction, cadence_id: UUID, users: Collection[str], *, besides: Collection[str] = ()
) -> None:
    """Make this set the cadence's subscribers; people who are no members of the team are left out.

    Args:
        users: Slack user ids of who takes part; TEAM_ITSELF for what is due once for the whole team.
        besides: whom it is due for too without their taking part; another rhythm may have let them go this moment, so
            what is due now is due for them.

    Raises:
        NotFound: there is no such cadence.
    """
    row, repository = locked(tx, cadence_id), Subscriptions(tx)
    wanted = repository.members(row.team_id, {*users, *besides}) | (set(users) & {TEAM_ITSELF})
    known = repository.subscribers(row.id)
    gone = [one for one in known if one.is_enrolled and one.user not in wanted]
    back = [one for one in known if not one.is_enrolled and one.user in wanted]
    extra, new = set(besides) - set(users), wanted - {one.user for one in known}
    _plan(tx, row, [one for one in back if one.user not in extra], tx.now)
    _plan(tx, row, [one for one in back if one.user in extra], tx.now - LOOKS)
    _end(tx, gone)
    _subscribe(tx, row, new - extra, tx.now)
    _subscribe(tx, row, new & extra, tx.now - LOOKS)
    _divide(tx, repository.subscribers(row.id) if gone or back or new else known, users)


def enrolled(tx: Transaction, cadence_id: UUID) -> dict[str, str]:
    """Who takes part in the cadence, each with the IANA name of the zone it goes by for them.

    Raises:
        NotFound: there is no such cadence for the actor.
    """
    return Subscriptions(tx).enrolled(found(Cadences(tx).visible(cadence_id)).id)


def zone_changed(tx: Transaction, event: ZoneChanged) -> None:
    """Who lives in another zone now is asked at the same local time there, once for each local date."""
    repository = Cadences(tx)
    person = event.subject
    for row in repository.held({*repository.ids_of_user(person), *repository.ids_by_starter(person)}):
        _move(tx, row)


def member_left(tx: Transaction, event: MemberLeft) -> None:
    """Who is no member any more is not asked; accounts that were closed come this way too."""
    repository = Cadences(tx)
    for row in repository.held(repository.ids_of_user(event.user, UUID(event.subject))):
        _end(tx, Subscriptions(tx).subscribers(row.id, event.user))


def team_came_or_went(tx: Transaction, event: TeamArrived | TeamSlept) -> None:
    """Nothing is due while a team sleeps; when it is back, its rhythms go on from now."""
    repository = Cadences(tx)
    for row in repository.held(repository.ids_of_team(UUID(event.subject))):
        replan(tx, row)


def replan(tx: Transaction, row: Cadence, *, is_as_before: bool = False) -> None:
    """Reckon everybody's next time anew, from now; nothing waits any more while the cadence or the team rests.

    What is due at this very moment stays due: the clock looks every few seconds, and a change in those seconds would
    take the day from people.

    Args:
        is_as_before: its hour is what it was, so what became due in those seconds is due too, should a pause or a
            skip that is undone have taken it away.
    """
    subscribers = [one for one in Subscriptions(tx).subscribers(row.id) if one.is_enrolled]
    _plan(tx, row, subscribers, tx.now - LOOKS if is_as_before else tx.now)


def found(row: Cadence | None) -> Cadence:
    """The cadence, when there is one.

    Raises:
        NotFound: there is none.
    """
    if row is None:
        raise NotFound("I can't find that rhythm, or its team isn't open to you. Nothing was changed.")
    return row


def locked(tx: Transaction, cadence_id: UUID) -> Cadence:
    """The cadence, which nobody else changes until this transaction ends; raises as `found` does.

    Who locks more than this locks in the same order: team, goal, cadence, subscriptions.
    """
    return found(next(iter(Cadences(tx).held([cadence_id])), None))


def _zone_names(tx: Transaction, row: Cadence, users: Collection[str]) -> dict[str, str]:
    """By which zone each of them is asked."""
    own = {user for user in users if user != TEAM_ITSELF and row.zone_policy == ZonePolicy.OWN}
    known = Subscriptions(tx).zones(own) if own else {}
    team = teams.team_zone(tx, row.team_id).key if len(own) < len(users) else ""
    return {user: zone_named(known.get(user, "")).key if user in own else team for user in users}


def _coming(
    tx: Transaction, row: Cadence, states: Collection[tuple[str, date | None]], after: datetime
) -> dict[tuple[str, date | None], Occurrence | None]:
    """What people wait for from then on, by their zone and the date they have done; nothing while the cadence or the
    team rests."""
    if not states or row.state != CadenceState.ACTIVE or not Cadences(tx).team_works(row.team_id):
        return dict.fromkeys(states)
    rhythm = rhythm_of(row)
    return {
        (zone, done): rules.following(rhythm, zone_named(zone), after=after, done=done, skipped=row.skipped)
        for zone, done in states
    }


def _plan(tx: Transaction, row: Cadence, subscribers: Sequence[Subscriber], after: datetime) -> None:
    """Reckon the next time of these, from then on; each zone and date done is looked at once."""
    zones = _zone_names(tx, row, {one.user for one in subscribers})
    coming = _coming(tx, row, {(zones[one.user], one.done) for one in subscribers}, after)
    plans = []
    for one in subscribers:
        planned = coming[zones[one.user], one.done]
        plans.append(Plan(one.id, zones[one.user], one.done, planned and (one.due(tx.now) or planned)))
    write_plans(tx.session, plans)


def _move(tx: Transaction, row: Cadence) -> None:
    """Keep the local date that people wait for, and read its hour from the clock of where they are now."""
    subscribers = [one for one in Subscriptions(tx).subscribers(row.id) if one.is_enrolled]
    zones = _zone_names(tx, row, {one.user for one in subscribers})
    write_plans(
        tx.session,
        [
            Plan(one.id, zones[one.user], one.done, _moved(tx, row, zones[one.user], one.next_day))
            for one in subscribers
            if one.zone != zones[one.user]
        ],
    )


def _moved(tx: Transaction, row: Cadence, zone: str, planned: date | None) -> Occurrence | None:
    if planned is None:
        return None
    return rules.moved(rhythm_of(row), zone_named(zone), now=tx.now, planned=planned, skipped=row.skipped)


def _subscribe(tx: Transaction, row: Cadence, users: Collection[str], after: datetime) -> None:
    zones = _zone_names(tx, row, users)
    coming = _coming(tx, row, {(zone, None) for zone in zones.values()}, after)
    Subscriptions(tx).subscribe(row, zones, {zone: planned for (zone, _), planned in coming.items()})


def _divide(tx: Transaction, subscribers: Sequence[Subscriber], users: Collection[str]) -> None:
    """Of those who are enrolled these take part."""
    enrolled_now = [one for one in subscribers if one.is_enrolled]
    parts = {one.id: one.user in users for one in enrolled_now}
    write_parts(
        tx.session, {one.id: parts[one.id] for one in enrolled_now if one.takes_part != parts[one.id]}
    )


def _end(tx: Transaction, subscribers: Sequence[Subscriber]) -> None:
    write_plans(
        tx.session, [Plan(one.id, one.zone, one.done, None, is_enrolled=False) for one in subscribers]
    )
