"""Sharing a goal: who contributes, is consulted or informed; and the private word to who drives a lot."""

from collections.abc import Mapping, Sequence

from bot.delivery.values import Json, Message
from bot.features.goals.values import GoalView
from bot.features.goals.views.ids import SHOW
from bot.features.ownership import forms
from bot.features.ownership.forms import PeopleStage
from bot.features.ownership.values import Field, Holders, Role
from bot.features.ownership.views import ids
from bot.slack import kit
from bot.slack.kit import Markup, markup
from bot.slack.payloads import mapping_at
from bot.slack.sayings import Entry, actor_of, person
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


def people_modal(goal: GoalView, holders: Holders, seen: str) -> Json:
    """Who else has a part in a goal."""
    now = {
        Role.CONTRIBUTOR: holders.contributors,
        Role.CONSULTED: holders.consulted,
        Role.INFORMED: holders.informed,
    }
    fields = [
        kit.people_input(Field[role.name], label, initial=now[role], hint=hint, optional=True)
        for role, (label, hint) in LABELS.items()
    ]
    driver = kit.mention(holders.driver) if holders.driver else markup("nobody yet")
    return kit.modal(
        "People",
        [
            kit.section(markup("*{title}*\nDriven by {driver}", title=goal.title, driver=driver)),
            *fields,
            kit.context(markup("Members of the team. Whom you name hears of it, and can step back.")),
        ],
        callback_id=ids.PEOPLE_FORM,
        submit="Save",
        close="Cancel",
        carried=forms.PEOPLE_STAGES.write(PeopleStage(goal.id, seen)),
    )


def shared_again(goal: GoalView) -> Json:
    """What is shown when the same form is submitted again."""
    said = kit.section(markup("Saved: who has a part in *{title}*.", title=goal.title))
    return kit.modal("People", [said], callback_id=ids.PEOPLE_FORM)


def joined_in(goal: GoalView) -> Message:
    """Answer to *Join in*."""
    said = "You're in on *{title}*. Its card names you, and *Step back* in its details takes you out again."
    return kit.message(markup(said, title=goal.title))


def stepped_back(goal: GoalView) -> Message:
    """Answer to *Step back*."""
    return kit.message(
        markup("You've stepped back from *{title}*. Thank you for saying so.", title=goal.title)
    )


def shared_note(goal: GoalView, channel: str, role: Role | None) -> Message:
    """To whom a colleague named; it stays true when they step back.

    Args:
        role: what they are to the goal now, None for nothing any more.
    """
    title = markup("*#{number}* {title}", number=goal.number, title=goal.title)
    where = kit.channel_name(channel)
    if role is None:
        said = markup("You have no part in {title} in {where} any more.", title=title, where=where)
        return kit.message(said)
    said = markup("You were asked {role}: {title} in {where}.", role=AS[role], title=title, where=where)
    buttons = (
        kit.button("Details", SHOW, str(goal.id)),
        kit.button("Step back", ids.STEP_BACK, str(goal.id)),
    )
    return kit.message(said, kit.section(said), kit.actions(*buttons))


def load_note(count: int, driven: Sequence[GoalView]) -> Message:
    """To who drives a lot, in private: how to share it.

    Args:
        driven: some of the goals among what they drive.
    """
    said = markup(
        "You drive {things} now, which is a lot for one person. Only you are told. If you like, hand one over, or "
        "find people who work on it with you: *People …* in a goal's details.",
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
    before, after = mapping_at(entry.detail, "before"), mapping_at(entry.detail, "after")
    if list(after) == [entry.actor]:
        return markup("{who} joined in", who=actor_of(entry))
    if not after and list(before) == [entry.actor]:
        return markup("{who} stepped back", who=actor_of(entry))
    named = [_named(user, role) for user, role in after.items()]
    gone = [markup("{who} out", who=person(user)) for user in before if user not in after]
    return markup(
        "{who} changed who has a part in it: {people}",
        who=actor_of(entry),
        people=kit.joined(", ", [*named, *gone]),
    )


def _named(user: str, role: object) -> Markup:
    return markup("{who} as {role}", who=person(user), role=ROLE_WORDS.get(str(role), "contributor"))


ROLE_WORDS: Mapping[str, str] = {
    Role.CONTRIBUTOR: "contributor",
    Role.CONSULTED: "consulted",
    Role.INFORMED: "informed",
}
