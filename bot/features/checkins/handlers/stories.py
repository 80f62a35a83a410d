"""The Slack door of stories."""

from uuid import UUID

from bot.features.checkins.surfaces import stories
from bot.features.teams.doorway import offering_a_team
from bot.slack.visits import Answer, Command, Modal, Press, Replaced, identity

LONGEST_PLACE = 6  # digits


@offering_a_team
async def open_stories(command: Command) -> Answer:
    """`/goal stories`, `/goal stories 3`, `/goal stories some words`."""
    return await command.read(stories.listed_in, command.channel, command.rest)


async def open_stories_of(press: Press) -> Answer:
    """The button on a goal's card."""
    return await press.read(stories.listed_of, identity(press.value))


async def open_page(press: Press) -> Answer:
    """*More* and *Back* in the list."""
    return Replaced(await press.read(stories.listed, *_place_of(press.value)))


async def open_story(press: Press) -> Answer:
    """*Read*."""
    return Modal(await press.read(stories.in_full, identity(press.value)))


def _place_of(value: str) -> tuple[UUID, str, int]:
    """The team, what was looked for, and the place at which a page begins, as a list's buttons carry them."""
    team, _, rest = value.partition(":")
    first, _, words = rest.partition(":")
    return identity(team), words, int(first) if first.isdecimal() and len(first) <= LONGEST_PLACE else 0
