"""User groups and the workspace's own emoji."""

from bot.sandbox.json_values import as_objects
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import DIEGO, LENA, WebClient


async def test_groups_tell_who_is_in_them_where_a_workspace_pays(sandbox: Sandbox, call: WebClient) -> None:
    refused = await call("usergroups.users.list", usergroup="S0NOWHERE1")
    assert refused["error"] == "plan_upgrade_required"
    group = sandbox.make_usergroup("Gardeners", "gardeners", [LENA, DIEGO])
    (listed,) = as_objects((await call("usergroups.list", include_count=True))["usergroups"])
    assert (listed["handle"], listed["user_count"], "users" in listed) == ("gardeners", 2, False)
    assert (await call("usergroups.users.list", usergroup=group))["users"] == [LENA, DIEGO]
    refused = await call("usergroups.users.list", usergroup="S0NOWHERE1")
    assert refused["error"] == "no_such_subteam"


async def test_emoji_of_the_workspace_are_listed(sandbox: Sandbox, call: WebClient) -> None:
    sandbox.add_emoji("beet", "https://example.com/beet.png")
    assert (await call("emoji.list"))["emoji"] == {"beet": "https://example.com/beet.png"}
