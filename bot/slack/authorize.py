"""Who Cairn is in the workspace that a request comes from: one query, remembered for a short while."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext

REMEMBERED = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Install:
    """Cairn's own account in one workspace."""

    workspace: str
    bot_token: str
    bot_user: str
    bot_id: str


LookUp = Callable[[str], Awaitable[Install | None]]


class Authorize(AsyncAuthorize):
    """Bolt's authorize: no auth.test per request, and no answer taken from another workspace.

    A workspace without an install is answered 200 and dropped; a database that is down raises, which
    makes a 500, so that Slack sends the event again.

    Args:
        look_up: finds the install of a workspace, by Slack team id.
        clock: seconds that only ever grow.
    """

    def __init__(self, look_up: LookUp, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._look_up = look_up
        self._clock = clock
        self._known: dict[str, tuple[float, Install]] = {}

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,  # noqa: ARG002 - Bolt's signature
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,  # noqa: ARG002 - only user tokens would need the actor's
        actor_team_id: str | None = None,  # noqa: ARG002
        actor_user_id: str | None = None,  # noqa: ARG002
    ) -> AuthorizeResult | None:
        """Bolt calls this for every payload."""
        install = await self.install_of(team_id or "")
        if install is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_token=install.bot_token,
            bot_id=install.bot_id,
            bot_user_id=install.bot_user,
        )

    async def install_of(self, workspace: str) -> Install | None:
        """The install, at most a minute old."""
        asked, install = self._known.get(workspace, (0.0, None))
        if install is not None and self._clock() - asked < REMEMBERED:
            return install
        found = await self._look_up(workspace)
        if found is None:
            self._known.pop(workspace, None)
        else:
            self._known[workspace] = (self._clock(), found)
        return found

    def forget(self, workspace: str) -> None:
        """The install changed or ended."""
        self._known.pop(workspace, None)
