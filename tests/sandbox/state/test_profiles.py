"""What people set for themselves, and what becomes of it as time goes on."""

from datetime import timedelta

import pytest

from bot.sandbox.json_values import as_object
from bot.sandbox.manifest import InstalledApp
from bot.sandbox.stamps import Stamps
from bot.sandbox.state.directory import Directory
from bot.sandbox.state.profiles import Profiles, Status
from bot.sandbox.workspace import sample_workspace
from tests.sandbox.stand_ins import DIEGO, GENERAL, LENA, MANIFEST, HandMovedClock, Listener, refusing

UNPAUSED = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def directory(listener: Listener, clock: HandMovedClock) -> Directory:
    return Directory(sample_workspace(), InstalledApp.from_manifest(MANIFEST), Stamps(clock), listener)


@pytest.fixture
def profiles(directory: Directory, listener: Listener, clock: HandMovedClock) -> Profiles:
    return Profiles(directory, Stamps(clock), clock, listener)


def test_a_status_is_told_and_over_at_its_end(
    profiles: Profiles, listener: Listener, clock: HandMovedClock
) -> None:
    until = clock() + timedelta(hours=1)
    profiles.set_status(LENA, Status("On holiday", ":palm_tree:", until))
    (event,) = listener.events
    profile = as_object(as_object(event["user"])["profile"])
    assert (event["type"], profile["status_text"], profile["status_emoji"]) == (
        "user_change",
        "On holiday",
        ":palm_tree:",
    )
    assert profile["status_expiration"] == int(until.timestamp())
    clock.move(seconds=3600)
    assert profiles.profile_json(LENA)["status_emoji"] == ""
    assert profiles.profile_json(LENA)["status_expiration"] == 0


def test_a_status_without_an_end_stays_until_it_is_cleared(profiles: Profiles, clock: HandMovedClock) -> None:
    profiles.set_status(LENA, Status("Remote", ":house:"))
    clock.move(seconds=10**8)
    assert profiles.status(LENA).text == "Remote"
    profiles.set_status(LENA, Status())
    assert profiles.status(LENA) == Status()


def test_a_pause_is_told_without_what_only_its_owner_may_know(
    profiles: Profiles, listener: Listener, clock: HandMovedClock
) -> None:
    begun = int(clock().timestamp())
    profiles.pause(LENA, clock() + timedelta(hours=2))
    paused = {"dnd_enabled": True, "next_dnd_start_ts": begun, "next_dnd_end_ts": begun + 7200}
    assert profiles.dnd_json(LENA) == paused
    assert (listener.events[-1]["type"], listener.events[-1]["dnd_status"]) == ("dnd_updated_user", paused)
    assert profiles.dnd_json(DIEGO) == UNPAUSED
    clock.move(seconds=7200)
    assert profiles.dnd_json(LENA) == UNPAUSED


def test_a_pause_can_be_ended_early(profiles: Profiles, clock: HandMovedClock) -> None:
    profiles.pause(LENA, clock() + timedelta(hours=2))
    assert profiles.pause(LENA, None) is None
    assert profiles.dnd_json(LENA) == UNPAUSED
    assert profiles.pause(LENA, clock()) is None


def test_a_traveller_has_another_zone_at_once(profiles: Profiles, listener: Listener) -> None:
    profiles.set_zone(LENA, "Asia/Kathmandu")
    told = as_object(listener.events[-1]["user"])
    assert (told["tz"], told["tz_offset"]) == ("Asia/Kathmandu", 20700)
    assert profiles.user_json(LENA) == told


@pytest.mark.parametrize("tz", ["Atlantis/Capital", "", "../etc/passwd", "Europe"])
def test_zones_that_are_none_are_refused(profiles: Profiles, listener: Listener, tz: str) -> None:
    with refusing("unknown_zone"):
        profiles.set_zone(LENA, tz)
    assert listener.events == []


def test_who_is_deactivated_is_out_of_every_channel_and_told_without_a_zone(
    profiles: Profiles, directory: Directory, listener: Listener
) -> None:
    profiles.deactivate(DIEGO)
    told = as_object(listener.events[-1]["user"])
    assert (told["deleted"], "tz" in told) == (True, False)
    assert DIEGO not in directory.conversations[GENERAL].members
