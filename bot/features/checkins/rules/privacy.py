"""Who reads what was said in private (P13): its author, and who drove the goal when it was said; pure decisions.

People add to what they said, and *That's not it* brings back what stood before, so a new version may hold old lines. A
line is as old as the first private version that had it: whoever took the goal over since was not meant. A line that
was edited is no new one, so two that share most of the words of the shorter count as the same.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.features.checkins.values.prompts import AnswerView

CUT = "…"  # where words had grown too long
WORD = re.compile(r"\w+")


def left_for_driver(newest: AnswerView, told: Sequence[AnswerView], since: datetime) -> AnswerView:
    """What a driver since that moment reads of the newest version: all of it, if anybody may.

    Args:
        told: every version that its words may come from, itself among them.
    """
    before = [one for one in told if one.is_private and one.at <= since]
    if not newest.is_private or not before:
        return newest
    return replace(
        newest,
        words=_without(newest.words, before),
        why=_without(newest.why, before),
        wants_change=newest.wants_change and not any(one.wants_change for one in before),
    )


def said_since(newest: AnswerView, told: Sequence[AnswerView]) -> datetime:
    """When the oldest private line that the newest version holds was said: who drives since before that reads it all.

    Args:
        told: as above.
    """
    held = list(_lines(newest))
    carried = [one.at for one in told if one.is_private and any(_is_among(line, [one]) for line in held)]
    return min([newest.at, *carried])


def _without(words: str, before: Iterable[AnswerView]) -> str:
    earlier = list(before)
    return "\n".join(line for line in words.splitlines() if not _is_among(line, earlier)).strip()


def _is_among(line: str, earlier: Iterable[AnswerView]) -> bool:
    """Whether the line, or the line that was cut or edited to this, was said in any of these versions."""
    return any(_is_same(line, other) for one in earlier for other in _lines(one))


def _is_same(line: str, other: str) -> bool:
    ours, theirs = _words(line), _words(other)
    wanted, known = _plain(line), _plain(other)
    is_cut = wanted.endswith(CUT) and known.startswith(wanted.removesuffix(CUT))
    return wanted == known or is_cut or len(ours & theirs) * 2 > min(len(ours), len(theirs))


def _lines(answer: AnswerView) -> Iterator[str]:
    return (line for said in (answer.words, answer.why) for line in said.splitlines() if line.strip())


def _words(line: str) -> set[str]:
    return set(WORD.findall(line.casefold()))


def _plain(line: str) -> str:
    return " ".join(line.split())
