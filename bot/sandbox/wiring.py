"""Puts the parts of a sandbox together and joins the workspace's news to the app and to browsers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.sandbox.clock import MovableClock
from bot.sandbox.hints import Hints
from bot.sandbox.installed.answers import Answers
from bot.sandbox.installed.ceiling import Ceiling
from bot.sandbox.installed.courier import Courier
from bot.sandbox.installed.event_feed import EventFeed
from bot.sandbox.installed.payloads import Payloads
from bot.sandbox.json_values import Json
from bot.sandbox.manifest import InstalledApp
from bot.sandbox.parts import NextDue, Parts
from bot.sandbox.scheduler import Scheduler
from bot.sandbox.sockets.sockets import Sockets
from bot.sandbox.stamps import Clock, Stamps
from bot.sandbox.standard_emoji import standard_emoji
from bot.sandbox.state.bookmarks import Bookmarks
from bot.sandbox.state.channels import Channels
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.state.directory import Directory
from bot.sandbox.state.emoji import CustomEmoji
from bot.sandbox.state.files import Files
from bot.sandbox.state.messages import Draft, posted
from bot.sandbox.state.messaging import Messaging
from bot.sandbox.state.modals import Homes, Modals
from bot.sandbox.state.profiles import Profiles
from bot.sandbox.state.rates import Rates
from bot.sandbox.state.reactions import Reactions
from bot.sandbox.state.response_urls import ResponseUrls
from bot.sandbox.state.scheduled import Schedule
from bot.sandbox.state.triggers import Triggers
from bot.sandbox.state.usergroups import UserGroups
from bot.sandbox.workspace import WorkspaceSeed


class News:
    """Hears what changes in the workspace and passes it on."""

    def __init__(self, hints: Hints) -> None:
        self._hints = hints
        self._feed: EventFeed | None = None

    def tell_app_through(self, feed: EventFeed) -> None:
        """Begin to tell the app."""
        self._feed = feed

    def happened(self, event: Json, place: Conversation | None) -> None:
        """Tell the app, when it is to hear of it."""
        if self._feed is not None:
            self._feed.offer(event, place)

    def changed(self, hint: Json, people: Collection[str]) -> None:
        """Tell the browsers of these people."""
        self._hints.send(hint, people)


@dataclass(frozen=True, slots=True)
class Wiring:
    """Makes the parts of each workspace of a sandbox, from what they all share.

    manifest: the app's. base_url: where the sandbox is served. next_due: asks the app when it next has something due.
    """

    manifest: Mapping[str, object]
    courier: Courier
    sockets: Sockets
    base_url: str
    clock: MovableClock
    next_due: NextDue | None

    def parts(self, seed: WorkspaceSeed) -> Parts:
        """Return the parts of a workspace in which the seed's people have said their first messages."""
        app, hints, stamps = InstalledApp.from_manifest(self.manifest), Hints(), Stamps(self.clock)
        if not seed.has_app:
            app.leave()
        news = News(hints)
        directory = Directory(seed, app, stamps, news)
        _seed_messages(seed, directory, stamps, self.clock)
        made = self._made(app, directory, stamps, news, hints)
        news.tell_app_through(made.events)
        self.clock.tell(made.scheduler.look)
        self.clock.tell(lambda: hints.send({"what": "state"}, directory.people))
        return made

    def _made(
        self, app: InstalledApp, directory: Directory, stamps: Stamps, news: News, hints: Hints
    ) -> Parts:
        messaging, rates = Messaging(directory, app, stamps, news), Rates(self.clock)
        emoji, files = CustomEmoji(stamps, news, standard_emoji()), Files(self.base_url, self.clock)
        schedule = Schedule(messaging, self.clock)
        triggers, response_urls = Triggers(self.clock.machine), ResponseUrls(self.base_url, self.clock)
        return Parts(
            app=app,
            clock=self.clock,
            next_due=self.next_due,
            stamps=stamps,
            directory=directory,
            profiles=Profiles(directory, stamps, self.clock, news),
            channels=Channels(directory, stamps, news),
            messaging=messaging,
            reactions=Reactions(directory, emoji, stamps, news),
            bookmarks=Bookmarks(self.clock),
            emoji=emoji,
            files=files,
            usergroups=UserGroups(directory),
            schedule=schedule,
            scheduler=Scheduler(schedule, self.clock),
            modals=Modals(stamps, news),
            homes=Homes(stamps, news),
            triggers=triggers,
            response_urls=response_urls,
            sockets=self.sockets,
            rates=rates,
            payloads=Payloads(directory, triggers, response_urls, stamps),
            answers=Answers(directory, messaging, files),
            events=EventFeed(directory, app, self.courier.send_event, Ceiling(rates, self.clock)),
            courier=self.courier,
            hints=hints,
        )


def _seed_messages(seed: WorkspaceSeed, directory: Directory, stamps: Stamps, clock: Clock) -> None:
    for first in sorted(seed.messages, key=lambda message: message.ago, reverse=True):
        message = posted(Draft(first.user, first.text), stamps.next(clock() - first.ago))
        directory.conversations[first.channel].messages[message.ts] = message
