"""What Slack tells of people and of Cairn's own install."""

from bot.features.workspaces import service
from bot.features.workspaces.forms import facts_of
from bot.slack.directory import person_of
from bot.slack.payloads import mapping_at, text_at
from bot.slack.stamps import moment_of
from bot.slack.visits import Happening


async def on_person(happening: Happening) -> None:
    """Somebody joined the workspace, or their name, zone or standing changed."""
    person = person_of(mapping_at(happening.event, "user"))
    if person.user:
        await happening.commit(service.remember, [facts_of(happening.workspace, person)])


async def on_uninstalled(happening: Happening) -> None:
    """Cairn was removed from the workspace; Slack sends no moment with it, so the event's arrival counts."""
    ts = text_at(happening.event, "event_ts")
    await happening.commit(service.uninstalled, moment_of(ts) if ts else None)


async def on_tokens_revoked(happening: Happening) -> None:
    """Tokens were revoked; Cairn's own is a bot's."""
    if mapping_at(happening.event, "tokens").get("bot"):
        await on_uninstalled(happening)
