"""From dots to counts and ranks: functions of the set of facts, whatever order it arrived in."""

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from bot.features.retrospectives.values.reflections import DOTS, DOTS_EACH, Dot, GroupView

TOP = 3  # groups that are discussed in a reply of their own
Facts = Iterable[tuple[UUID, Dot]]
"""Each with the group that it is about."""
Shown = Mapping[UUID, Mapping[str, Collection[str]]]
"""Of each group, emoji name to the people who put it there."""


def is_dot(emoji: str) -> bool:
    """Whether an emoji is one of those that count; each is one dot, so that three fit on a group."""
    return emoji in DOTS


def standing(facts: Facts, until: int) -> dict[str, list[tuple[UUID, Dot]]]:
    """Each person's dots that stand at that stamp, in the order in which they were put.

    What holds for a person, group and emoji is the fact with the greatest stamp; of the same stamp, the removal.
    """
    last: dict[tuple[str, UUID, str], tuple[UUID, Dot]] = {}
    for group, dot in facts:
        key = (dot.user, group, dot.emoji)
        if dot.stamp <= until and (key not in last or _in_time(dot) > _in_time(last[key][1])):
            last[key] = (group, dot)
    found: defaultdict[str, list[tuple[UUID, Dot]]] = defaultdict(list)
    for group, dot in sorted(last.values(), key=lambda fact: (fact[1].stamp, fact[0], fact[1].emoji)):
        if dot.added and is_dot(dot.emoji):
            found[dot.user].append((group, dot))
    return dict(found)


def counted(facts: Facts, until: int, members: Container[str]) -> Counter[UUID]:
    """How many dots each group has: of each member the first five that stand; those beyond don't count."""
    dots = standing(facts, until)
    return Counter(group for user, put in dots.items() if user in members for group, _ in put[:DOTS_EACH])


def has_too_many(facts: Facts, user: str, until: int) -> bool:
    """Whether this person has more than five dots standing."""
    return len(standing(facts, until).get(user, ())) > DOTS_EACH


def unheard(known: Facts, shown: Shown, *, cairn: str, oldest: int) -> list[tuple[UUID, Dot]]:
    """The dots that Slack shows and nobody told of, as facts of that stamp.

    Args:
        cairn: Slack user id of Cairn itself, whose seeds are no dots.
    """
    heard = {(group, dot.user, dot.emoji) for group, dot in known}
    there = {
        (group, user, emoji)
        for group, reactions in shown.items()
        for emoji, users in reactions.items()
        for user in users
        if is_dot(emoji) and user != cairn
    }
    return [(group, Dot(user, emoji, True, oldest)) for group, user, emoji in sorted(there - heard)]


def ranked(groups: Sequence[GroupView], dots: Mapping[UUID, int], *, is_over: bool) -> list[GroupView]:
    """The groups with their dots; once the vote is over, by dots, then by how much was said, with the top ones named.

    Groups with as many dots share a rank. When nobody voted, what most was said about comes first.
    """
    told = [replace(group, dots=dots.get(group.id, 0)) for group in groups]
    if not is_over:
        return told
    ordered = sorted(told, key=lambda group: (-(group.dots or 0), -len(group.reflections)))
    has_votes = any(group.dots for group in ordered)
    return [
        replace(
            group,
            rank=1 + sum((other.dots or 0) > (group.dots or 0) for other in ordered) if group.dots else None,
            is_top=place < TOP and (bool(group.dots) or not has_votes),
        )
        for place, group in enumerate(ordered)
    ]


def _in_time(dot: Dot) -> tuple[int, bool]:
    return (dot.stamp, not dot.added)
