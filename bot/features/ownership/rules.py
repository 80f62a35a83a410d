"""What follows from who drives how much, and who is what to a thing."""

from collections.abc import Collection, Mapping

from bot.features.ownership.values import NOTE_MOST, Holders, Role
from bot.text import clean_text, shorten

MOST_DRIVEN = 5  # things; who drives more is told so, privately
WORTH_ASKING = (
    3  # things that somebody drives already, from which on they are asked once more before they claim
)


def note_of(raw: str) -> str:
    """A word to a colleague; what is too long is shortened rather than refused."""
    return shorten(clean_text(raw), NOTE_MOST)


def holders_of(driver: str | None, roles: Mapping[str, Role]) -> Holders:
    """Everybody with a role in a thing."""
    by_role = {wanted: tuple(user for user, role in roles.items() if role is wanted) for wanted in Role}
    return Holders(driver, by_role[Role.CONTRIBUTOR], by_role[Role.CONSULTED], by_role[Role.INFORMED])


def is_crossing(load: int) -> bool:
    """Whether the thing just taken on is the first of those that are too many for one person."""
    return load == MOST_DRIVEN + 1


def is_much(load: int) -> bool:
    """Whether somebody drives more than is good for one person."""
    return load > MOST_DRIVEN


def is_worth_asking(load: int) -> bool:
    """Whether somebody who claims one more thing is told the number first."""
    return load >= WORTH_ASKING


def changes(before: Mapping[str, Role], after: Mapping[str, Role]) -> tuple[dict[str, Role], Collection[str]]:
    """Who gets which role, and who has none any more."""
    given = {user: role for user, role in after.items() if before.get(user) is not role}
    return given, [user for user in before if user not in after]
