"""What waits to be said to people, and when it is said.

What follows from what somebody did a moment ago is shown directly and is no matter of this room; what a colleague
asks goes through `ask`, and what Cairn wants to say by itself through `mention`.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.db.base import new_id
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.features.attention import rules
from bot.features.attention.repository import AttentionRepository, due_people
from bot.features.attention.service.hours import NOBODY_QUIET, availability_of
from bot.features.attention.values import (
    BUNDLE,
    Availability,
    Cause,
    Later,
    NoticeView,
    NotToday,
    Now,
    Quiet,
)
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonKind

NO_PERSON = frozenset({PersonKind.BOT, PersonKind.GONE})
TOGETHER = 10  # notices in one message; what is more goes with the next one


def take_day(tx: Transaction, user: str, day: date, what: str) -> bool:
    """Take the one message a day that Cairn starts by itself; asking twice for the same thing is fine.

    Args:
        day: the person's local date.
        what: names who takes it, such as a surface's key.

    Returns:
        False when something else has it.
    """
    return AttentionRepository(tx).take_day(user, day, what)


def ask(tx: Transaction, user: str, kind: str, subject: object, *, key: str) -> None:
    """Tell somebody what a colleague asks of them: within their own hours, bundled, at most three times a day.

    Args:
        kind: a registered renderer's, which draws the notice as it would draw a surface of its own.
        key: unique among the workspace's surfaces; a second notice of the same key changes nothing.
    """
    _keep(tx, user, kind, subject, key=key, cause=Cause.ASKED)


def mention(tx: Transaction, user: str, kind: str, subject: object, *, key: str) -> None:
    """Tell somebody what Cairn wants to say by itself: with their next check-in, or on a day without one.

    Args:
        kind, key: as for `ask`.
    """
    _keep(tx, user, kind, subject, key=key, cause=Cause.OWN)


def ride(tx: Transaction, user: str, day: date, *, on: str, subject: object) -> list[NoticeView]:
    """Let what Cairn wants to say to this person go along with a surface that is about to be shown to them.

    Called in the transaction that shows the surface. If that is never posted, it waits again from the next day on.

    Args:
        day: the person's local date.
        on: the surface's kind.
        subject: the surface's subject.
    """
    repository = AttentionRepository(tx)
    waiting = repository.waiting([user], Cause.OWN)[:TOGETHER]
    if waiting:
        next_day = rules.next_opening(availability_of(tx, [user])[user], tx.now)
        repository.said(waiting, day, on=(on, str(subject)), look_again=next_day)
    return waiting


def riding(tx: Transaction, on: str, subject: object) -> list[NoticeView]:
    """What goes along with a surface, oldest first; its renderer draws them with NoticeBoard.blocks."""
    return AttentionRepository(tx).on(on, str(subject))


def redraw(tx: Transaction, kind: str, subject: object) -> None:
    """What a notice says changed: touch it wherever it is shown, alone or together with others."""
    tx.touch(kind, subject)
    for on_kind, on_subject in AttentionRepository(tx).surfaces_with(kind, str(subject)):
        tx.touch(on_kind, on_subject)


def due(session: Session, now: datetime, *, most: int) -> list[tuple[str, str]]:
    """Whom something waits for that is to be tried now, across workspaces: (workspace, user)."""
    return due_people(session, now, most=most)


def try_later(tx: Transaction, users: Collection[str], pause: timedelta) -> None:
    """Slack could not say whether these people may be disturbed; they are tried again after the pause."""
    repository = AttentionRepository(tx)
    repository.postpone(repository.waiting(users), tx.now + pause)


def release(
    tx: Transaction,
    users: Collection[str],
    quiet: Mapping[str, Quiet] = NOBODY_QUIET,
    expecting: Collection[str] = (),
) -> None:
    """Show these people what waits for them, as far as their hours and the budget allow; the rest waits on.

    Who has no account any more is told nothing.

    Args:
        quiet: as for `hours.arrivals`.
        expecting: who of them gets a check-in today, with which Cairn's own notices ride along.
    """
    repository = AttentionRepository(tx)
    held = repository.held(users)
    known = workspaces.people(tx, held)
    repository.drop([user for user in held if known[user].kind in NO_PERSON])
    _look_after_riders(tx, held)
    availability = availability_of(tx, held)
    notices = repository.waiting(held)
    for user in held:
        for cause in Cause:
            said = [notice for notice in notices if (notice.user, notice.cause) == (user, cause)][:TOGETHER]
            if said and known[user].kind is PersonKind.UNKNOWN and _is_new(tx, said[-1]):
                repository.postpone(said, said[-1].made_at + rules.INTRODUCTION)
            elif said:
                theirs = quiet.get(user, Quiet())
                _say(tx, availability[user], theirs, said, has_checkin=user in expecting)


def _look_after_riders(tx: Transaction, users: Collection[str]) -> None:
    """What went along with another room's surface waits again if that never came to be posted."""
    repository = AttentionRepository(tx)
    for on in repository.carriers(users):
        if any(surface.ts for surface in surfaces_of(tx, *on)):
            repository.arrived(on)
        else:
            repository.left_behind(on)


def _is_new(tx: Transaction, notice: NoticeView) -> bool:
    """Whether it was made a moment ago, so that Slack may not have told the person's zone yet."""
    return notice.made_at + rules.INTRODUCTION > tx.now


def _keep(tx: Transaction, user: str, kind: str, subject: object, *, key: str, cause: Cause) -> None:
    workspaces.meet(tx, [user])  # whose row is what `release` holds
    AttentionRepository(tx).keep(user, kind, str(subject), key, cause)


def _say(
    tx: Transaction,
    availability: Availability,
    quiet: Quiet,
    notices: Sequence[NoticeView],
    *,
    has_checkin: bool,
) -> None:
    """Show notices of one cause in one message, or put them off."""
    repository = AttentionRepository(tx)
    match rules.arrival(availability, quiet, tx.now):
        case Later(at):
            repository.postpone(notices, at)
        case NotToday():
            repository.postpone(notices, rules.next_opening(availability, tx.now))
        case Now():
            pause = _pause_for_budget(tx, availability, notices[0], has_checkin=has_checkin)
            if pause is not None:
                repository.postpone(notices, pause)
            else:
                _show(tx, notices, rules.local_day(availability, tx.now))


def _pause_for_budget(
    tx: Transaction, availability: Availability, first: NoticeView, *, has_checkin: bool
) -> datetime | None:
    """Until when the budget lets them wait; None when the message fits into the day, which is then counted."""
    repository, day = AttentionRepository(tx), rules.local_day(availability, tx.now)
    tomorrow = rules.next_opening(availability, tx.now)
    if first.cause is Cause.OWN:
        if has_checkin:
            return tx.now + rules.APART  # the check-in may turn out to be for another day
        return None if repository.take_day(availability.user, day, first.key) else tomorrow
    said = repository.asked_on(availability.user, day)
    if said.messages >= rules.ASKED_A_DAY:
        return tomorrow
    return said.last + rules.APART if said.last and said.last + rules.APART > tx.now else None


def _show(tx: Transaction, notices: Sequence[NoticeView], day: date) -> None:
    first = notices[0]
    kind, subject, key = first.kind, first.subject, first.key
    if len(notices) > 1:
        bundle = new_id()
        kind, subject, key = BUNDLE, str(bundle), f"notices:{bundle}"
    tx.show(kind, subject, first.user, key=key)
    AttentionRepository(tx).said(notices, day, on=(kind, subject))
