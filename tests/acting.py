"""What people do in a local Slack, each by name, and what they see there."""

import json
from dataclasses import dataclass

from bot.delivery.values import Json
from bot.sandbox.installed.errands import Errand
from bot.sandbox.people.interacting import InMessage, InView
from bot.sandbox.server import Sandbox
from bot.sandbox.state.inputs import state_values
from bot.sandbox.state.messages import find_element
from bot.slack.payloads import list_at, text_at
from tests.entered import entered_in
from tests.local_slack import CAIRN, LocalSlack
from tests.shown import action_id_of, elements_of, labels_of


@dataclass
class Acting:
    """People of a workspace, who type, press and fill in."""

    slack: LocalSlack

    @property
    def sandbox(self) -> Sandbox:
        """Slack's side, where people act."""
        return self.slack.sandbox

    async def run(self, user: str, channel: str, command: str) -> Json:
        """Run a command as typed (`/goal list`) and return the newest private answer, if it gave one."""
        before = len(self.private(user, channel))
        name, _, text = command.partition(" ")
        await self.sandbox.run_command(user, channel, name, text)
        answers = self.private(user, channel)
        return answers[-1] if len(answers) > before else {}

    def private(self, user: str, channel: str) -> list[Json]:
        """What only this person sees in a channel."""
        return [message for message in self.sandbox.messages(user, channel) if message.get("ephemeral")]

    def posted(self, user: str, channel: str) -> list[Json]:
        """What Cairn posted for everybody in a channel."""
        shown = self.sandbox.messages(user, channel)
        return [message for message in shown if message["user"] == CAIRN and not message.get("ephemeral")]

    async def notes(self, user: str) -> list[Json]:
        """Cairn's direct messages to a person."""
        return self.posted(user, await self.sandbox.open_dm(user, CAIRN))

    def modal(self, user: str) -> Json:
        """The modal on top."""
        return self.sandbox.views(user)[-1]

    async def submit(self, user: str, **entered: object) -> str:
        """Fill the top modal, fields named by the last word of their block id, and submit it; tells how it ended."""
        view = self.modal(user)
        return (await self.sandbox.submit(user, str(view["id"]), entered_in(view, entered))).outcome

    async def press_in_modal(self, user: str, label: str, **entered: object) -> None:
        """Press a button of the top modal by its label, with these fields filled."""
        view = self.modal(user)
        action: Json = {"type": "button", "action_id": action_id_of(view, label)}
        await self.sandbox.act(user, InView(str(view["id"])), action, state=entered_in(view, entered))

    async def press(self, user: str, channel: str, message: Json, label: str) -> None:
        """Press a button of a message by its label, or choose it from the message's ⋯ menu."""
        if label not in labels_of(message):
            await self.choose(user, channel, message, label)
            return
        where = InMessage(channel, str(message["ts"]))
        await self.sandbox.press(user, where, action_id_of(message, label))

    async def choose(self, user: str, channel: str, message: Json, label: str) -> None:
        """Choose from the ⋯ menu of a message."""
        for menu in elements_of(message):
            for option in list_at(menu, "options"):
                if text_at(option, "text", "text") == label:
                    action: Json = {"action_id": menu["action_id"], "selected_option": dict(option)}
                    await self.sandbox.act(user, InMessage(channel, str(message["ts"])), action)
                    return
        raise AssertionError(f"no {label!r} in the menus of {message}")

    async def react(self, user: str, channel: str, message: Json, emoji: str) -> None:
        await self.sandbox.react(user, channel, str(message["ts"]), emoji)
        await self.sandbox.settled()

    async def press_unchecked(self, user: str, channel: str, message: Json, press: Json) -> None:
        """Press a button past the checks of Slack's own client, with another value than it has."""
        parts = self.sandbox._parts
        place = parts.directory.own_place(channel, user)
        shown = place.seen_message(str(message["ts"]), user)
        found = find_element(shown.blocks or [], str(press["action_id"]), None)
        assert found is not None
        sent = parts.payloads.message_action(place, shown, user, {**press, "block_id": found[0]}, {})
        await parts.courier.ask(Errand.INTERACTION, sent)

    async def submit_unchecked(self, user: str, **entered: object) -> Json:
        """Submit the top modal past the checks of Slack's own client; returns Cairn's answer."""
        view = self.modal(user)
        parts = self.sandbox._parts
        top = parts.modals.top(user, str(view["id"]))
        top.values = state_values(top.blocks, {**top.values, **entered_in(view, entered)})
        return _answer(await parts.courier.ask(Errand.INTERACTION, parts.payloads.submission(top)))

    async def submitted_again(self) -> Json:
        """Slack sends the newest submission once more; returns Cairn's answer."""
        sent = [
            one.payload for one in self.sandbox.deliveries if one.payload.get("type") == "view_submission"
        ]
        return _answer(await self.sandbox._parts.courier.ask(Errand.INTERACTION, sent[-1]))


def _answer(body: str) -> Json:
    found = json.loads(body or "{}")
    assert isinstance(found, dict)
    return found
