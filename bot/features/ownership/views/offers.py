"""Offers: the form that makes one, the note to whom it is made, and what came of it."""

from collections.abc import Sequence
from datetime import datetime

from bot.delivery.values import Json, Message
from bot.features.ownership.forms import NOTE, WHY
from bot.features.ownership.rules import is_worth_saying
from bot.features.ownership.values import GOAL, NOTE_MOST, ROLE, TAKER, OfferState, OfferView, Ownable
from bot.features.ownership.views import ids
from bot.features.ownership.views.card import answer_buttons
from bot.features.ownership.views.driving import load
from bot.slack import fields, kit
from bot.slack.kit import Element, Markup, markup
from bot.slack.payloads import text_at
from bot.slack.sayings import Entry, actor_of, person
from bot.slack.sections import Part
from bot.slack.wording import in_its_place
from bot.text import plural

MENU_MOST = 3  # offers in the menu
BECAME = {  # to whom it was made; else its time is over
    OfferState.ACCEPTED: markup("You accepted. Thank you!"),
    OfferState.DECLINED: markup("You declined. Thank you for answering."),
    OfferState.WITHDRAWN: markup("It was taken back; you need not answer."),
    OfferState.OVERTAKEN: markup("Things moved on meanwhile; you need not answer."),
    OfferState.LEFT: markup("You left the team meanwhile; you need not answer."),
}
OUTCOME = {  # to who made it
    OfferState.ACCEPTED: "{taker} drives *{title}* now, as you asked.",
    OfferState.DECLINED: "{taker} would rather not take on *{title}*.",
    OfferState.WITHDRAWN: "A steward took your offer of *{title}* to {taker} back. Nothing changed.",
    OfferState.OVERTAKEN: "Somebody else took on *{title}*, so {taker} isn't asked any more.",
    OfferState.LEFT: "{taker} left the team, so your offer of *{title}* is over. Nothing changed.",
}
HOLDS = "{taker} holds the role *{title}* now, as you asked."
WAITED = "Your offer of *{title}* to {taker} waited five working days and is over. Nothing changed."
NOBODY_ELSE = "Your word is for {who} alone, and comes in their working hours. Others see only that nothing came of the offer."


def offer_modal(thing: Ownable, *, driver: str | None, callback_id: str, carried: str) -> Json:
    """Who is asked, and a word for them; for a room above with its own callback id.

    Args:
        driver: who keeps it until it is accepted; None while nobody does.
    """
    stays = markup("They are asked, and {who} drives it until they accept.", who=kit.mention(driver or ""))
    free = markup("They are asked. Until they accept, anybody on the team can still claim it.")
    return kit.modal(
        "Hand over" if driver else "Offer",
        [
            kit.section(markup("*{title}*", title=thing.title)),
            fields.person_input(TAKER, "Whom do you ask?", hint="A member of this team."),
            fields.line_input(
                NOTE,
                "A word for them",
                placeholder="Where it stands, what comes next, whom to talk to",
                most=NOTE_MOST,
                optional=True,
                paragraph=True,
            ),
            kit.context(stays if driver else free),
        ],
        callback_id=callback_id,
        submit="Ask them",
        close="Cancel",
        carried=carried,
    )


def offered(thing: Ownable, *, callback_id: str) -> Json:
    """What is shown when the same offer is submitted again."""
    said = kit.section(markup("*{title}* is offered; the answer shows when it comes.", title=thing.title))
    return kit.modal("Offered", [said], callback_id=callback_id)


def offer_note(offer: OfferView, channel: str, count: int, now: datetime) -> Message:
    """To whom something is offered; it stays true when things move on.

    Args:
        count: how many things they drive already.
    """
    said = _asked(offer, channel)
    words = [kit.section(kit.quoted(offer.note))] if offer.note else []
    if not offer.is_pending_at(now):
        return kit.message(said, kit.section(said), *words, kit.context(_became(offer)))
    counts = offer.thing.sort != ROLE and is_worth_saying(count)
    until = markup("It waits for your answer until {day}.", day=kit.day(offer.expires_at))
    know = kit.context(kit.joined(" ", [*([load(count)] if counts else []), until]))
    return kit.message(said, kit.section(said), *words, know, kit.actions(*answer_buttons(offer)))


def ended_note(offer: OfferView, *details: Element) -> Message:
    """To who offered it: what came of it.

    Args:
        details: the way to the thing, where it goes on and they may see it.
    """
    said = _outcome(offer)
    why = [kit.section(kit.quoted(offer.why))] if offer.why else []
    is_left = offer.state is not OfferState.ACCEPTED and bool(details)
    row = [kit.actions(*_again(offer), *details)] if is_left else []
    return kit.message(said, kit.section(said), *why, *row)


