"""The forms of ownership: offering, declining, sharing."""

from dataclasses import dataclass
from uuid import UUID

from bot.errors import Invalid
from bot.features.ownership.values import TAKER, Field, Role
from bot.slack.carried import Carried
from bot.slack.payloads import FormState

NOTE = "ownership.note"
WHY = "ownership.why"
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
        seen: fingerprint of who had a part in the goal then.
    """

    goal_id: UUID
    seen: str


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
