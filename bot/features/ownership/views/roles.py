"""A team's roles: the list with what each reader can do, and the forms around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.delivery.values import Json, Message
from bot.features.ownership import forms
from bot.features.ownership.forms import RoleStage
from bot.features.ownership.values import (
    NAME_MOST,
    NOTE_MOST,
    PURPOSE_MOST,
    ROLE,
    AreaView,
    RetiredRole,
    RoleDraft,
    RoleField,
    TeamRoleView,
)
from bot.features.ownership.views import ids
from bot.features.ownership.views.card import NOBODY, people
from bot.features.teams.values import TeamView
from bot.slack import fields, histories, kit
from bot.slack.histories import choice
from bot.slack.kit import Block, Element, Markup, markup
from bot.slack.menus import Choice, menu
from bot.text import listing, plural, shorten

RETIRED_MOST = 20  # the newest; names may take much room once escaped
PAGE = 3  # roles, each with as much text as a section holds: more would not fit a message
ENTRY_MOST = 2_990  # characters of a role in the list, with escaping
OPTIONS = 99  # roles to choose from, beside letting the area go; Slack allows 100
TITLE = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRoles:
    """A team's roles as one person sees them.

    Args:
        reader: Slack user id.
        may_describe: they are a steward, who makes, edits and retires roles.
        has_retired: the team did without some.
    """

    team: TeamView
    roles: Sequence[TeamRoleView]
    reader: str
    may_describe: bool = False
    has_retired: bool = False


def role_list(shown: ShownRoles, *, first: int = 0) -> Message:
    """A page of the roles, from that place on; past the end, when some went meanwhile, the last page."""
    add = [kit.button("Add a role", ids.ADD_ROLE, str(shown.team.id))] if shown.may_describe else []
    if not shown.roles:
        return _no_roles(shown, add)
    first = min(max(first, 0), (len(shown.roles) - 1) // PAGE * PAGE)
    page = shown.roles[first : first + PAGE]
    heading = markup("*{roles} in this team*", roles=plural(len(shown.roles), "role"))
    row = [*_paging(shown, first), *add, *_retired_button(shown)]
    return kit.message(
        heading,
        kit.section(heading),
        *(block for role in page for block in _entry(role, shown)),
        *((kit.actions(*row),) if row else ()),
    )


def roles_button(team_id: UUID) -> Element:
    """*Roles*, in the menu."""
    return kit.button("Roles", ids.ROLES, str(team_id))


def role_modal(stage: RoleStage, draft: RoleDraft) -> Json:
    """What a role is there for, what it decides, and about what."""
    return kit.modal(
        "Edit the role" if stage.role_id else "A role",
        [
            fields.line_input(
                RoleField.NAME,
                "Name",
                initial=draft.name,
                placeholder="Contact for newcomers",
                most=NAME_MOST,
            ),
            fields.line_input(
                RoleField.PURPOSE,
                "What is it there for?",
                initial=draft.purpose,
                placeholder="Whoever is new finds somebody to ask on their first day",
                most=PURPOSE_MOST,
                paragraph=True,
            ),
            *_boundaries(draft),
        ],
        callback_id=ids.ROLE_FORM,
        submit="Save",
        close="Cancel",
        carried=forms.ROLE_STAGES.write(stage),
    )


def retire_modal(role: TeamRoleView) -> Json:
    """Once more before a role goes."""
    areas = markup(" What it decides about needs another role then.") if role.areas else Markup()
    hears = markup(" {held} holds it now, and hears that it was retired.", held=people(role.holders))
    said = markup(
        "Do without *{name}*? Nobody will hold it any more.{hears}{areas}",
        name=role.name,
        hears=hears if role.holders else Markup(),
        areas=areas,
    )
    return kit.modal(
        "Retire this role?",
        [kit.section(said)],
        callback_id=ids.RETIRE_FORM,
        submit="Retire",
        close="Keep it",
        carried=str(role.id),
    )


def retired() -> Json:
    """What is shown when the same role is retired again."""
    said = kit.section(markup("The role is retired. `/cairn roles` shows the others."))
    return kit.modal("Retired", [said], callback_id=ids.RETIRE_FORM)


def retired_note(role_id: UUID, name: str) -> Message:
    """To who held it."""
    said = markup(
        "The role *{name}* was retired, so you don't hold it any more. `/cairn roles` shows the others.",
        name=name,
    )
    past = kit.button("History", histories.SHOW, histories.place(ROLE, role_id))
    return kit.message(said, kit.section(said), kit.actions(past))


def retired_roles(retired: Sequence[RetiredRole]) -> Message:
    """The newest of the roles that were retired, each with its history."""
    heading = markup("*Retired roles*")
    entries = (
        kit.section(
            markup("*{name}*, retired {day}", name=one.name, day=kit.day(one.retired_at)),
            accessory=kit.button("History", histories.SHOW, histories.place(ROLE, one.id)),
        )
        for one in retired
    )
    most = [kit.context(markup("These are the newest."))] if len(retired) == RETIRED_MOST else []
    return kit.message(heading, kit.section(heading), *entries, *most)


def taken(role: TeamRoleView) -> Message:
    """Answer to *Take*."""
    return kit.message(markup("You hold the role *{name}* now. Thank you!", name=role.name))


def laid_down(role: TeamRoleView) -> Message:
    """Answer to *Lay down*."""
    return kit.message(markup("You don't hold the role *{name}* any more.", name=role.name))


def area_modal(area: AreaView, roles: Sequence[TeamRoleView], carried: str) -> Json:
    """Which role decides about an area."""
    now = listing(tuple(area.roles.values())) or "no role"
    choices = [(shorten(role.name, TITLE), str(role.id)) for role in roles[:OPTIONS]]
    return kit.modal(
        "Who decides?",
        [
            kit.section(markup("*{name}* belongs to {now}.", name=area.name, now=now)),
            fields.choice_input(
                forms.AREA_ROLE,
                "Who decides about it from now on?",
                [*choices, ("Nobody: the team decides about it no more", forms.NO_ROLE)],
            ),
        ],
        callback_id=ids.AREA_FORM,
        submit="Save",
        close="Cancel",
        carried=carried,
    )


def area_settled() -> Message:
    """The area has its role."""
    return kit.message(markup("Saved. `/cairn roles` shows which role decides about what."))


def _boundaries(draft: RoleDraft) -> tuple[Block, ...]:
    return (
        fields.line_input(
            RoleField.ALONE,
            "What does it decide alone?",
            initial=draft.alone,
            placeholder="Up to 200 € a month; when the newcomers' round is",
            most=NOTE_MOST,
            paragraph=True,
            optional=True,
        ),
        fields.line_input(
            RoleField.TOGETHER,
            "What does it decide with others, and with whom?",
            initial=draft.together,
            placeholder="What costs more: with the stewards",
            most=NOTE_MOST,
            paragraph=True,
            optional=True,
        ),
        fields.line_input(
            RoleField.AREAS,
            "What does it decide about?",
            initial="\n".join(draft.areas),
            placeholder="Welcome letters\nFirst-day tours",
            hint="One a line. Cairn tells when nobody, or two roles, decide about the same.",
            most=None,
            paragraph=True,
            optional=True,
        ),
    )


def _no_roles(shown: ShownRoles, add: Sequence[Element]) -> Message:
    said = markup(
        "This team has no roles {when}. A role says what somebody is there for and what they decide alone, so that "
        "nobody has to guess whom to ask.",
        when="any more" if shown.has_retired else "yet",
    )
    ask = [] if add else [kit.context(markup("A steward of the team can add one."))]
    row = [*add, *_retired_button(shown)]
    return kit.message(said, kit.section(said), *ask, *((kit.actions(*row),) if row else ()))


def _retired_button(shown: ShownRoles) -> list[Element]:
    button = kit.button("Retired roles", ids.RETIRED_ROLES, str(shown.team.id))
    return [button] if shown.has_retired else []


def _entry(role: TeamRoleView, shown: ShownRoles) -> tuple[Block, ...]:
    held = people(role.holders) if role.holders else NOBODY
    lines = [
        markup("*{name}*", name=role.name),
        kit.escaped(role.purpose),
        markup("*Held by* {held}", held=held),
        *_bounds(role),
    ]
    return (kit.section(kit.cut(kit.lines(lines), ENTRY_MOST)), kit.actions(*_buttons(role, shown)))


def _bounds(role: TeamRoleView) -> list[Markup]:
    told = (
        (markup("*Decides alone* {words}", words=role.alone), role.alone),
        (markup("*Decides with others* {words}", words=role.together), role.together),
        (markup("*Decides about* {words}", words=", ".join(role.areas)), role.areas),
    )
    return [line for line, words in told if words]


def _buttons(role: TeamRoleView, shown: ShownRoles) -> list[Element]:
    role_id, row = str(role.id), []
    if not role.holders:
        row.append(kit.button("Take", ids.TAKE_ROLE, role_id))
    if shown.reader in role.holders:
        row.append(kit.button("Lay down", ids.LAY_DOWN, role_id))
    if not role.holders or shown.may_describe or shown.reader in role.holders:
        row.append(kit.button("Offer …", ids.OFFER_ROLE, role_id))
    return [*row, menu([*(_steward_choices(role_id) if shown.may_describe else ()), choice(ROLE, role.id)])]


def _steward_choices(role_id: str) -> tuple[Choice, ...]:
    return (
        Choice("Edit", ids.CHOOSE_ROLE, f"{ids.EDIT}:{role_id}"),
        Choice("Retire …", ids.CHOOSE_ROLE, f"{ids.RETIRE}:{role_id}"),
    )


def _paging(shown: ShownRoles, first: int) -> list[Element]:
    team = shown.team.id
    back = [kit.button("Back", ids.ROLES_BEFORE, f"{team}:{first - PAGE}")] if first else []
    is_more = first + PAGE < len(shown.roles)
    more = [kit.button("More", ids.ROLES_AFTER, f"{team}:{first + PAGE}")] if is_more else []
    return [*back, *more]
