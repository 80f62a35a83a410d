"""Slack's rules for visitors: guests of one channel or several, and people from another organisation."""

from collections.abc import Iterable

from bot.sandbox.refusals import Refused
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.workspace import Person


def sees(person: Person, place: Conversation) -> bool:
    """Tell whether someone may know of a place: visitors only of those they are in."""
    return person.id in place.members if _is_visitor(person) else place.seen_by(person.id)


def is_stranger(person: Person, places: Iterable[Conversation]) -> bool:
    """Tell whether someone from outside is in no channel here any more."""
    return person.is_outside and not any(each.is_channel and person.id in each.members for each in places)


def check_invitation(
    place: Conversation, invited: Person, inviter: Person, places: Iterable[Conversation]
) -> None:
    """Raise Refused user_is_restricted, cant_invite or ura_max_channels where Slack would not let them in."""
    if _is_visitor(inviter):
        raise Refused("user_is_restricted")
    if invited.deleted or (invited.is_outside and not place.is_ext_shared):
        raise Refused("cant_invite")
    others = (each for each in places if each.is_channel and each is not place)
    if invited.is_ultra_restricted and any(invited.id in each.members for each in others):
        raise Refused("ura_max_channels")


def may_meet(one: Person, other: Person, places: Iterable[Conversation]) -> bool:
    """Tell whether they see each other: of visitors only those who share a channel with them; apps may write to guests."""
    outside = one.is_outside or other.is_outside
    guest = (one.is_guest or other.is_guest) and not (one.is_bot or other.is_bot)
    pair = {one.id, other.id}
    if not (outside or guest):
        return True
    return any(each.is_channel and pair <= set(each.members) for each in places)


def is_offered(one: Person, other: Person, places: Iterable[Conversation]) -> bool:
    """Tell whether pickers of people offer the other to someone: themselves, those they meet, and to members each of their own."""
    is_own = one == other or not (_is_visitor(one) or other.is_outside)
    return is_own or may_meet(one, other, places)


def _is_visitor(person: Person) -> bool:
    return person.is_guest or person.is_outside
