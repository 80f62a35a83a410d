"""What the composition root hands to every feature's `register`."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from bot.clock.tick import Jobs
from bot.db.database import Database
from bot.db.subscriptions import Subscriptions
from bot.db.transaction import Transaction
from bot.delivery.ahead import Announce
from bot.delivery.renderers import Renderers
from bot.outside.fetch import Fetcher
from bot.outside.vault import Vault
from bot.slack.directory import Directory
from bot.slack.doors import Doors
from bot.slack.histories import Histories
from bot.slack.reactions import ReactionRouter
from bot.slack.sayings import Sayings
from bot.slack.sections import Sections
from bot.slack.visits import Answer, Command

Expects = Callable[[Transaction, Mapping[str, date]], Collection[str]]
"""Of these people, each with the local date it is for them, those to whom a room will write that day anyway."""
Keeps = Callable[[Transaction, UUID], Collection[str]]
"""Who a room says may change the scope of this goal and end it, beside its proposer and the team's stewards."""

Shows = Callable[[Command], Awaitable[Answer]]
"""What a room shows where the words after `/goal show` name something of its own; None where they don't."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The tables that features register in, and what their jobs work with."""

    database: Database
    directory: Directory
    fetcher: Fetcher = field(default_factory=Fetcher)
    vault: Vault = field(default_factory=Vault)
    doors: Doors = field(default_factory=Doors)
    reactions: ReactionRouter = field(default_factory=ReactionRouter)
    renderers: Renderers = field(default_factory=Renderers)
    subscriptions: Subscriptions = field(default_factory=Subscriptions)
    sections: Sections = field(default_factory=Sections)
    sayings: Sayings = field(default_factory=Sayings)
    histories: Histories = field(default_factory=Histories)
    jobs: Jobs = field(default_factory=Jobs)
    expects: list[Expects] = field(default_factory=list)
    keepers: list[Keeps] = field(default_factory=list)
    shows: list[Shows] = field(default_factory=list)
    announces: list[Announce] = field(default_factory=list)
