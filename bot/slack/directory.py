"""What jobs read from Slack: people, channels, who is in them, reactions on a message."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import BotError
from bot.slack.api_errors import code_of, is_refusal
from bot.slack.payloads import list_at, mapping_at, text_at

PAGE = 200
QUIET_PAGE = 50  # what dnd.teamInfo answers at once
ClientOf = Callable[[str], Awaitable[AsyncWebClient | None]]


class NotThere(BotError):
    """Slack knows no such thing, or Cairn may not see it (`code` is Slack's word for it)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class SlackPerson:
    """A person as users.info describes them; `home` is the Slack team id they belong to."""

    user: str
    name: str
    zone: str
    home: str
    is_bot: bool
    is_guest: bool
    is_deleted: bool


@dataclass(frozen=True, slots=True)
class SlackChannel:
    """A channel as conversations.info describes it."""

    channel: str
    name: str
    is_private: bool
    is_archived: bool
    is_shared_outside: bool
    has_cairn: bool


@dataclass(frozen=True, slots=True)
class SlackQuiet:
    """What Slack knows of somebody's wish to be left alone.

    Args:
        until: when do-not-disturb ends, if it is on; None otherwise.
        status_emoji: such as ":palm_tree:"; empty without a status, and when it was not asked for.
        status_text: likewise.
    """

    until: datetime | None = None
    status_emoji: str = ""
    status_text: str = ""


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """A message in a conversation.

    Args:
        author: Slack user id of who wrote it; empty for an app without an account.
        text: as Slack's mrkdwn.
        permalink: its address; empty when Slack wouldn't tell.
    """

    author: str
    text: str
    permalink: str


class Directory:
    """Reads for jobs; nothing here posts. Each raises NotThere for what Slack refuses, and SlackApiError,
    aiohttp's ClientError or TimeoutError while Slack is busy or out of reach.

    Args:
        client_of: the Web API client of a workspace, or None when Cairn isn't installed there.
    """

    def __init__(self, client_of: ClientOf) -> None:
        self._client_of = client_of

    async def person(self, workspace: str, user: str) -> SlackPerson:
        """users.info."""
        client = await self._client(workspace)
        return person_of(mapping_at(await _asked(client.users_info(user=user)), "user"))

    async def channel(self, workspace: str, channel: str) -> SlackChannel:
        """conversations.info; a private channel without Cairn in it is NotThere."""
        client = await self._client(workspace)
        found = mapping_at(await _asked(client.conversations_info(channel=channel)), "channel")
        return SlackChannel(
            channel=text_at(found, "id"),
            name=text_at(found, "name"),
            is_private=bool(found.get("is_private")),
            is_archived=bool(found.get("is_archived")),
            is_shared_outside=bool(found.get("is_ext_shared")),
            has_cairn=bool(found.get("is_member")),
        )

    async def join(self, workspace: str, channel: str) -> None:
        """conversations.join; works for public channels only."""
        client = await self._client(workspace)
        await _asked(client.conversations_join(channel=channel))

    async def members(self, workspace: str, channel: str) -> AsyncIterator[list[str]]:
        """conversations.members, a page of user ids at a time; bots are among them."""
        client = await self._client(workspace)
        cursor = ""
        while True:
            page = await _asked(client.conversations_members(channel=channel, limit=PAGE, cursor=cursor))
            ids = page.get("members")
            yield [user for user in ids if isinstance(user, str)] if isinstance(ids, list) else []
            cursor = text_at(page, "response_metadata", "next_cursor")
            if not cursor:
                return

    async def reactions(self, workspace: str, channel: str, ts: str) -> dict[str, tuple[str, ...]]:
        """reactions.get: emoji name to the people who put it there, Cairn's own seeds included."""
        client = await self._client(workspace)
        found = await _asked(client.reactions_get(channel=channel, timestamp=ts, full=True))
        return {
            text_at(reaction, "name"): tuple(user for user in users if isinstance(user, str))
            for reaction in list_at(found, "message", "reactions")
            if isinstance(users := reaction.get("users"), list)
        }

    async def quiet(
        self, workspace: str, users: Sequence[str], *, now: datetime, follow: Collection[str] = ()
    ) -> dict[str, SlackQuiet]:
        """dnd.teamInfo, 50 people at a time, and users.info for the status of those in `follow`.

        Whom Slack won't tell of is left out: it holds back the notification itself while they are not to be disturbed.
        """
        until: dict[str, datetime | None] = {}
        for start in range(0, len(users), QUIET_PAGE):
            until |= await self._not_disturbed(workspace, users[start : start + QUIET_PAGE], now)
        status = {user: await self._status(workspace, user, now) for user in users if user in follow}
        return {
            user: SlackQuiet(until.get(user), *status.get(user, ("", "")))
            for user in users
            if user in until or user in status
        }

    async def _not_disturbed(
        self, workspace: str, users: Sequence[str], now: datetime
    ) -> dict[str, datetime | None]:
        client = await self._client(workspace)
        try:
            found = mapping_at(await _asked(client.dnd_teamInfo(users=list(users))), "users")
        except NotThere:
            return {}
        return {user: _end_of_quiet(mapping_at(found, user), now) for user in users if user in found}

    async def _status(self, workspace: str, user: str, now: datetime) -> tuple[str, str]:
        client = await self._client(workspace)
        try:
            profile = mapping_at(await _asked(client.users_info(user=user)), "user", "profile")
        except NotThere:
            return "", ""
        ends = _moment(profile.get("status_expiration"))
        if ends is not None and ends <= now:
            return "", ""
        return text_at(profile, "status_emoji"), text_at(profile, "status_text")

    async def message(self, workspace: str, channel: str, ts: str) -> SlackMessage:
        """The message there, in the channel or in a thread (conversations.history shows no replies)."""
        client = await self._client(workspace)
        shown = await _asked(
            client.conversations_history(channel=channel, latest=ts, oldest=ts, inclusive=True, limit=1)
        )
        if not _at(shown, ts):
            shown = await _asked(
                client.conversations_replies(
                    channel=channel, ts=ts, latest=ts, oldest=ts, inclusive=True, limit=1
                )
            )
        found = next(iter(_at(shown, ts)), None)
        if found is None:
            raise NotThere("message_not_found")
        address = await _asked(client.chat_getPermalink(channel=channel, message_ts=ts))
        return SlackMessage(text_at(found, "user"), text_at(found, "text"), text_at(address, "permalink"))

    async def _client(self, workspace: str) -> AsyncWebClient:
        client = await self._client_of(workspace)
        if client is None:
            raise NotThere("not_installed")
        return client


def _at(page: Mapping[str, object], ts: str) -> list[Mapping[str, object]]:
    return [message for message in list_at(page, "messages") if text_at(message, "ts") == ts]


def person_of(found: object) -> SlackPerson:
    """A user object of Slack's; USLACKBOT says it is no bot, but is one."""
    user = mapping_at({"user": found}, "user")
    return SlackPerson(
        user=text_at(user, "id"),
        name=_name_of(user),
        zone=text_at(user, "tz"),
        home=text_at(user, "team_id"),
        is_bot=bool(user.get("is_bot")) or text_at(user, "id") == "USLACKBOT",
        is_guest=bool(user.get("is_restricted")) or bool(user.get("is_ultra_restricted")),
        is_deleted=bool(user.get("deleted")),
    )


def _name_of(user: Mapping[str, object]) -> str:
    """What Slack shows: the name they chose, unless that is but their handle, else their real one."""
    handle, chosen = text_at(user, "name"), text_at(user, "profile", "display_name")
    real = text_at(user, "profile", "real_name") or text_at(user, "real_name")
    return (chosen if chosen != handle else "") or real or handle


def _end_of_quiet(found: Mapping[str, object], now: datetime) -> datetime | None:
    """When the quiet ends that is on now; Slack tells of the next one beforehand."""
    starts, ends = _moment(found.get("next_dnd_start_ts")), _moment(found.get("next_dnd_end_ts"))
    is_on = bool(found.get("dnd_enabled")) and starts is not None and starts <= now
    return ends if is_on and ends is not None and ends > now else None


def _moment(seconds: object) -> datetime | None:
    """Slack's whole seconds; 0 and 1 stand for none."""
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) and seconds > 1 else None


async def _asked(call: Awaitable[AsyncSlackResponse]) -> dict[str, object]:
    """Slack busy or broken is no answer: it must not read as if somebody were gone."""
    try:
        response = await call
    except SlackApiError as error:
        if is_refusal(error):
            raise NotThere(code_of(error)) from error
        raise
    return dict(response.data) if isinstance(response.data, dict) else {}
