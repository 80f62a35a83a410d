"""Short answers about a decision."""

from bot.delivery.values import Json, Message
from bot.features.decisions.values import DecisionDraft, DecisionView
from bot.features.decisions.views import ids
from bot.features.decisions.views.card import details_modal, texts_of
from bot.slack import kit
from bot.slack.kit import markup


def saved(decision: DecisionView) -> Json:
    """The same form came twice: what it saved the first time."""
    return details_modal(decision, kit.section(markup("Saved, as you sent it.")), kit.divider())


def made_before(decision: DecisionView) -> Json:
    """The message is a decision already."""
    said = markup("This message is on record already, logged by {who}.", who=kit.mention(decision.logged_by))
    return details_modal(decision, kit.section(said), kit.divider())


def made_meanwhile(decision: DecisionView, typed: DecisionDraft) -> Json:
    """Somebody else logged the message while this person was writing; what they wrote is theirs to copy."""
    said = markup(
        "{who} logged this message a moment ago, so it wasn't logged twice. Press *Edit* below to add to it, "
        "or ask {who} to; what you wrote is here to copy:",
        who=kit.mention(decision.logged_by),
    )
    words = (
        (markup("*Your words*"), typed.title),
        (markup("*Your why*"), typed.rationale),
        (markup("*What led to it*"), typed.context),
        (markup("*What else was considered*"), typed.options),
        (markup("*What mattered in the choice*"), typed.criteria),
        (markup("*What is expected of it*"), typed.outcome),
    )
    return details_modal(decision, kit.section(said), *texts_of(words), kit.divider())


def card_gone(decision: DecisionView, channel: str) -> Message:
    """To who logged it: somebody deleted the card."""
    said = markup(
        "The card of decision *#{number}* {title} was deleted in {channel}. The decision is still on record.",
        number=decision.number,
        title=decision.title,
        channel=kit.channel_name(channel),
    )
    again = kit.button("Post it again", ids.POST_AGAIN, str(decision.id))
    return kit.message(said, kit.section(said), kit.actions(again))


def posted_again(decision: DecisionView) -> Message:
    """The card is on its way to the channel again."""
    return kit.message(
        markup(
            "Decision #{number} {title} is on its way to the channel again.",
            number=decision.number,
            title=decision.title,
        )
    )
