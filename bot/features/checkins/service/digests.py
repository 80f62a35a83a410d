"""Posting digests, and keeping them true while they are open (P13)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surface_by_key
from bot.delivery.values import LIVE
from bot.errors import NotFound
from bot.features.attention.service import notices
from bot.features.cadences.events import CadencePaused, CadenceStopped
from bot.features.cadences.service import cadences
from bot.features.checkins.events.prompts import CheckinAnswered, CheckinPassedOver, CheckinSkipped
from bot.features.checkins.repository import digests as rows
from bot.features.checkins.repository.answers import Answers
from bot.features.checkins.repository.digests import Digests
from bot.features.checkins.repository.prompts import Prompts
from bot.features.checkins.repository.setup import Participants
from bot.features.checkins.rules import digests as rules
from bot.features.checkins.rules.privacy import left_for_driver
from bot.features.checkins.values.digests import (
    DIGEST,
    FOR_DRIVER,
    LATEST_AFTER,
    OPEN_FOR,
    WORDS,
    DigestView,
    Summary,
)
from bot.features.checkins.values.prompts import PROMPT, AnswerView, PromptView
from bot.features.ownership import service as ownership
from bot.features.teams import service as teams
from bot.features.teams.events import MemberLeft
from bot.features.teams.values import TeamState


@dataclass(frozen=True, slots=True)
class Told:
    """A digest with what it tells."""

    digest: DigestView
    answers: tuple[AnswerView, ...]
    summary: Summary
    voices: dict[str, list[AnswerView]]


def answered(tx: Transaction, event: CheckinAnswered) -> None:
    """An answer may be the one that the digest waited for; after that it comes into it while it is open.

    Where a check-in rests or has ended no digest begins: what is said all the same stays with its goal.
    """
    if cadences.is_active(tx, event.cadence_id):
        first = Prompts(tx).first_asked_at(event.cadence_id, event.day) or tx.now
        Digests(tx).begin(event.cadence_id, event.team_id, event.day, first + LATEST_AFTER)
    digest = Digests(tx).held_of(event.cadence_id, event.day)
    if digest is None:
        return
    if digest.posted_at is None:
        _post_in_time(tx, digest)
        return
    tx.touch(DIGEST, digest.id)
    if tx.actor is not None:
        tx.touch(WORDS, digest.voice_of(tx.actor))
        _show_voices(tx, digest, only=tx.actor)


def fewer(tx: Transaction, event: CheckinSkipped | CheckinPassedOver) -> None:
    """With one fewer to wait for, half may have answered."""
    digest = Digests(tx).held_of(event.cadence_id, event.day)
    if digest is not None:
        _reconsider(tx, digest)


def member_left(tx: Transaction, event: MemberLeft) -> None:
    """Who left is neither waited for nor invited."""
    _reconsider_all(tx, UUID(event.subject))


def rhythm_ended(tx: Transaction, event: CadencePaused | CadenceStopped) -> None:
    """Nobody is invited to what rests or has ended."""
    _reconsider_all(tx, event.team_id)


def due(session: Session, now: datetime) -> list[tuple[str, UUID]]:
    """Digests that are to be posted or settle by now, across workspaces: (workspace, id)."""
    return rows.due(session, now)


def post_due(tx: Transaction, digest_id: UUID) -> None:
    """Its moment has come: post it if anybody answered, else with the first answer; what is posted settles, and
    nobody is invited any more. Twice changes nothing."""
    digest = Digests(tx).held(digest_id)
    if digest is None or digest.due_at is None or digest.due_at > tx.now:
        return
    if _is_at_work(tx, digest):  # while its team sleeps it waits
        Digests(tx).change(digest.id, due_at=None)
        if digest.posted_at is not None:
            _settle(tx, digest)
        elif digest.is_to_come(tx.now):
            _post_in_time(tx, digest)


def told(tx: Transaction, digest_id: UUID) -> Told:
    """What a digest tells now.

    Raises:
        NotFound: there is none.
    """
    found = digest(tx, digest_id)
    answers = _held(tx, found)
    expected = set() if found.has_settled(tx.now) else _expected(tx, found)
    return Told(found, tuple(answers), rules.summary(answers, expected), rules.voices(answers))


def digest(tx: Transaction, digest_id: UUID) -> DigestView:
    """A digest on record.

    Raises:
        NotFound: there is none.
    """
    found = Digests(tx).one(digest_id)
    if found is None:
        raise NotFound("There is no such digest any more.")
    return found


def too_late(tx: Transaction, prompt: PromptView) -> set[UUID]:
    """The teams whose digest takes in nothing more of what is said in answer to a prompt."""
    asked = [one for one in prompt.occasions if not one.actions_only]
    settled = Digests(tx).settled(asked)
    still_open = {one.team_id for one in asked if (one.cadence_id, one.day) not in settled}
    return {one.team_id for one in asked} - still_open


def to_change(tx: Transaction, goal_ids: Collection[UUID]) -> set[UUID]:
    """Those of the goals whose newest answer, of those that anybody may read, says that they need changing."""
    return Digests(tx).to_change(goal_ids)


def for_driver(tx: Transaction, subject: str, reader: str) -> AnswerView | None:
    """What a notice to a goal's driver tells, as it reads now; None once there is nothing left of it for the reader.

    Args:
        reader: Slack id of whom it is shown to; they may drive the goal, or be in its team, no more, and what was
            said privately before they took it over was for somebody else.
    """
    occasion, _, goal = subject.partition(":")
    occasion_id, goal_id = UUID(occasion), UUID(goal)
    driver = ownership.driver_of(tx, goal_id)
    newest = next(reversed(Answers(tx).versions(occasion_id, goal_id)), None)
    if newest is None or driver is None or driver.user != reader:
        return None
    left = left_for_driver(newest, Answers(tx).told(occasion_id, goal_id), driver.since)
    return left if rules.is_for_driver(left) and teams.is_member(tx, left.team_id, reader) else None


def tell_drivers(tx: Transaction, event: CheckinAnswered) -> None:
    """Who drives a goal hears, in their own hours, what a colleague says for their eyes or wants changed about it."""
    for goal_id, driver in ownership.drivers_of(tx, event.goal_ids).items():
        subject = f"{event.subject}:{goal_id}"
        if driver.user != tx.actor and for_driver(tx, subject, driver.user):
            key = f"checkin-for-driver:{subject}:{driver.user}"
            notices.ask(tx, driver.user, FOR_DRIVER, subject, key=key)
        notices.redraw(tx, FOR_DRIVER, subject)


def _reconsider_all(tx: Transaction, team_id: UUID) -> None:
    for digest in Digests(tx).open_of(team_id):
        _reconsider(tx, digest)


def _reconsider(tx: Transaction, digest: DigestView) -> None:
    if digest.posted_at is not None:
        tx.touch(DIGEST, digest.id)
    elif digest.is_to_come(tx.now):
        _post_in_time(tx, digest)


def _post_in_time(tx: Transaction, digest: DigestView) -> None:
    has_answered = {answer.user for answer in _held(tx, digest)}
    expected = _expected(tx, digest)
    is_late = digest.due_at is None or digest.due_at <= tx.now
    counted = len(expected | has_answered) if expected else 0
    is_time = rules.is_time(expected=counted, answered=len(has_answered), is_late=is_late)
    if is_time and _is_at_work(tx, digest):
        settles_at = tx.now + OPEN_FOR
        Digests(tx).change(digest.id, posted_at=tx.now, settles_at=settles_at, due_at=settles_at)
        tx.show(DIGEST, digest.id, teams.team_by_id(tx, digest.team_id).channel, key=digest.key)
        _show_voices(tx, digest)


def _settle(tx: Transaction, digest: DigestView) -> None:
    """It invites nobody any more, and what still asks for it says that it comes too late."""
    tx.touch(DIGEST, digest.id)
    for prompt_id in Digests(tx).unanswered(digest):
        tx.touch(PROMPT, prompt_id)


def _is_at_work(tx: Transaction, digest: DigestView) -> bool:
    return teams.team_by_id(tx, digest.team_id).state == TeamState.ACTIVE


def _show_voices(tx: Transaction, digest: DigestView, *, only: str | None = None) -> None:
    """Each person's words hang under the digest, unless somebody deleted it."""
    parent = surface_by_key(tx, digest.key)
    if parent is not None and parent.state not in LIVE:
        return
    channel = teams.team_by_id(tx, digest.team_id).channel
    for user in rules.voices(_held(tx, digest)):
        if only in {None, user}:
            key = f"checkin-words:{digest.id}:{user}"
            tx.show(WORDS, digest.voice_of(user), channel, key=key, thread_of=digest.key)


def _held(tx: Transaction, digest: DigestView) -> list[AnswerView]:
    until = min(tx.now, digest.settles_at or tx.now)
    return rules.held(Digests(tx).versions(digest), until)


def _expected(tx: Transaction, digest: DigestView) -> set[str]:
    """Which members were asked on this occurrence, or will be when their day comes; nobody once it rests or ended."""
    if not cadences.is_active(tx, digest.cadence_id):
        return set()
    waiting = Digests(tx).still_due(digest.cadence_id, digest.day)
    asked = Prompts(tx).asked(digest.cadence_id, digest.day)
    return (asked | waiting) & Participants(tx).members(digest.team_id)
