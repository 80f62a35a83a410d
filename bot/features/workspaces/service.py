"""Installing, meeting people, and keeping what happened."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic_core import to_jsonable_python
from sqlalchemy.orm import Session

from bot.db.base import new_id
from bot.db.transaction import Event, Transaction
from bot.features.workspaces.events import PersonChanged, ZoneChanged
from bot.features.workspaces.repository import WorkspaceRepository, unknown_people
from bot.features.workspaces.rules import zone_named
from bot.features.workspaces.values import (
    ActivityView,
    Installation,
    PersonFacts,
    PersonKind,
    PersonView,
)

ASK_AGAIN = timedelta(hours=1)


def install(tx: Transaction, *, name: str, bot_user: str, bot_id: str) -> None:
    """Cairn is installed here, anew or again."""
    repository = WorkspaceRepository(tx)
    repository.install(name=name, bot_user=bot_user, bot_id=bot_id)
    repository.remember([PersonFacts(bot_user, "Cairn", "", tx.workspace, PersonKind.BOT)])


def uninstalled(tx: Transaction, at: datetime | None = None) -> None:
    """Cairn was removed, now or at that moment; an install made since stays, for Slack's events may come late."""
    WorkspaceRepository(tx).deactivate(at or tx.now)


def installation(tx: Transaction) -> Installation | None:
    """Cairn's own account in this workspace."""
    return WorkspaceRepository(tx).installation()


def is_cairn(tx: Transaction, user: str) -> bool:
    """Whether this is Cairn's own account."""
    own = installation(tx)
    return own is not None and own.bot_user == user


def meet(tx: Transaction, users: Iterable[str]) -> None:
    """Take note of people; a job asks Slack about those who are new."""
    WorkspaceRepository(tx).meet(users)


def remember(tx: Transaction, people: Sequence[PersonFacts]) -> None:
    """Keep what Slack says of people.

    PersonChanged is told when somebody becomes of another kind; a stranger was taken for a member until now.
    ZoneChanged is told when somebody whom Cairn had met turns out to live by another clock.
    """
    repository = WorkspaceRepository(tx)
    before = repository.people([person.user for person in people])
    repository.remember(people)
    for person in people:
        known = before.get(person.user)
        was = known.kind if known else PersonKind.UNKNOWN
        if was != person.kind and (was, person.kind) != (PersonKind.UNKNOWN, PersonKind.MEMBER):
            tx.happened(PersonChanged(subject=person.user, before=was, after=person.kind))
        if known is not None:
            _tell_of_zone(tx, known, person)


def asked_in_vain(tx: Transaction, users: Collection[str]) -> None:
    """Slack would not tell; it is asked again after an hour."""
    WorkspaceRepository(tx).asked(users)


def strangers(session: Session, now: datetime, *, most: int) -> list[tuple[str, str]]:
    """Whom to ask Slack about, across workspaces: (workspace, user)."""
    return unknown_people(session, now - ASK_AGAIN, most=most)


def people(tx: Transaction, users: Collection[str]) -> dict[str, PersonView]:
    """What is known of these people; those Cairn never met are left out."""
    return WorkspaceRepository(tx).people(users)


def names_of(tx: Transaction, users: Sequence[str]) -> tuple[str, ...]:
    """The names of those of them who are known, in the same order."""
    known = people(tx, users)
    return tuple(known[user].name for user in users if user in known and known[user].name)


def zone_of(tx: Transaction, user: str) -> ZoneInfo:
    """The person's time zone; UTC while it is unknown."""
    known = people(tx, [user]).get(user)
    return zone_named(known.zone if known else "")


def record_activity(tx: Transaction) -> None:
    """Keep each event of the transaction; one of Database.before_commit."""
    if tx.events:
        WorkspaceRepository(tx).log([_entry(tx, place, event) for place, event in enumerate(tx.events)])


def history(tx: Transaction, subject: str) -> list[ActivityView]:
    """What happened to a subject, oldest first; whoever shows it has checked that the subject may be seen."""
    return WorkspaceRepository(tx).history(subject)


def recent(tx: Transaction, subjects: Collection[str], since: datetime, *, most: int) -> list[ActivityView]:
    """What happened to any of these since then, newest first; callers ask only about what the actor may see."""
    return WorkspaceRepository(tx).recent(subjects, since, most=most)


def _tell_of_zone(tx: Transaction, known: PersonView, person: PersonFacts) -> None:
    before, after = zone_named(known.zone).key, zone_named(person.zone).key
    if before != after:
        tx.happened(ZoneChanged(subject=person.user, before=before, after=after))


def _entry(tx: Transaction, place: int, event: Event) -> dict[str, object]:
    detail = to_jsonable_python(event)
    del detail["subject"]
    return {
        "id": new_id(),
        "workspace": tx.workspace,
        "at": tx.now,
        "place": place,
        "actor": tx.actor,
        "kind": event.kind,
        "subject": event.subject,
        "detail": detail,
    }
