"""Digests, what hangs under them, the note to a goal's driver, and the neutral line on a goal's card."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.checkins.service import digests as service
from bot.features.checkins.values.prompts import AnswerView
from bot.features.checkins.views import digests as views
from bot.features.checkins.views.digests import Known
from bot.features.goals import service as goals
from bot.features.ownership import gaps as ownership
from bot.features.ownership.views import gaps as gap_views
from bot.features.workspaces import service as workspaces
from bot.slack.sections import Part


def draw_digest(tx: Transaction, surface: Surface) -> Message | None:
    """The surface DIGEST; None while it isn't posted and everything was taken back."""
    told = service.told(tx, UUID(surface.subject))
    if surface.ts is None and not told.summary.answered:
        return None
    line = gap_views.summary(ownership.of_team(tx, told.digest.team_id, most=1))
    gaps = gap_views.with_command(line) if line else None
    return views.digest(told.digest.id, told.digest.day, told.summary, known_of(tx, told.answers), gaps)


def draw_words(tx: Transaction, surface: Surface) -> Message | None:
    """The surface WORDS; what was posted and is gone since leaves a note in its place."""
    digest_id, _, user = surface.subject.partition(":")
    answers = service.told(tx, UUID(digest_id)).voices.get(user)
    if answers:
        return views.voice(answers, known_of(tx, answers))
    return None if surface.ts is None else views.silenced()


def draw_for_driver(tx: Transaction, surface: Surface) -> Message | None:
    """The notice FOR_DRIVER; None when what it tells was taken back, or the driver changed, before it was shown."""
    answer = service.for_driver(tx, surface.subject, surface.audience)
    if answer is None or answer.goal_id is None:
        return None if surface.ts is None else views.silenced()
    return views.for_driver(answer, goals.goal_on_record(tx, answer.goal_id))


def on_cards(tx: Transaction, goal_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """The line on each card of a goal that may need changing."""
    return {goal_id: views.change_part() for goal_id in service.to_change(tx, goal_ids)}


def known_of(tx: Transaction, answers: Iterable[AnswerView]) -> Known:
    """The names and goals that these answers are told with."""
    said = list(answers)
    people = workspaces.people(tx, {answer.user for answer in said})
    spoken_of = {answer.goal_id for answer in said if answer.goal_id is not None}
    at_hand = [
        goal for team_id in {answer.team_id for answer in said} for goal in goals.goals_of(tx, team_id)
    ]
    standing = {goal.id: goal for goal in at_hand}
    others = {goal_id: goals.goal_on_record(tx, goal_id) for goal_id in spoken_of - standing.keys()}
    return Known({user: person.name for user, person in people.items()}, standing | others)
