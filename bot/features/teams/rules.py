"""Who starts as a member, whose vote counts, and who may steward."""

from collections.abc import Collection

from bot.features.teams.values import Candidate
from bot.features.workspaces.values import PersonKind

ALL_JOIN = 12  # people; in a channel with up to that many, everybody starts as a member
PEOPLE = frozenset({PersonKind.MEMBER, PersonKind.GUEST, PersonKind.OUTSIDE, PersonKind.UNKNOWN})
NO_PERSON = frozenset({PersonKind.BOT, PersonKind.GONE})
OWN = frozenset({PersonKind.MEMBER, PersonKind.UNKNOWN})


def starting_members(
    present: Collection[Candidate], *, chosen: Collection[str], starter: str
) -> frozenset[str]:
    """Who is a member when Cairn arrives: everybody in a small channel, else the chosen and the starter."""
    there = frozenset(candidate.user for candidate in present if candidate.is_person)
    if len(there) <= ALL_JOIN:
        return there
    return there & {*chosen, starter}


def counting_kinds(*, counts_guests: bool) -> frozenset[PersonKind]:
    """Whose votes count; somebody unknown does until a job has looked them up."""
    return PEOPLE if counts_guests else OWN


def may_administer(kind: PersonKind) -> bool:
    """Whether somebody may start or steward a team: guests and people from outside never do."""
    return kind in OWN
