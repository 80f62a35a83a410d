"""A goal offered to another team as an aim: the form, the message in their channel, and the answer."""

from collections.abc import Sequence

from bot.delivery.values import Json, Message
from bot.features.goals.values import (
    ADOPTION_CHANNEL,
    ADOPTION_NOTE,
    ADOPTION_WHY,
    TEXT_MOST,
    AdoptionState,
    AdoptionView,
    GoalView,
)
from bot.features.goals.views import ids
from bot.slack import fields, kit
from bot.slack.kit import Block, Markup, markup

NO_LONGER = markup("They don't work on it any more; `/goal aims` can retire it here.")


def offer_modal(goal: GoalView) -> Json:
    """To which team, and a word for them."""
    asked = markup("*#{number}* {title}", number=goal.number, title=goal.title)
    told = markup(
        "They read its title, who it is for and your word, even if this team is private, and follow the title when "
        "it changes. One of their stewards decides."
    )
    return kit.modal(
        "Offer this goal",
        [
            kit.section(asked),
            fields.channel_input(ADOPTION_CHANNEL, "To the team of which channel?"),
            fields.line_input(
                ADOPTION_NOTE, "A word for them", most=TEXT_MOST, optional=True, paragraph=True
            ),
            kit.context(told),
        ],
        callback_id=ids.SUBMIT_OFFER,
        submit="Offer",
        close="Not now",
        carried=str(goal.id),
    )


def offered(goal: GoalView, found: AdoptionView, channel: str) -> Message:
    """In the other team's channel: what is offered, and what came of it.

    Args:
        channel: where the goal's own team is; empty when that is not for everybody to know.
    """
    said = markup(
        "{who} of {team} offers you their goal as an aim: *{title}*",
        who=kit.mention(found.offered_by),
        team=kit.channel_name(channel) if channel else "another team",
        title=goal.title,
    )
    whom = [markup("*For* {whom}", whom=goal.beneficiary)] if goal.beneficiary else []
    note = [kit.quoted(found.note)] if found.note else []
    return kit.message(said, kit.section(kit.lines([said, *whom, *note])), *_state(goal, found))


def _state(goal: GoalView, found: AdoptionView) -> tuple[Block, ...]:
    if found.state is AdoptionState.ACCEPTED:
        return (kit.context(_adopted(goal, found)),)
    if found.state is AdoptionState.DECLINED:
        return (kit.context(_declined(found)),)
    if not goal.is_open:
        return (kit.context(markup("They don't work on it any more, so there is nothing to adopt.")),)
    told = markup("Adopted, it stands among your aims, and goals of yours can serve it. A steward decides.")
    adopt = kit.button("Adopt as our aim", ids.ADOPT, str(found.id), primary=True)
    return kit.actions(adopt, kit.button("Not now …", ids.DECLINE, str(found.id))), kit.context(told)


def _adopted(goal: GoalView, found: AdoptionView) -> Markup:
    who = kit.mention(found.answered_by or "")
    if found.is_retired:
        return markup("{who} adopted it; the aim was retired since. `/goal aims` can bring it back.", who=who)
    adopted = markup("{who} adopted it: it is among this team's aims.", who=who)
    return adopted if goal.is_open else kit.joined(" ", [adopted, NO_LONGER])


def decline_modal(found: AdoptionView, title: str) -> Json:
    """Why not, for whoever offered it."""
    why = fields.line_input(
        ADOPTION_WHY, "A word for whoever offered it", most=TEXT_MOST, optional=True, paragraph=True
    )
    return kit.modal(
        "Not now",
        [kit.section(markup("*{title}*", title=title)), why],
        callback_id=ids.SUBMIT_DECLINE,
        submit="Not now",
        close="Back",
        carried=str(found.id),
    )


def answered(goal: GoalView, found: AdoptionView, channel: str) -> Message:
    """To whoever offered it: the answer.

    Args:
        channel: where the other team is; empty when that is not to be named.
    """
    said = (
        markup("{team} adopted your goal *#{number}* {title} as an aim.", **_named(goal, channel))
        if found.state is AdoptionState.ACCEPTED
        else markup("{team} does not adopt your goal *#{number}* {title} now.", **_named(goal, channel))
    )
    word = [kit.context(_declined(found))] if found.state is AdoptionState.DECLINED else []
    return kit.message(said, kit.section(said), *word)


def _named(goal: GoalView, channel: str) -> dict[str, object]:
    team = kit.channel_name(channel) if channel else "The other team"
    return {"team": team, "number": goal.number, "title": goal.title}


def adopted_by(channels: Sequence[str]) -> list[Markup]:
    """The line of a goal's card that says who made it an aim of theirs.

    Args:
        channels: of the teams; empty for one that is not to be named.
    """
    if not channels:
        return []
    named = [kit.channel_name(channel) for channel in channels if channel]
    unnamed = len(channels) - len(named)
    others = [kit.escaped("another team" if unnamed == 1 else "other teams")] if unnamed else []
    return [markup(":link: Adopted as an aim by {who}", who=kit.joined(", ", [*named, *others]))]


def _declined(found: AdoptionView) -> Markup:
    who = kit.mention(found.answered_by or "")
    return (
        markup("{who}: not now. “{why}”", who=who, why=found.why)
        if found.why
        else markup("{who}: not now.", who=who)
    )
