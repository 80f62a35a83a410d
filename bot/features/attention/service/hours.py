"""When people want to hear from Cairn: what they set, and whether something may reach them now."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from datetime import date, timedelta
from types import MappingProxyType

from bot.db.transaction import Transaction
from bot.errors import Invalid, NotAllowed
from bot.features.attention import rules
from bot.features.attention.events import AvailabilityChanged
from bot.features.attention.repository import AttentionRepository
from bot.features.attention.values import Arrival, Availability, AvailabilityDraft, Quiet
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.rules import zone_named

NOBODY_QUIET: Mapping[str, Quiet] = MappingProxyType({})


def availability_of(tx: Transaction, users: Collection[str]) -> dict[str, Availability]:
    """When Cairn may write to these people; who set nothing has Monday to Friday, 9 to 17, in their own zone."""
    known = workspaces.people(tx, users)
    own = AttentionRepository(tx).hours_of(users)
    found = {}
    for user in users:
        zone = zone_named(known[user].zone if user in known else "")
        hours = asdict(own.get(user, AvailabilityDraft()))
        availability = Availability(user=user, zone=zone, **hours)
        found[user] = rules.as_of(availability, rules.local_day(availability, tx.now))
    return found


def introduce(tx: Transaction) -> None:
    """The actor wants something set: Slack is asked who they are and in which zone, if Cairn never met them."""
    workspaces.meet(tx, [_actor(tx)])


def set_availability(tx: Transaction, wanted: AvailabilityDraft) -> Availability:
    """Keep the actor's days and hours, and try at once what waits for them.

    Raises:
        Invalid: a field needs another look; `field` is one of values.Field.
    """
    user = _actor(tx)
    today = rules.local_day(availability_of(tx, [user])[user], tx.now)
    for field, sentence in rules.problems_of(wanted, today).items():
        raise Invalid(field, sentence)
    repository = AttentionRepository(tx)
    repository.set_hours(user, wanted)
    repository.retry(user)
    tx.happened(AvailabilityChanged(subject=user, away_until=wanted.away_until))
    return availability_of(tx, [user])[user]


def be_away(tx: Transaction, until: date) -> Availability:
    """Nothing reaches the actor before that day, on which they are back.

    Raises:
        Invalid: the day is not after today; `field` is Field.AWAY_UNTIL.
    """
    return set_availability(tx, replace(_own(tx), away_until=until))


def rest_today(tx: Transaction) -> Availability:
    """Nothing more reaches the actor today."""
    user = _actor(tx)
    return be_away(tx, local_days(tx, [user])[user] + timedelta(days=1))


def be_back(tx: Transaction) -> Availability:
    """The actor is back already."""
    return set_availability(tx, replace(_own(tx), away_until=None))


def followers(tx: Transaction, users: Collection[str]) -> frozenset[str]:
    """Who of them wants to be left alone while their Slack status says they are away."""
    own = AttentionRepository(tx).hours_of(users)
    return frozenset(user for user, hours in own.items() if hours.follows_status)


def arrivals(
    tx: Transaction, users: Collection[str], quiet: Mapping[str, Quiet] = NOBODY_QUIET
) -> dict[str, Arrival]:
    """For each person, whether something may reach them now, later today, or on another day.

    Args:
        quiet: what Directory.quiet told of them just now, as values of this room.
    """
    return {
        user: rules.arrival(availability, quiet.get(user, Quiet()), tx.now)
        for user, availability in availability_of(tx, users).items()
    }


def local_days(tx: Transaction, users: Collection[str]) -> dict[str, date]:
    """The date it is for each of these people."""
    return {
        user: rules.local_day(availability, tx.now)
        for user, availability in availability_of(tx, users).items()
    }


def _own(tx: Transaction) -> AvailabilityDraft:
    user = _actor(tx)
    return AttentionRepository(tx).hours_of([user]).get(user, AvailabilityDraft())


def _actor(tx: Transaction) -> str:
    if tx.actor is None:
        raise NotAllowed("Only a person can do that. Nothing was changed.")
    return tx.actor
