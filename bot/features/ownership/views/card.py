"""What ownership adds to goals' cards, details and lists."""

from collections.abc import Sequence

from bot.features.ownership.rules import is_worth_saying
from bot.features.ownership.values import Holders, OfferView, Owned
from bot.features.ownership.views import ids
from bot.features.ownership.views.driving import load
from bot.slack import kit
from bot.slack.kit import Element, Markup, markup
from bot.slack.menus import Choice
from bot.slack.sections import Part

NAMED = 5  # contributors on a card; its details name all
NOBODY = markup("nobody yet")


def card_part(owned: Owned) -> Part:
    """The card in the channel, the same for everybody: who drives it, *Claim*, and what its ⋯ menu offers."""
    lines = (driver_line(owned), *_contributors(owned))
    if not owned.is_open:
        return Part(lines=lines)
    claim = kit.button("Claim", ids.CLAIM, str(owned.subject_id), primary=True)
    return Part(lines=lines, buttons=(claim,) if owned.is_free else (), choices=_choices(owned))


def details_part(owned: Owned, reader: str, driven: int) -> Part:
    """What its details add for one person: who else has a part in it, and what this person can do.

    Args:
        driven: how many things the reader drives already.
    """
    others = (*_others(owned.holders.contributors), *_heard(owned.holders))
    lines = (*others, *asked_line(owned, reader, driven))
    if not owned.is_open:
        return Part(lines=lines)
    return Part(lines=lines, buttons=(*_offer_buttons(owned, reader), *_own_buttons(owned, reader)))


def asked_line(owned: Owned, reader: str, driven: int) -> tuple[Markup, ...]:
    """How much the reader drives already, where it is offered to them."""
    is_asked = owned.is_open and owned.offer is not None and owned.offer.taker == reader
    return (load(driven),) if is_asked and is_worth_saying(driven) else ()


def list_part(driver: str | None, offer: OfferView | None) -> Part:
    """One line in a list of goals: who drives it, else who is asked to."""
    if driver:
        return Part(lines=(markup("driven by {who}", who=kit.mention(driver)),))
    if offer:
        return Part(lines=(markup("offered to {who}", who=kit.mention(offer.taker)),))
    return Part(lines=(markup("no driver yet"),))


def people(users: Sequence[str]) -> Markup:
    """These people on one line."""
    return kit.joined(", ", map(kit.mention, users))


def driver_line(owned: Owned) -> Markup:
    """Who drives it, and to whom it is offered."""
    driver = owned.holders.driver
    who = kit.mention(driver) if driver else NOBODY
    if owned.is_open and owned.has_left:
        who = markup("{who}, who left the team: whoever wants to can claim it", who=who)
    if owned.offer is None:
        return markup("*Driver* {who}", who=who)
    return markup("*Driver* {who} · offered to {taker}", who=who, taker=kit.mention(owned.offer.taker))


def _contributors(owned: Owned) -> tuple[Markup, ...]:
    """Those who work on it with the driver; those who don't fit are counted."""
    found = owned.holders.contributors
    more = len(found) - NAMED
    rest = [markup("and {more} more", more=more)] if more > 0 else []
    named = kit.joined(" ", [people(found[:NAMED]), *rest])
    return (markup("*With* {named}", named=named),) if found else ()


def involved(holders: Holders) -> tuple[Markup, ...]:
    """Everybody with a part in it beside its driver."""
    found = holders.contributors
    return (*((markup("*With* {who}", who=people(found)),) if found else ()), *_heard(holders))


def _others(contributors: Sequence[str]) -> tuple[Markup, ...]:
    """Those whom the card only counts."""
    rest = contributors[NAMED:]
    return (markup("*Also with* {who}", who=people(rest)),) if rest else ()


def _heard(holders: Holders) -> tuple[Markup, ...]:
    told = (
        (markup("*Consulted* {who}", who=people(holders.consulted)), holders.consulted),
        (markup("*Kept informed* {who}", who=people(holders.informed)), holders.informed),
    )
    return tuple(line for line, users in told if users)


def _choices(owned: Owned) -> tuple[Choice, ...]:
    """How who drives it changes, once somebody does or where nobody claims it."""
    goal_id = str(owned.subject_id)
    if owned.is_free:
        return () if owned.offer else (Choice("Offer …", ids.OFFER, goal_id),)
    hand_over = () if owned.offer else (Choice("Hand over …", ids.HAND_OVER, goal_id),)
    return (*hand_over, Choice("Release", ids.RELEASE, goal_id))


def _offer_buttons(owned: Owned, reader: str) -> tuple[Element, ...]:
    if owned.offer is None:
        return ()
    if owned.offer.taker == reader:
        return answer_buttons(owned.offer)
    return (kit.button("Take the offer back", ids.TAKE_BACK, str(owned.offer.id)),)


def answer_buttons(offer: OfferView) -> tuple[Element, ...]:
    """*Accept* and *Decline*."""
    return (
        kit.button("Accept", ids.ACCEPT, str(offer.id), primary=True),
        kit.button("Decline …", ids.OPEN_DECLINE, str(offer.id)),
    )


def _own_buttons(owned: Owned, reader: str) -> tuple[Element, ...]:
    goal_id, holders = str(owned.subject_id), owned.holders
    share = kit.button("People …", ids.PEOPLE, goal_id)
    if reader == holders.driver:
        return (share,)
    if reader in holders.everybody:
        return (share, kit.button("Step back", ids.STEP_BACK, goal_id))
    return (share, kit.button("Join in", ids.JOIN_IN, goal_id))
