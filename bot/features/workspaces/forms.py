"""What Slack says of a person, as facts."""

from bot.features.workspaces.rules import kind_of
from bot.features.workspaces.values import NAME, ZONE, PersonFacts
from bot.slack.directory import SlackPerson
from bot.text import clean_line, shorten


def facts_of(workspace: str, person: SlackPerson) -> PersonFacts:
    """A person of Slack's, seen from this workspace."""
    kind = kind_of(
        workspace,
        home=person.home,
        is_bot=person.is_bot,
        is_guest=person.is_guest,
        is_deleted=person.is_deleted,
    )
    zone = person.zone if len(person.zone) <= ZONE else ""
    return PersonFacts(person.user, shorten(clean_line(person.name), NAME), zone, person.home, kind)
