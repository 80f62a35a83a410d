"""What Slack tells of people and of Cairn's own install; and the door to what happened to things."""

from dataclasses import dataclass

from bot.db.transaction import Transaction
from bot.delivery.values import Message
from bot.errors import NotFound
from bot.features.workspaces import service
from bot.features.workspaces.forms import facts_of
from bot.slack import histories, kit
from bot.slack.directory import person_of
from bot.slack.histories import Histories
from bot.slack.payloads import mapping_at, text_at
from bot.slack.sayings import Sayings
from bot.slack.stamps import moment_of
from bot.slack.visits import Answer, Happening, Modal, Press, Replaced, identity

NO_HISTORY = "I can't find what happened to that any more."


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


@dataclass(frozen=True, slots=True)
class HistoryDoor:
    """What happened to a thing of any room, in the words of all of them."""

    histories: Histories
    sayings: Sayings

    async def open_history(self, press: Press) -> Answer:
        """*History*, and *More* beside its newest lines."""
        return await press.read(self._page, press.value)

    async def open_page(self, press: Press) -> Answer:
        """*More* and *Back*, in a channel or in a view."""
        page = await press.read(self._page, press.value)
        if press.channel:
            return Replaced(page)
        return Modal(kit.modal("History", page.blocks, callback_id=histories.SHOW))

    def _page(self, tx: Transaction, value: str) -> Message:
        sort, subject, first = histories.placed(value)
        told = self.histories.of(sort)
        if told is None:
            raise NotFound(NO_HISTORY)
        thing = identity(subject)
        title, entries = told(tx, thing)
        return histories.history_page(title, entries, self.sayings, sort, thing, first=first)
