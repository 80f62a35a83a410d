"""The parts of one sandbox, made once and handed to its doors."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.clock import MovableClock
from bot.sandbox.hints import Hints
from bot.sandbox.installed.answers import Answers
from bot.sandbox.installed.courier import Courier
from bot.sandbox.installed.event_feed import EventFeed
from bot.sandbox.installed.payloads import Payloads
from bot.sandbox.manifest import InstalledApp
from bot.sandbox.scheduler import Scheduler
from bot.sandbox.sockets.sockets import Sockets
from bot.sandbox.stamps import Stamps
from bot.sandbox.state.bookmarks import Bookmarks
from bot.sandbox.state.channels import Channels
from bot.sandbox.state.directory import Directory
from bot.sandbox.state.emoji import CustomEmoji
from bot.sandbox.state.files import Files
from bot.sandbox.state.messaging import Messaging
from bot.sandbox.state.modals import Homes, Modals
from bot.sandbox.state.profiles import Profiles
from bot.sandbox.state.rates import Rates
from bot.sandbox.state.reactions import Reactions
from bot.sandbox.state.response_urls import ResponseUrls
from bot.sandbox.state.scheduled import Schedule
from bot.sandbox.state.triggers import Triggers
from bot.sandbox.state.usergroups import UserGroups


@dataclass(frozen=True, slots=True)
class Due:
    """A moment at which the app does something by itself, and in a few words what: "a vote ends"."""

    at: datetime
    what: str


NextDue = Callable[[], Awaitable[Due | None]]
"""Asks the app when it next has something due; None while it has nothing planned."""


@dataclass(frozen=True, slots=True)
class Parts:
    """State by subject, and what carries news of it to the app and to browsers."""

    app: InstalledApp
    clock: MovableClock
    next_due: NextDue | None
    stamps: Stamps
    directory: Directory
    profiles: Profiles
    channels: Channels
    messaging: Messaging
    reactions: Reactions
    bookmarks: Bookmarks
    emoji: CustomEmoji
    files: Files
    usergroups: UserGroups
    schedule: Schedule
    scheduler: Scheduler
    modals: Modals
    homes: Homes
    triggers: Triggers
    response_urls: ResponseUrls
    sockets: Sockets
    rates: Rates
    payloads: Payloads
    answers: Answers
    events: EventFeed
    courier: Courier
    hints: Hints
