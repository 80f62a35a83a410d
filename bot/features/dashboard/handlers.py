"""The Slack door of Home."""

from bot.features.dashboard.service import home
from bot.slack.payloads import text_at
from bot.slack.visits import Happening


async def on_home_opened(happening: Happening) -> None:
    """Somebody opened Cairn in Slack; the tab with its direct messages needs nothing."""
    if text_at(happening.event, "tab") == "home" and happening.user:
        await happening.commit(home.open_home, happening.user)
