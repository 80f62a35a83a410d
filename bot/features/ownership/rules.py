"""What follows from who drives how much, and who is what to a thing."""

from collections.abc import Collection, Iterable, Mapping

from bot.errors import Invalid
from bot.features.ownership.values import (
    AREAS_MOST,
    NAME_MOST,
    NOTE_MOST,
    PURPOSE_MOST,
    Finding,
    Gap,
    Holders,
    Role,
    RoleDraft,
    RoleField,
)
from bot.text import clean_line, clean_text, has_visible, shorten

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


def is_worth_saying(load: int) -> bool:
    """Whether somebody to whom one more thing is offered is told the number beside it."""
    return load > 0


def is_worth_asking(load: int) -> bool:
    """Whether somebody who claims one more thing is told the number first."""
    return load >= WORTH_ASKING


def changes(before: Mapping[str, Role], after: Mapping[str, Role]) -> tuple[dict[str, Role], Collection[str]]:
    """Who gets which role, and who has none any more."""
    given = {user: role for user, role in after.items() if before.get(user) is not role}
    return given, [user for user in before if user not in after]


def role_of(draft: RoleDraft) -> RoleDraft:
    """A role's words, cleaned; what is too long is shortened.

    Raises:
        Invalid: it has no name, no purpose, or too many areas; `field` is one of RoleField.
    """
    name, purpose = (
        shorten(clean_line(draft.name), NAME_MOST),
        shorten(clean_text(draft.purpose), PURPOSE_MOST),
    )
    if not has_visible(name):
        raise Invalid(RoleField.NAME, "Give the role a name, such as “Contact for the press”.")
    if not has_visible(purpose):
        raise Invalid(RoleField.PURPOSE, "Say in a line what the role is there for.")
    areas = areas_of(draft.areas)
    if len(areas) > AREAS_MOST:
        raise Invalid(RoleField.AREAS, f"A role decides about {AREAS_MOST} areas at most. Which matter most?")
    return RoleDraft(
        name=name,
        purpose=purpose,
        alone=note_of(draft.alone),
        together=note_of(draft.together),
        areas=areas,
    )


def areas_of(names: Iterable[str]) -> tuple[str, ...]:
    """Areas' names, cleaned, each once whatever its case."""
    cleaned = (shorten(clean_line(name), NAME_MOST) for name in names if has_visible(name))
    return tuple({name.casefold(): name for name in cleaned}.values())


def findings(found: Iterable[Finding]) -> list[Finding]:
    """What is worth telling, in the order in which it is told."""
    order = list(Gap)
    return sorted((one for one in found if one.count), key=lambda one: order.index(one.gap))
