"""How an app comes into a workspace and out of it: OAuth v2, from the question to the token, and uninstalling."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from secrets import token_hex, token_urlsafe
from urllib.parse import unquote

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.manifest import InstalledApp
from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Clock
from bot.sandbox.web_api.grants import Grant, Grants

CODE_LIFETIME = timedelta(minutes=10)
_STEPS = re.compile(r"[/\\]")


@dataclass(frozen=True, slots=True)
class AppClient:
    """An app's credentials for OAuth."""

    id: str
    secret: str


def new_client() -> AppClient:
    """Return credentials of Slack's look that nobody had before."""
    return AppClient(f"{int(token_hex(5), 16)}.{int(token_hex(5), 16)}", token_hex(16))


@dataclass(frozen=True, slots=True)
class Asked:
    """What an app asks a person for; `redirect_uri` is empty when the app left it to its manifest."""

    scopes: tuple[str, ...]
    redirect_uri: str
    state: str
    returns_to: str


@dataclass(slots=True)
class _Code:
    parts: Parts
    user: str
    asked: Asked
    issued: datetime
    used: bool = False


class OAuth:
    """Knows the workspaces that one app is in, and lets it into more when people allow it.

    app: what the manifest declares. clock: the machine's, since codes are for programs, whatever day people move to.
    """

    def __init__(self, app: InstalledApp, client: AppClient, grants: Grants, clock: Clock) -> None:
        self.app = app
        self.client = client
        self._grants = grants
        self._clock = clock
        self._codes: dict[str, _Code] = {}
        self._tokens: dict[str, str] = {}

    def asked(self, given: Arguments) -> Asked:
        """Read what an app sends a person with to /oauth/v2/authorize.

        Raises Refused invalid_client_id, bad_redirect_uri or invalid_scope.
        """
        if given.optional_text("client_id") != self.client.id:
            raise Refused("invalid_client_id")
        redirect_uri = given.optional_text("redirect_uri")
        allowed = self.app.redirect_urls
        if not allowed or (redirect_uri and not any(_is_under(redirect_uri, each) for each in allowed)):
            raise Refused("bad_redirect_uri")
        scopes = tuple(given.names("scope"))
        unknown = (set(scopes) - self.app.scopes) | set(given.names("user_scope"))
        if not scopes or unknown:
            raise Refused("invalid_scope", scopes=sorted(unknown))
        return Asked(scopes, redirect_uri, given.optional_text("state"), redirect_uri or allowed[0])

    def allow(self, asked: Asked, parts: Parts, user: str) -> str:
        """Note that a person lets the app in, and return the code for it. Raises Refused user_is_restricted for a guest."""
        person = parts.directory.person(user)
        if not person.is_own_member:
            raise Refused("user_is_restricted")
        code = token_urlsafe(24)
        self._codes[code] = _Code(parts, user, asked, self._clock())
        return code

    def access(self, given: Arguments) -> Json:
        """Answer oauth.v2.access: install the app and hand out its token, once a code, within ten minutes.

        Raises Refused invalid_client_id, bad_client_secret, invalid_code, code_already_used or bad_redirect_uri.
        """
        if given.optional_text("client_id") != self.client.id:
            raise Refused("invalid_client_id")
        if not compare_digest(given.optional_text("client_secret").encode(), self.client.secret.encode()):
            raise Refused("bad_client_secret")
        code = self._codes.get(given.optional_text("code"))
        if code is None or self._clock() - code.issued > CODE_LIFETIME:
            raise Refused("invalid_code")
        if code.used:
            raise Refused("code_already_used")
        if code.asked.redirect_uri != given.optional_text("redirect_uri"):
            raise Refused("bad_redirect_uri")
        code.used = True
        token = self._tokens.get(code.parts.directory.team_id) or f"xoxb-{token_hex(16)}"
        self.install(code.parts, token, frozenset(code.asked.scopes))
        return _installed(code.parts, token, code.user)

    def install(self, parts: Parts, token: str, scopes: frozenset[str]) -> None:
        """Let the app into a workspace; scopes add to those it has there already."""
        held = parts.app.scopes if parts.app.is_installed else frozenset()
        parts.app.enter(self.app, scopes | held)
        self._tokens[parts.directory.team_id] = token
        self._grants.add(token, Grant(parts))
        parts.directory.admit_bot()

    def uninstall(self, parts: Parts) -> None:
        """Take the app out of a workspace and tell it so, which is the last that it hears.

        What it had begun there ends at once: answers, modals, scheduled messages, retries. Raises Refused not_installed.
        """
        token = self._tokens.pop(parts.directory.team_id, None)
        if token is None:
            raise Refused("not_installed")
        parts.courier.give_up(parts.directory.team_id)
        revoked: Json = {"oauth": [], "bot": [parts.directory.bot.id]}
        parts.events.offer(
            {"type": "tokens_revoked", "tokens": revoked, "event_ts": parts.stamps.next()}, None
        )
        parts.events.offer({"type": "app_uninstalled", "event_ts": parts.stamps.next()}, None)
        self._grants.revoke(token)
        parts.app.leave()
        parts.directory.dismiss_bot()
        parts.response_urls.forget()
        parts.modals.clear()
        parts.schedule.by_id.clear()
        parts.scheduler.look()


def _is_under(address: str, allowed: str) -> bool:
    steps = _STEPS.split(unquote(address.partition("?")[0]))
    if "#" in address or ".." in steps:  # it would lead elsewhere, or take what is added to it for a fragment
        return False
    return address == allowed or address.startswith((allowed.rstrip("/") + "/", allowed + "?"))


def _installed(parts: Parts, token: str, user: str) -> Json:
    directory = parts.directory
    return {
        "app_id": directory.app_id,
        "authed_user": {"id": user},
        "scope": ",".join(sorted(parts.app.scopes)),
        "token_type": "bot",
        "access_token": token,
        "bot_user_id": directory.bot.id,
        "team": {"id": directory.team_id, "name": directory.team_name},
        "enterprise": None,
        "is_enterprise_install": False,
    }
