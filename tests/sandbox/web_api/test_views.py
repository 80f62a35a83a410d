"""Modals and Home through the Web API."""

import pytest

from bot.sandbox.json_values import Json, as_object
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import (
    GENERAL,
    LENA,
    MANIFEST,
    HandMovedClock,
    ListeningApp,
    WebClient,
    modal,
    sandbox_with,
)

HOME: Json = {"type": "home", "blocks": [{"type": "divider"}]}


@pytest.fixture
async def trigger(sandbox: Sandbox, app: ListeningApp) -> str:
    await sandbox.run_command(LENA, GENERAL, "/stone")
    return str(app.last["trigger_id"])


async def test_a_trigger_opens_one_modal_for_its_person(
    sandbox: Sandbox, call: WebClient, trigger: str
) -> None:
    opened = await call("views.open", trigger_id=trigger, view=modal())
    view = as_object(opened["view"])
    assert [each["id"] for each in sandbox.views(LENA)] == [view["id"]]
    assert view["root_view_id"] == view["id"]
    assert (await call("views.open", trigger_id=trigger, view=modal()))["error"] == "exchanged_trigger_id"


async def test_a_trigger_lives_three_seconds(call: WebClient, clock: HandMovedClock, trigger: str) -> None:
    clock.move(3.001)
    assert (await call("views.open", trigger_id=trigger, view=modal()))["error"] == "expired_trigger_id"


async def test_a_trigger_still_opens_at_the_third_second(
    call: WebClient, clock: HandMovedClock, trigger: str
) -> None:
    clock.move(3)
    assert (await call("views.open", trigger_id=trigger, view=modal()))["ok"] is True


async def test_an_invented_trigger_opens_nothing(call: WebClient) -> None:
    assert (await call("views.open", trigger_id="1.2.abc", view=modal()))["error"] == "invalid_trigger_id"


@pytest.mark.parametrize(
    ("view", "error"),
    [
        (HOME, "invalid_arguments"),
        ({"type": "modal", "blocks": []}, "invalid_arguments"),
        (modal(title="A title that is far too long for a modal"), "invalid_arguments"),
        (modal(private_metadata="x" * 250_001), "view_too_large"),
    ],
)
async def test_a_view_that_slack_would_not_show_uses_no_trigger_up(
    call: WebClient, trigger: str, view: Json, error: str
) -> None:
    assert (await call("views.open", trigger_id=trigger, view=view))["error"] == error
    assert (await call("views.open", trigger_id=trigger, view=modal()))["ok"] is True


async def test_three_modals_may_lie_on_each_other(
    sandbox: Sandbox, app: ListeningApp, call: WebClient, trigger: str
) -> None:
    opened = await call("views.open", trigger_id=trigger, view=modal(callback_id="1"))
    answers = []
    for number in ("2", "3", "4"):
        await sandbox.run_command(LENA, GENERAL, "/stone")
        answers.append(
            await call("views.push", trigger_id=app.last["trigger_id"], view=modal(callback_id=number))
        )
    assert [answer.get("error") for answer in answers] == [None, None, "push_limit_reached"]
    second, third = as_object(answers[0]["view"]), as_object(answers[1]["view"])
    assert third["previous_view_id"] == second["id"]
    assert third["root_view_id"] == as_object(opened["view"])["id"]


async def test_a_push_needs_something_to_lie_on(call: WebClient, trigger: str) -> None:
    assert (await call("views.push", trigger_id=trigger, view=modal()))["error"] == "not_found"


async def test_an_update_changes_the_hash_and_refuses_a_stale_one(call: WebClient, trigger: str) -> None:
    view = as_object((await call("views.open", trigger_id=trigger, view=modal()))["view"])
    first = await call("views.update", view_id=view["id"], hash=view["hash"], view=modal(callback_id="2"))
    stale = await call("views.update", view_id=view["id"], hash=view["hash"], view=modal(callback_id="3"))
    assert as_object(first["view"])["id"] == view["id"]
    assert as_object(first["view"])["callback_id"] == "2"
    assert stale["error"] == "hash_conflict"
    assert (await call("views.update", view_id="V0", view=modal()))["error"] == "not_found"
    assert (await call("views.update", view=modal()))["error"] == "invalid_arguments"


async def test_a_view_is_found_by_its_external_id_which_nobody_else_may_use(
    sandbox: Sandbox, app: ListeningApp, call: WebClient, trigger: str
) -> None:
    await call("views.open", trigger_id=trigger, view=modal(external_id="mine"))
    assert (await call("views.update", external_id="mine", view=modal(external_id="mine")))["ok"] is True
    await sandbox.run_command("U0DIEGO001", GENERAL, "/stone")
    refused = await call("views.open", trigger_id=app.last["trigger_id"], view=modal(external_id="mine"))
    assert refused["error"] == "duplicate_external_id"


async def test_each_person_has_their_own_home(sandbox: Sandbox, call: WebClient) -> None:
    published = as_object((await call("views.publish", user_id=LENA, view=HOME))["view"])
    mine = sandbox.home(LENA)
    assert mine is not None
    assert mine["id"] == published["id"]
    assert sandbox.home("U0DIEGO001") is None


async def test_a_home_is_not_published_over_a_newer_one(call: WebClient) -> None:
    first = as_object((await call("views.publish", user_id=LENA, view=HOME))["view"])
    second = as_object((await call("views.publish", user_id=LENA, view=HOME, hash=first["hash"]))["view"])
    assert second["id"] == first["id"]
    refused = await call("views.publish", user_id=LENA, view=HOME, hash=first["hash"])
    assert refused["error"] == "hash_conflict"
    assert (await call("views.publish", user_id="U0NOBODY01", view=HOME))["error"] == "user_not_found"
    assert (await call("views.publish", user_id=LENA, view=modal()))["error"] == "invalid_arguments"


async def test_a_home_that_the_manifest_does_not_have_is_not_enabled() -> None:
    async with sandbox_with({**MANIFEST, "features": {}}) as sandbox:
        assert (await WebClient(sandbox)("views.publish", user_id=LENA, view=HOME))["error"] == "not_enabled"
