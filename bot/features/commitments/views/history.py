"""What happened to a goal's commitment, in a line each."""

from bot.slack.kit import Markup, markup
from bot.slack.sayings import Entry, actor_of

SECOND = 2


def asked(entry: Entry) -> Markup:
    """Somebody asked, or Cairn did after the conversation."""
    is_again = entry.detail.get("asking") == SECOND
    if entry.actor is None:
        return markup("the team was asked for its word once more")
    if is_again:
        return markup("{who} asked for the team's word once more", who=actor_of(entry))
    if entry.detail.get("is_scope"):
        return markup("those whom the change concerns were asked for their word")
    return markup("{who} asked for the team's word", who=actor_of(entry))


def asked_anew(_: Entry) -> Markup:
    """Answers to what it was before aren't counted."""
    return markup("it changed while the team was asked, so whoever had answered was asked again")


def missed(entry: Entry) -> Markup:
    """Without its actor: who answered last is nobody's business."""
    if entry.detail.get("asking") == SECOND:
        return markup("the second asking was no commitment, so a steward decides")
    return markup("it was no commitment yet, so the team talks it over")


def taken_back(entry: Entry) -> Markup:
    """The question went."""
    if entry.actor is None:
        return markup("the question for the team's word lapsed")
    return markup("{who} ended the question for the team's word", who=actor_of(entry))


def lapsed(_: Entry) -> Markup:
    """Without its actor: who closed the cycle did not end the question."""
    return markup("the cycle ended before the question for the team's word was settled")


def confirmed(_: Entry) -> Markup:
    """The word holds."""
    return markup("those whom the change concerns gave their word on it")


def decided(entry: Entry) -> Markup:
    """A steward's decision, with the reply on record."""
    reply = str(entry.detail.get("reply") or "")
    if entry.detail.get("is_committed"):
        return markup("{who} decided to go ahead with it: {reply}", who=actor_of(entry), reply=reply)
    return markup("{who} decided not to commit to it: {reply}", who=actor_of(entry), reply=reply)
