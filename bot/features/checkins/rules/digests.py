"""When a digest is posted, what it holds at a moment, and what of it comes first: pure decisions."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from bot.features.checkins.rules.prompts import QUESTIONS
from bot.features.checkins.values.digests import Summary
from bot.features.checkins.values.prompts import AnswerView

_, IN_THE_WAY, STORY, _ = QUESTIONS
ARRIVED = 100  # percent


def is_time(*, expected: int, answered: int, is_late: bool) -> bool:
    """Whether the digest is to be posted: half of those asked have answered, or somebody has and the day is over."""
    return answered > 0 and (is_late or 0 < expected <= answered * 2)


def held(versions: Iterable[AnswerView], until: datetime) -> list[AnswerView]:
    """What a digest holds that took in what was said until a moment, oldest first.

    What came later changes nothing, except that whatever its author kept private or took back since goes, for good:
    what they say afterwards doesn't bring the old words back.

    Args:
        versions: every version of everything said on one occurrence.
    """
    known: dict[tuple[UUID, UUID | None], AnswerView] = {}
    for answer in sorted(versions, key=lambda answer: answer.version):
        thing = answer.occasion_id, answer.goal_id
        if answer.at <= until or (thing in known and _is_gone(answer)):
            known[thing] = answer
    return sorted(
        (answer for answer in known.values() if says_anything(answer)),
        key=lambda answer: (answer.at, answer.id),
    )


def says_anything(answer: AnswerView) -> bool:
    """Whether the version holds anything; one that was taken back is empty."""
    return answer.progress is not None or answer.wants_change or bool(answer.confidence or has_story(answer))


def has_story(answer: AnswerView) -> bool:
    """Whether there are words to read."""
    return bool(answer.words or answer.why)


def is_for_driver(answer: AnswerView) -> bool:
    """Whether the goal's driver is to hear of it, when somebody else said it."""
    return answer.wants_change or (answer.is_private and has_story(answer))


def summary(answers: Sequence[AnswerView], expected: Collection[str]) -> Summary:
    """What the digest tells of these answers.

    Args:
        expected: who was or will be asked on this occurrence; nobody once the digest settled.
    """
    shown = [answer for answer in answers if not answer.is_private]
    answered = {answer.user for answer in answers}
    changes = sorted(
        (answer for answer in shown if _step(answer)), key=lambda answer: (_step(answer), answer.at)
    )
    return Summary(
        changes=tuple(changes),
        blockers=tuple(answer for answer in shown if answer.words and answer.question == IN_THE_WAY),
        wins=tuple(answer for answer in shown if _is_win(answer)),
        steady=tuple(answer for answer in shown if _is_steady(answer)),
        to_change=tuple(dict.fromkeys(a.goal_id for a in shown if a.wants_change and a.goal_id)),
        answered=len(answered),
        private=len({answer.user for answer in answers if answer.is_private}),
        welcome=len(set(expected) - answered),
    )


def voices(answers: Iterable[AnswerView]) -> dict[str, list[AnswerView]]:
    """The words that stand in the digest's thread, by who said them, in the order in which they came."""
    found: dict[str, list[AnswerView]] = {}
    for answer in answers:
        if has_story(answer) and not answer.is_private:
            found.setdefault(answer.user, []).append(answer)
    return found


def _is_gone(answer: AnswerView) -> bool:
    return answer.is_private or not says_anything(answer)


def _step(answer: AnswerView) -> int:
    """How far confidence moved since the last check-in; below zero it fell."""
    if answer.confidence is None or answer.before is None:
        return 0
    return answer.confidence.rank - answer.before.rank


def _is_win(answer: AnswerView) -> bool:
    return answer.progress == ARRIVED or bool(answer.words and answer.question == STORY)


def _is_steady(answer: AnswerView) -> bool:
    has_reading = answer.confidence is not None or answer.progress is not None
    return answer.goal_id is not None and has_reading and not _step(answer) and answer.progress != ARRIVED