def _again(offer: OfferView) -> list[Element]:
    """Asking somebody else, where nobody has it; for an initiative that is in its details."""
    if offer.thing.sort != GOAL or offer.state is OfferState.OVERTAKEN:
        return []
    goal_id = str(offer.thing.id)
    if offer.former:
        return [kit.button("Hand over …", ids.HAND_OVER, goal_id)]
    return [kit.button("Offer …", ids.OFFER, goal_id)]


def menu_part(waiting: Sequence[OfferView], *buttons: Element) -> Part:
    """What waits for the reader's answer, in the menu of bare `/cairn`.

    Args:
        buttons: what else ownership offers there.
    """
    if not waiting:
        return Part(buttons=buttons)
    lines = [
        markup("{giver} offers you *{title}*", giver=kit.mention(offer.giver), title=offer.thing.title)
        for offer in waiting[:MENU_MOST]
    ]
    rows = [
        kit.section(line, accessory=kit.button("Look", ids.LOOK, str(offer.id), primary=True))
        for line, offer in zip(lines, waiting, strict=False)
    ]
    needs = markup("{offers} for you to answer", offers=plural(len(waiting), "offer waits", "offers wait"))
    return Part(lines=(needs,), blocks=tuple(rows), buttons=buttons)


def decline_modal(offer: OfferView) -> Json:
    """Rather not, with a word if one likes."""
    return kit.modal(
        "Decline",
        [
            kit.section(markup("*{title}*", title=offer.thing.title)),
            fields.line_input(
                WHY,
                "A word for who asked",
                placeholder="What would have to be different, or who might be the one",
                most=NOTE_MOST,
                optional=True,
                paragraph=True,
            ),
            kit.context(markup(NOBODY_ELSE, who=kit.mention(offer.giver))),
        ],
        callback_id=ids.DECLINE_FORM,
        submit="Decline",
        close="Not yet",
        carried=str(offer.id),
    )


def declined(offer: OfferView) -> Json:
    """What is shown when the same answer is submitted again."""
    said = markup("You declined *{title}*. Thank you for answering.", title=offer.thing.title)
    return kit.modal("Declined", [kit.section(said)], callback_id=ids.DECLINE_FORM)


def not_declined(why: str) -> Json:
    """Why the offer can't be declined any more."""
    return in_its_place("Decline", why, callback_id=ids.DECLINE_FORM)


def accepted(offer: OfferView) -> Message:
    """Answer to *Accept*."""
    if offer.thing.sort == ROLE:
        return kit.message(markup("You hold the role *{title}* now.", title=offer.thing.title))
    return kit.message(markup("You drive *{title}* now. Thank you!", title=offer.thing.title))


def taken_back(offer: OfferView) -> Message:
    """Answer to *Take the offer back*."""
    return kit.message(
        markup(
            "{taker} isn't asked any more about *{title}*.",
            taker=kit.mention(offer.taker),
            title=offer.thing.title,
        )
    )


def made_in_history(entry: Entry) -> Markup:
    """Somebody was asked to drive it."""
    taker = person(text_at(entry.detail, "taker"))
    return markup("{who} offered it to {taker}", who=actor_of(entry), taker=taker)


def ended_in_history(entry: Entry) -> Markup:
    """Declined, not answered, taken back or overtaken: the same words, because the reason is no one else's."""
    return markup("the offer to {taker} came to nothing", taker=person(text_at(entry.detail, "taker")))


def _asked(offer: OfferView, channel: str) -> Markup:
    words = {
        "giver": kit.mention(offer.giver),
        "title": offer.thing.title,
        "channel": kit.channel_name(channel),
    }
    if offer.thing.sort == ROLE:
        return markup("{giver} asks you to hold the role *{title}* in {channel}.", **words)
    if offer.former:
        return markup(
            "{giver} asks you to take over *{title}* in {channel}, which {former} drives.",
            **words,
            former=kit.mention(offer.former),
        )
    return markup("{giver} asks you to drive *{title}* in {channel}.", **words)


def _became(offer: OfferView) -> Markup:
    return BECAME.get(offer.state, markup("Its time is over, and that's all right: nothing changed."))


def _outcome(offer: OfferView) -> Markup:
    is_held = offer.state is OfferState.ACCEPTED and offer.thing.sort == ROLE
    said = HOLDS if is_held else OUTCOME.get(offer.state, WAITED)
    return markup(said, taker=kit.mention(offer.taker), title=offer.thing.title)
