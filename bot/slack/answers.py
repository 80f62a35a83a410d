"""How each kind of answer leaves, for each way in."""

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.values import Json, Message
from bot.errors import Fault
from bot.slack import kit
from bot.slack.api_errors import meaning
from bot.slack.payloads import list_at, text_at
from bot.slack.visits import Answer, FieldErrors, Modal, Pushed, Replaced
from bot.slack.wording import TOO_SLOW, sentence, with_banner

VIEW_CALL_SECONDS = 1.8  # a trigger lives 3 s, and the acknowledgement must leave before that,
SORRY_SECONDS = 0.8  # also when Slack was too slow and the person is told so
NOTICE = "cairn.notice"
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Outlet:
    """The ways to answer one payload; each acknowledges it, once."""

    body: Mapping[str, object]
    ack: AsyncAck
    respond: AsyncRespond
    client: AsyncWebClient

    @property
    def view(self) -> Json:
        found = self.body.get("view")
        return dict(found) if isinstance(found, Mapping) else {}

    async def to_command(self, answer: Answer) -> None:
        """A command is answered in its acknowledgement, privately; a modal is opened just before."""
        match answer:
            case Message():
                await self._acked_privately(answer)
            case Modal(view):
                await (self.ack() if await self._opened(view) else self._acked_privately(sentence(TOO_SLOW)))
            case None:
                await self.ack()
            case _:
                raise Fault(f"a command can't be answered with {type(answer).__name__}")

    async def to_press(self, answer: Answer) -> None:
        """A press (or a shortcut) in a channel is answered there, privately; one in a modal by its next state."""
        if self.view:
            await self._in_modal(answer)
        else:
            await self._in_channel(answer)
        await self.ack()

    async def to_submission(self, answer: Answer) -> None:
        """A submitted form closes, stays with remarks, or becomes the next view."""
        match answer:
            case FieldErrors(sentences):
                await self.ack(response_action="errors", errors=self._by_shown_id(sentences))
            case Modal(view):
                await self.ack(response_action="update", view=view)
            case Pushed(view):
                await self.ack(response_action="push", view=view)
            case Message():
                await self.ack(response_action="update", view=_notice(answer))
            case None:
                await self.ack()
            case _:
                raise Fault(f"a form can't be answered with {type(answer).__name__}")

    async def complain_in_form(self, words: str, *, is_refused: bool = False) -> None:
        """Keep the form open, with what was typed, and say above it what happened."""
        view = with_banner(self.view, words, is_refused=is_refused)
        await self.ack(response_action="update", view=view)

    async def complain_at_press(self, words: str) -> None:
        """Say it where the button was pressed, or above the form that it stands in."""
        if text_at(self.view, "type") == "modal":
            await self._updated(with_banner(self.view, words))
        elif self.view:
            await self._opened(_notice(sentence(words)))
        else:
            await self._beside(sentence(words))
        await self.ack()

    async def complain_to_command(self, words: str) -> None:
        """Answer the command with a sentence."""
        await self._acked_privately(sentence(words))

    def _by_shown_id(self, sentences: Mapping[str, str]) -> dict[str, str]:
        """A view may show a field under `name#n` (see FormState); Slack wants that very id."""
        shown = [text_at(block, "block_id") for block in list_at(self.view, "blocks")]
        return {
            next((i for i in shown if i.split("#")[0] == name), name): said
            for name, said in sentences.items()
        }

    async def _in_modal(self, answer: Answer) -> None:
        match answer:
            case Pushed(view):
                await self._opened(view, push=True)
            case Modal(view) if text_at(self.view, "type") == "home":
                await self._opened(view)
            case Modal(view):
                await self._updated(view)
            case Message():
                await self._opened(_notice(answer), push=text_at(self.view, "type") == "modal")
            case None:
                pass
            case _:
                raise Fault(f"a press in a view can't be answered with {type(answer).__name__}")

    async def _in_channel(self, answer: Answer) -> None:
        match answer:
            case Message():
                await self._beside(answer)
            case Replaced(message):
                await self._beside(message, replace=True)
            case Modal(view):
                if not await self._opened(view):
                    await self._beside(sentence(TOO_SLOW), seconds=SORRY_SECONDS)
            case None:
                pass
            case _:
                raise Fault(f"a press in a channel can't be answered with {type(answer).__name__}")

    async def _acked_privately(self, message: Message) -> None:
        await self.ack(text=message.text, blocks=list(message.blocks), response_type="ephemeral")

    async def _beside(
        self, message: Message, *, replace: bool = False, seconds: float = VIEW_CALL_SECONDS
    ) -> None:
        said = self.respond(
            text=message.text,
            blocks=list(message.blocks),
            response_type="ephemeral",
            replace_original=replace,
        )
        await self._in_time(said, seconds)

    async def _opened(self, view: Json, *, push: bool = False) -> bool:
        trigger = text_at(self.body, "trigger_id")
        call = self.client.views_push if push else self.client.views_open
        return await self._in_time(call(trigger_id=trigger, view=view))

    async def _updated(self, view: Json) -> bool:
        view_id, version = text_at(self.view, "id"), text_at(self.view, "hash")
        return await self._in_time(self.client.views_update(view_id=view_id, hash=version, view=view))

    async def _in_time(self, call: Awaitable[object], seconds: float = VIEW_CALL_SECONDS) -> bool:
        """Slack may refuse or be slow; what was to be kept is committed by now, so only the showing failed."""
        try:
            await asyncio.wait_for(call, seconds)
        except SlackApiError as error:
            log.warning("answer not shown", code=str(meaning(error)))
            return False
        except (
            ClientError,
            TimeoutError,
            OSError,
            ValueError,
        ) as error:  # ValueError: an address that is none
            log.warning("answer not shown", code=type(error).__name__)
            return False
        return True


def _notice(message: Message) -> Json:
    return kit.modal("Cairn", message.blocks, callback_id=NOTICE)
