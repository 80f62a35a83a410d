"""Colleagues who act by the local Slack's own requests: what they do counts, and what they see isn't looked at."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from playwright.async_api import APIRequestContext

from bot.delivery.values import Json
from bot.slack.payloads import list_at, text_at
from tests.entered import entered_in
from tests.shown import action_id_of, labels_of, says


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of them, in a channel.

    Args:
        requests: the page's own way to the local Slack.
        user: Slack user id.
        channel: Slack id of the channel.
    """

    requests: APIRequestContext
    address: str
    user: str
    channel: str

    async def proposes(self, title: str) -> None:
        await self._do("commands", channel=self.channel, command="/goal", text="propose")
        if await self.submits(title=title, beneficiary="neighbours") == "updated":
            await self.submits()

    async def reacts(self, words: str, emoji: str) -> None:
        message = await self._message(words, lambda one: bool(one.get("reactions")))
        await self._do("reactions", channel=self.channel, ts=message["ts"], name=emoji, add=True)

    async def presses(self, words: str, label: str) -> None:
        """Press a button of the newest message that says these words and has one with this label."""
        message = await self._message(words, lambda one: label in labels_of(one))
        action: Json = {"type": "button", "action_id": action_id_of(message, label)}
        where: Json = {"type": "message", "channel": self.channel, "ts": message["ts"]}
        await self._do("actions", container=where, action=action)

    async def submits(self, **entered: object) -> str:
        """Fill the top modal, fields named by the last word of their block id, and send it; tells how it ended."""
        view = dict(list_at(await self._see("views"), "stack")[-1])
        sent = await self._do("views/submit", view_id=view["id"], values=entered_in(view, entered))
        return text_at(sent, "outcome")

    async def _message(self, words: str, fits: Callable[[Json], bool]) -> Json:
        for _ in range(100):
            shown = list_at(await self._see("messages", channel=self.channel), "messages")
            for message in map(dict, reversed(shown)):
                if says(message, words) and fits(message):
                    return message
            await asyncio.sleep(0.1)
        raise AssertionError(f"{words!r} never came")

    async def _see(self, what: str, **asked: str) -> Json:
        params: dict[str, str | float | bool] = {"as": self.user, **asked}
        answer = await self.requests.get(f"{self.address}/client/{what}", params=params)
        seen: Json = await answer.json()
        return seen

    async def _do(self, verb: str, **asked: object) -> Json:
        answer = await self.requests.post(f"{self.address}/client/{verb}", data={"as": self.user, **asked})
        done: Json = await answer.json()
        assert done.get("ok"), done
        return done
