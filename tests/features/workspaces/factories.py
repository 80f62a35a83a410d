"""People as Slack describes them, a Slack that answers from memory, and the verbs of a workspace."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.features.workspaces.values import PersonFacts, PersonKind

WORKSPACE, ELSEWHERE = "T0CAIRN", "T0ELSEWHERE"
ANA, BEN, CYD = "U0ANA", "U0BEN", "U0CYD"
CAIRN, CAIRN_BOT = "U0CAIRN", "B0CAIRN"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Clock:
    """What time it is for Cairn; it stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def passes(self, time: timedelta) -> None:
        self.now += time


def facts(
    user: str = ANA,
    name: str = "",
    *,
    zone: str = "Europe/Berlin",
    kind: PersonKind = PersonKind.MEMBER,
) -> PersonFacts:
    return PersonFacts(user, name or user[2:].title(), zone, WORKSPACE, kind)


def slack_user(user: str = ANA, **marks: object) -> dict[str, object]:
    """A user object of Slack's; `marks` are its other fields."""
    profile = {"display_name": user[2:].title()}
    return {"id": user, "team_id": WORKSPACE, "tz": "Europe/Berlin", "profile": profile, **marks}


@dataclass
class SlackInMemory(AsyncWebClient):
    """Answers what the directory asks; a refusal is Slack's word for it, by method or by method and subject."""

    users: dict[str, dict[str, object]] = field(default_factory=dict)
    channels: dict[str, dict[str, object]] = field(default_factory=dict)
    present: dict[str, list[str]] = field(default_factory=dict)
    refusals: dict[str, str | Exception] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    before: Callable[[str], Awaitable[None]] | None = None
    page: int = 200

    def __post_init__(self) -> None:
        super().__init__(token="xoxb-test", retry_handlers=[])

    async def api_call(self, api_method: str, **sent: Any) -> AsyncSlackResponse:
        asked = sent.get("params") or sent.get("json") or {}
        subject = str(asked.get("user") or asked.get("channel"))
        self.asked.append((api_method, subject))
        if self.before is not None:
            await self.before(api_method)
        refusal = self.refusals.get(f"{api_method} {subject}") or self.refusals.get(api_method)
        if isinstance(refusal, Exception):
            raise refusal
        found = self._found(api_method, subject, str(asked.get("cursor") or "0"))
        data = {"ok": False, "error": refusal} if refusal else {"ok": True, **found}
        response = AsyncSlackResponse(
            client=self, http_verb="POST", api_url="", req_args={}, data=data, headers={}, status_code=200
        )
        if refusal:
            raise SlackApiError("refused", response)  # type: ignore[no-untyped-call]  # the SDK leaves it untyped
        return response

    def calls(self, method: str) -> list[str]:
        """The subjects that the method was called with."""
        return [subject for called, subject in self.asked if called == method]

    def _found(self, method: str, subject: str, cursor: str) -> dict[str, object]:
        match method:
            case "users.info":
                return {"user": self.users.get(subject, slack_user(subject))}
            case "conversations.info":
                return {"channel": {"id": subject, **self.channels[subject]}}
            case "conversations.members":
                return self._page_of(self.present.get(subject, []), int(cursor))
            case _:
                return {}

    def _page_of(self, users: list[str], first: int) -> dict[str, object]:
        last = first + self.page
        more = str(last) if last < len(users) else ""
        return {"members": users[first:last], "response_metadata": {"next_cursor": more}}


def many(count: int, *first: str) -> list[str]:
    """So many people, beginning with those named."""
    return [*first, *(f"U1{number:05}" for number in range(count - len(first)))]
