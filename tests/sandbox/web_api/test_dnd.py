"""Who wants no notifications."""

from datetime import timedelta

import pytest

from bot.sandbox.json_values import as_object
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import BOT, DIEGO, LENA, MANIFEST, HandMovedClock, WebClient, sandbox_with


async def test_it_is_told_of_several_people_at_once(
    sandbox: Sandbox, call: WebClient, clock: HandMovedClock
) -> None:
    await sandbox.pause_notifications(LENA, clock() + timedelta(hours=2))
    users = as_object((await call("dnd.teamInfo", users=f"{LENA},{DIEGO}"))["users"])
    assert (as_object(users[LENA])["dnd_enabled"], as_object(users[DIEGO])["dnd_enabled"]) == (True, False)
    ends = as_object(users[LENA])["next_dnd_end_ts"]
    assert ends == int((clock() + timedelta(hours=2)).timestamp())
    await sandbox.move_clock(by=timedelta(hours=3))
    users = as_object((await call("dnd.teamInfo", users=[LENA]))["users"])
    assert as_object(users[LENA])["dnd_enabled"] is False


async def test_it_is_told_of_one(sandbox: Sandbox, call: WebClient, clock: HandMovedClock) -> None:
    await sandbox.pause_notifications(LENA, clock() + timedelta(hours=2))
    assert (await call("dnd.info", user=LENA))["dnd_enabled"] is True
    assert (await call("dnd.info"))["dnd_enabled"] is False


@pytest.mark.parametrize(
    ("users", "code"),
    [("", "no_users_provided"), (",".join([BOT] * 51), "too_many_users"), ("U0NOBODY01", "user_not_found")],
)
async def test_what_slack_refuses(call: WebClient, users: str, code: str) -> None:
    assert (await call("dnd.teamInfo", users=users))["error"] == code


async def test_it_needs_its_scope() -> None:
    scopes = {"oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    async with sandbox_with({**MANIFEST, **scopes}) as sandbox:
        call = WebClient(sandbox)
        refused = await call("dnd.teamInfo", users=LENA)
        await call.http.aclose()
    assert (refused["error"], refused["needed"]) == ("missing_scope", "dnd:read")
