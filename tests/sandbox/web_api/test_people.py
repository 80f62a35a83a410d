"""Who is who."""

from bot.sandbox.json_values import as_object
from tests.sandbox.stand_ins import LENA, WebClient


async def test_a_person_has_a_name_and_a_zone(call: WebClient) -> None:
    user = as_object((await call("users.info", user=LENA))["user"])
    assert (user["real_name"], user["tz"], user["tz_offset"], user["is_bot"]) == (
        "Lena Visser",
        "Europe/Amsterdam",
        3600,
        False,
    )


async def test_nobody_else_is_found(call: WebClient) -> None:
    assert (await call("users.info", user="U0NOBODY01"))["error"] == "user_not_found"


async def test_everybody_is_listed_page_by_page(call: WebClient) -> None:
    first = await call("users.list", limit=4)
    rest = await call("users.list", limit=4, cursor=as_object(first["response_metadata"])["next_cursor"])
    members = [as_object(each) for page in (first, rest) for each in list(page["members"])]  # type: ignore[call-overload]
    assert len(members) == 7
    assert [each["name"] for each in members if each["is_bot"]] == ["pebble"]


async def test_the_workspace_has_a_name(call: WebClient) -> None:
    assert as_object((await call("team.info"))["team"])["name"] == "Rivertown Commons"
