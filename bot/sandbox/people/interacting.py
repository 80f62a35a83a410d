"""What a person does with the app: commands, clicks, shortcuts, modals."""

from contextlib import suppress
from dataclasses import dataclass

from bot.sandbox.installed import suggestions
from bot.sandbox.installed.errands import Errand
from bot.sandbox.installed.submissions import Submitted, settle
from bot.sandbox.installed.typed_names import with_ids
from bot.sandbox.json_values import Json, as_text, parse_object
from bot.sandbox.parts import Parts
from bot.sandbox.refusals import AppFailed, InvalidValues, Refused
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.state.inputs import input_problems, is_possible, state_values, with_action
from bot.sandbox.state.messages import Message, find_element
from bot.sandbox.state.views import View


@dataclass(frozen=True, slots=True)
class InMessage:
    """A message that someone clicks in."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class InView:
    """A modal or Home that someone clicks in."""

    view_id: str


class Interacting:
    """A person's verbs towards the app; each waits for the app's answer, at most as long as Slack does.

    They raise Refused where Slack's client would not let the person, and AppFailed (operation_timeout, app_error)
    when the app does not answer as it must.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def run_command(self, user: str, channel: str, command: str, text: str = "") -> None:
        """Run a slash command in a channel this person is in. Raises Refused unknown_command or not_from_outside."""
        place = self._parts.directory.own_place(channel, user)
        self._check_inside(user)
        declared = self._parts.app.declared_command(command)
        if declared is None:
            raise Refused("unknown_command")
        sent = with_ids(text, self._parts.directory, user) if declared.should_escape else text
        body = await self._parts.courier.ask(
            Errand.COMMAND, self._parts.payloads.command(place, user, command, sent)
        )
        if not body.strip():
            return
        try:
            self._parts.answers.show(place, user, _answered(body))
        except Refused as refused:
            raise AppFailed("app_error", reason=refused.code, **refused.details) from refused

    async def act(
        self,
        user: str,
        where: InMessage | InView,
        action: Json,
        *,
        block_id: str | None = None,
        state: Json | None = None,
    ) -> None:
        """Use an interactive element; action names it by action_id and carries what was chosen.

        state: what other inputs there hold, by block_id and action_id. Raises Refused action_not_found.
        """
        if isinstance(where, InMessage):
            payload = self._click_in_message(user, where, action, block_id, state or {})
        else:
            payload = self._click_in_view(user, where, action, block_id, state or {})
        await self._ask(payload)

    async def press(self, user: str, where: InMessage | InView, action_id: str) -> None:
        """Press the button with this action_id."""
        await self.act(user, where, {"type": "button", "action_id": action_id})

    async def suggestions(
        self, user: str, where: InMessage | InView, action_id: str, typed: str, block_id: str | None = None
    ) -> Json:
        """Type in a select whose choices the app is asked for; return the `options` or `option_groups` it offers.

        While too little was typed nobody is asked and there are none. Raises Refused action_not_found, or
        options_url_missing when the manifest names no address for them (Socket Mode needs none).
        """
        shown: tuple[Conversation, Message] | View
        if isinstance(where, InMessage):
            place = self._parts.directory.own_place(where.channel, user)
            message = place.seen_message(where.ts, user)
            shown, blocks = (place, message), message.blocks or []
        else:
            shown = self._view_of(user, where.view_id)
            blocks = shown.blocks
        holder, element = _found(blocks, action_id, block_id)
        if element.get("type") not in suggestions.KINDS:
            raise Refused("action_not_found")
        if not suggestions.is_enough(element, typed):
            return {"options": []}
        if not (self._parts.app.has_options_url or self._parts.app.in_socket_mode):
            raise Refused("options_url_missing")
        asked: Json = {"action_id": action_id, "block_id": holder, "value": typed}
        return suggestions.offered(await self._ask(self._parts.payloads.suggestion(shown, user, asked)))

    async def use_shortcut(
        self, user: str, callback_id: str, channel: str | None = None, ts: str | None = None
    ) -> None:
        """Use a shortcut: on a message when channel and ts name one, else a global one. Raises Refused unknown_shortcut."""
        self._check_inside(user)
        kind = "message" if channel and ts else "global"
        if not self._parts.app.declares_shortcut(callback_id, kind):
            raise Refused("unknown_shortcut")
        if not (channel and ts):
            await self._ask(self._parts.payloads.global_shortcut(user, callback_id))
            return
        place = self._parts.directory.own_place(channel, user)
        await self._ask(self._parts.payloads.message_shortcut(place, place.message(ts), user, callback_id))

    async def submit(self, user: str, view_id: str, values: Json | None = None) -> Submitted:
        """Submit this person's top modal and return how it ended.

        values: what was entered, by block_id and action_id; what is left out holds what was entered before or the
        element began with. Raises Refused not_found or being_sent, and InvalidValues before anything is sent.
        """
        modals = self._parts.modals
        view = modals.top(user, view_id)
        modals.check_not_sent(view)
        view.values = state_values(view.blocks, {**view.values, **(values or {})})
        problems = input_problems(view.blocks, view.values)
        if problems:
            modals.refuse(view, view.values, problems)
            raise InvalidValues(problems)
        view.errors = {}
        with modals.sending(view):
            answered = await self._ask(self._parts.payloads.submission(view))
        return settle(modals, self._parts.files, view, answered)

    async def close_view(self, user: str, view_id: str) -> None:
        """Close one of this person's modals, and those above it; with clear_on_close the whole stack."""
        view = self._parts.modals.opened_by(user, view_id)
        whole_stack = view.content.get("clear_on_close") is True
        for closed in self._parts.modals.remove(view, whole_stack=whole_stack):
            if closed.content.get("notify_on_close") is True:
                with suppress(AppFailed):
                    await self._ask(self._parts.payloads.closed(closed, is_cleared=whole_stack))

    def _click_in_message(
        self, user: str, where: InMessage, action: Json, block_id: str | None, state: Json
    ) -> Json:
        place = self._parts.directory.own_place(where.channel, user)
        message = place.seen_message(where.ts, user)
        blocks = message.blocks or []
        done = _completed(blocks, action, block_id)
        values = with_action(state_values(blocks, state), str(done["block_id"]), done)
        return self._parts.payloads.message_action(place, message, user, done, values)

    def _click_in_view(
        self, user: str, where: InView, action: Json, block_id: str | None, state: Json
    ) -> Json:
        view = self._view_of(user, where.view_id)
        done = _completed(view.blocks, action, block_id)
        entered = state_values(view.blocks, {**view.values, **state})
        view.values = with_action(entered, str(done["block_id"]), done)
        return self._parts.payloads.view_action(view, user, done)

    def _view_of(self, user: str, view_id: str) -> View:
        home = self._parts.homes.of(user)
        return home if home is not None and home.id == view_id else self._parts.modals.top(user, view_id)

    def _check_inside(self, user: str) -> None:
        if self._parts.directory.person(user).is_outside:
            raise Refused("not_from_outside")

    async def _ask(self, payload: Json) -> str:
        if not self._parts.app.interactive:
            raise Refused("interactivity_disabled")
        return await self._parts.courier.ask(Errand.INTERACTION, payload)


def _completed(blocks: list[Json], action: Json, block_id: str | None) -> Json:
    named = block_id or as_text(action.get("block_id")) or None
    holder, element = _found(blocks, str(action.get("action_id")), named)
    if not is_possible(element, action):
        raise Refused("action_not_found")
    if element.get("type") == "button":
        carried: Json = {key: element[key] for key in ("value", "text", "url") if key in element}
        action = {"action_id": action["action_id"], **carried}
    return {**action, "type": element.get("type"), "block_id": holder}


def _found(blocks: list[Json], action_id: str, block_id: str | None) -> tuple[str, Json]:
    found = find_element(blocks, action_id, block_id)
    if found is None:
        raise Refused("action_not_found")
    return found


def _answered(body: str) -> Json:
    try:
        return parse_object(body)
    except ValueError:
        return {"text": body}
