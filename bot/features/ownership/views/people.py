"""Sharing: who contributes to something, is consulted or informed; and the private word to who drives a lot."""

from collections.abc import Mapping, Sequence

from bot.delivery.values import Json, Message
from bot.features.goals.values import GoalView
from bot.features.goals.views.ids import SHOW
from bot.features.ownership import forms
from bot.features.ownership.forms import PeopleStage
from bot.features.ownership.values import Field, Ownable, Role, Sharing
from bot.features.ownership.views import ids
from bot.features.ownership.views.card import people
from bot.slack import fields, kit
from bot.slack.kit import Element, Markup, markup
from bot.slack.payloads import mapping_at
from bot.slack.sayings import Entry, actor_of, person
from bot.slack.sections import Part
from bot.text import plural

LABELS = {
    Role.CONTRIBUTOR: ("Who works on it?", "They do part of the work, with the driver."),
    Role.CONSULTED: ("Who is consulted?", "They are asked before something is decided about it."),
    Role.INFORMED: ("Who is kept informed?", "They hear what was decided."),
}
AS = {
    Role.CONTRIBUTOR: markup("to work on it"),
    Role.CONSULTED: markup("to be consulted on it"),
    Role.INFORMED: markup("to be kept informed of it"),
}
LISTED = 5  # goals named to who drives a lot


def people_modal(sharing: Sharing, *, callback_id: str) -> Json:
    """Who else has a part in a thing; for a room above with its own callback id."""
    thing, holders = sharing.thing, sharing.holders
    now = {
        Role.CONTRIBUTOR: holders.contributors,
        Role.CONSULTED: holders.consulted,
        Role.INFORMED: holders.informed,
    }
    asked = [
        fields.people_input(Field[role.name], label, initial=now[role], hint=hint, optional=True)
        for role, (label, hint) in LABELS.items()
    ]
    driver = kit.mention(holders.driver) if holders.driver else markup("nobody yet")
    return kit.modal(
        "People",
        [
            kit.section(markup("*{title}*\nDriven by {driver}", title=thing.title, driver=driver)),
            *asked,
            kit.context(*_to_know(sharing.left)),
        ],
        callback_id=callback_id,
        submit="Save",
        close="Cancel",
        carried=forms.PEOPLE_STAGES.write(PeopleStage(thing.id, sharing.seen)),
    )


def _to_know(left: Sequence[str]) -> list[Markup]:
    hears = markup("Members of the team. Whom you name hears of it, and can step back.")
    gone = markup(
        "{who} left the team, so what you save goes on without them; back on the team, they can join in again.",
        who=people(left),
    )
    return [hears, *([gone] if left else [])]


def shared_again(goal: GoalView) -> Json:
    """What is shown when the same form is submitted again."""
    said = kit.section(markup("Saved: who has a part in *{title}*.", title=goal.title))
    return kit.modal("People", [said], callback_id=ids.PEOPLE_FORM)


def joined_in(goal: GoalView) -> Message:
    """Answer to *Join in*."""
    said = "You're in on *{title}*. Its card names you, and *Step back* in its details takes you out again."
    return kit.message(markup(said, title=goal.title))


def stepped_back(thing: Ownable) -> Message:
    """Answer to *Step back*, for a room above too."""
    return kit.message(
        markup("You've stepped back from *{title}*. Thank you for saying so.", title=thing.title)
    )


def goal_as_thing(goal: GoalView, channel: str) -> Part:
    """A goal in the view THINGS."""
    named = markup("goal *#{number}* {title}", number=goal.number, title=goal.title)
    value = str(goal.id)
    buttons = (kit.button("Details", SHOW, value), kit.button("Step back", ids.STEP_BACK, value))
    return told_of(named, channel, *(buttons if goal.is_open else ()))


def told_of(named: Markup, channel: str, *buttons: Element) -> Part:
    """What a room tells of a thing of its own in the view THINGS.

    Args:
        named: with the noun: "goal *#3* Members get an answer".
        buttons: its details, then what whoever has a part in it can do; none once it is over.
    """
    return Part(
        lines=(markup("{named} in {where}", named=named, where=kit.channel_name(channel)),), buttons=buttons
    )


def shared_note(thing: Part, role: Role | None) -> Message:
    """To whom a colleague named; it stays true when they step back.

    Args:
        thing: as its room tells of it.
        role: what they are to it now, None for nothing any more.
    """
    [named] = thing.lines
    if role is None:
        return kit.message(markup("You have no part in the {thing} any more.", thing=named))
    said = markup("You were asked {role}: {thing}.", role=AS[role], thing=named)
    row = (kit.actions(*thing.buttons),) if thing.buttons else ()
    return kit.message(said, kit.section(said), *row)


def load_note(count: int, driven: Sequence[GoalView]) -> Message:
    """To who drives a lot, in private: how to share it.

    Args:
        driven: some of the goals among what they drive.
    """
    said = markup(
        "You drive {things} now, which is a lot for one person. Only you are told. If you like, hand one over, or "
        "find people who work on it with you: *People …* in its details.",
        things=plural(count, "goal or initiative", "goals and initiatives"),
    )
    rows = [
        kit.section(
            markup("*#{number}* {title}", number=goal.number, title=goal.title),
            accessory=kit.button("Hand over …", ids.HAND_OVER, str(goal.id)),
        )
        for goal in driven[:LISTED]
    ]
    return kit.message(said, kit.section(said), *rows)


def changed_in_history(entry: Entry) -> Markup:
    """Who has a part in it changed."""
    return changed(entry, markup("it"))


def changed(entry: Entry, what: Markup) -> Markup:
    """Who has a part in something changed; for a room above whose history tells of several things."""
    before, after = mapping_at(entry.detail, "before"), mapping_at(entry.detail, "after")
    if list(after) == [entry.actor]:
        return markup("{who} joined in on {what}", who=actor_of(entry), what=what)
    if not after and list(before) == [entry.actor]:
        return markup("{who} stepped back from {what}", who=actor_of(entry), what=what)
    named = [_named(user, role) for user, role in after.items()]
    gone = [markup("{who} out", who=person(user)) for user in before if user not in after]
    return markup(
        "{who} changed who has a part in {what}: {people}",
        who=actor_of(entry),
        what=what,
        people=kit.joined(", ", [*named, *gone]),
    )


def _named(user: str, role: object) -> Markup:
    return markup("{who} as {role}", who=person(user), role=ROLE_WORDS.get(str(role), "contributor"))


ROLE_WORDS: Mapping[str, str] = {
    Role.CONTRIBUTOR: "contributor",
    Role.CONSULTED: "consulted",
    Role.INFORMED: "informed",
}
