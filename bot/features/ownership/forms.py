"""The forms of ownership: offering, declining, sharing, roles and what they decide about."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import Invalid
from bot.features.ownership.values import TAKER, Field, Role, RoleDraft, RoleField
from bot.slack.carried import Carried
from bot.slack.payloads import FormState
from bot.slack.visits import identity

NOTE = "ownership.note"
WHY = "ownership.why"
AREA_ROLE = "ownership.area.role"
NO_ROLE = "none"  # the choice that lets an area go
CHOOSE = "Choose who decides about it."
BETWEEN_AREAS = re.compile(r"[\n,;]+")
TWICE = "Somebody is in two of these lists. Choose the one that fits best."


@dataclass(frozen=True, slots=True)
class OfferForm:
    """What was entered to offer something."""

    taker: str | None
    note: str


@dataclass(frozen=True, slots=True)
class PeopleStage:
    """What the people's form was opened with.

    Args:
        seen: fingerprint of who had a part in the thing then.
    """

    subject_id: UUID
    seen: str


@dataclass(frozen=True, slots=True)
class RoleStage:
    """What a role's form was opened with.

    Args:
        role_id: the role that is edited; None for a new one.
        seen: the role's `changed_at` when its words were put into the form.
    """

    team_id: UUID
    role_id: UUID | None = None
    seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class AreaStage:
    """What an area's form was opened with.

    Args:
        seen: fingerprint of which roles had it then.
    """

    area_id: UUID
    seen: str


ROLE_STAGES, AREA_STAGES = Carried(RoleStage), Carried(AreaStage)
PEOPLE_STAGES = Carried(PeopleStage)


def parse_offer(form: FormState) -> OfferForm:
    """Read the form."""
    return OfferForm(form.person(TAKER), form.text(NOTE))


def parse_why(form: FormState) -> str:
    """The word that goes with declining."""
    return form.text(WHY)


def parse_people(form: FormState) -> dict[str, Role]:
    """The role of each person who was chosen.

    Raises:
        Invalid: somebody was chosen for two roles.
    """
    roles: dict[str, Role] = {}
    for field in Field:
        for user in form.people(field):
            if user in roles:
                raise Invalid(field, TWICE)
            roles[user] = Role[field.name]
    return roles


def parse_role(form: FormState) -> RoleDraft:
    """What was entered about a role; its areas stand one a line, or with commas between them."""
    return RoleDraft(
        name=form.text(RoleField.NAME),
        purpose=form.text(RoleField.PURPOSE),
        alone=form.text(RoleField.ALONE),
        together=form.text(RoleField.TOGETHER),
        areas=tuple(BETWEEN_AREAS.split(form.text(RoleField.AREAS))),
    )


def parse_area(form: FormState) -> UUID | None:
    """The role that was chosen, None to let the area go.

    Raises:
        Invalid: nothing was chosen.
    """
    chosen = form.chosen(AREA_ROLE)
    if chosen is None:
        raise Invalid(AREA_ROLE, CHOOSE)
    return None if chosen == NO_ROLE else identity(chosen)
