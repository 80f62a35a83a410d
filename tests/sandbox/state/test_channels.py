"""What happens to channels, and what Slack tells of it."""

import pytest

from bot.sandbox.json_values import as_object
from bot.sandbox.manifest import InstalledApp
from bot.sandbox.stamps import Stamps, utc_now
from bot.sandbox.state.channels import Channels
from bot.sandbox.state.directory import Directory
from bot.sandbox.workspace import sample_workspace
from tests.sandbox.stand_ins import BOT, DIEGO, GARDEN, LENA, MANIFEST, STEERING, Listener, refusing


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def directory(listener: Listener) -> Directory:
    return Directory(sample_workspace(), InstalledApp.from_manifest(MANIFEST), Stamps(utc_now), listener)


@pytest.fixture
def channels(directory: Directory, listener: Listener) -> Channels:
    return Channels(directory, Stamps(utc_now), listener)


@pytest.mark.parametrize(("channel", "kind"), [(GARDEN, "channel_rename"), (STEERING, "group_rename")])
def test_a_new_name_is_told(
    channels: Channels, directory: Directory, listener: Listener, channel: str, kind: str
) -> None:
    channels.rename(directory.conversations[channel], "beds")
    assert directory.conversations[channel].name == "beds"
    told = {"id": channel, "name": "beds", "name_normalized": "beds", "created": 0}
    assert (listener.events[-1]["type"], listener.events[-1]["channel"]) == (kind, told)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("general", "name_taken"),
        ("The Beds", "invalid_name_specials"),
        ("Beds", "invalid_name_specials"),
        ("a" * 81, "invalid_name_maxlength"),
        ("", "invalid_name_required"),
        ("--_", "invalid_name_punctuation"),
    ],
)
def test_names_that_slack_refuses(channels: Channels, directory: Directory, name: str, code: str) -> None:
    with refusing(code):
        channels.rename(directory.conversations[GARDEN], name)


def test_an_archived_channel_is_told_and_can_be_brought_back(
    channels: Channels, directory: Directory, listener: Listener
) -> None:
    garden = directory.conversations[GARDEN]
    channels.archive(garden, LENA)
    with refusing("already_archived"):
        channels.archive(garden, LENA)
    with refusing("is_archived"):
        channels.rename(garden, "beds")
    channels.unarchive(garden, DIEGO)
    with refusing("not_archived"):
        channels.unarchive(garden, DIEGO)
    told = [(each["type"], each["channel"], each["user"]) for each in listener.events]
    assert told == [("channel_archive", GARDEN, LENA), ("channel_unarchive", GARDEN, DIEGO)]


def test_a_channel_made_private_is_seen_by_those_in_it_only(
    channels: Channels, directory: Directory, listener: Listener
) -> None:
    garden = directory.conversations[GARDEN]
    channels.make_private(garden, LENA)
    told = listener.events[-1]
    assert (told["type"], told["subtype"], told["channel_type"]) == (
        "message",
        "channel_convert_to_private",
        "group",
    )
    with refusing("channel_not_found"):
        directory.place(GARDEN, BOT)
    with refusing("method_not_supported_for_channel_type"):
        channels.make_private(garden, LENA)


def test_a_direct_message_is_no_channel(channels: Channels, directory: Directory) -> None:
    place = directory.direct_message(LENA, DIEGO)
    with refusing("method_not_supported_for_channel_type"):
        channels.rename(place, "ours")
    with refusing("method_not_supported_for_channel_type"):
        channels.archive(place, LENA)
    with refusing("method_not_supported_for_channel_type"):
        channels.unarchive(place, LENA)


def test_a_new_channel_is_told_unless_it_is_private(
    channels: Channels, directory: Directory, listener: Listener
) -> None:
    opened = channels.create("compost", LENA, is_private=False)
    assert (opened.members, opened.creator) == ([LENA], LENA)
    assert as_object(listener.events[-1]["channel"])["id"] == opened.id
    channels.create("hidden", LENA, is_private=True)
    assert [event["type"] for event in listener.events] == ["channel_created"]
    with refusing("name_taken"):
        channels.create("compost", LENA, is_private=False)


def test_a_deleted_channel_is_told_and_gone(
    channels: Channels, directory: Directory, listener: Listener
) -> None:
    channels.delete(directory.conversations[GARDEN], LENA)
    assert listener.events[-1]["type"] == "channel_deleted"
    with refusing("channel_not_found"):
        directory.place(GARDEN, LENA)


def test_topic_and_purpose_have_a_length(channels: Channels, directory: Directory) -> None:
    garden = directory.conversations[GARDEN]
    for describe in (channels.set_topic, channels.set_purpose):
        describe(garden, "x" * 250)
        with refusing("too_long"):
            describe(garden, "x" * 251)
    assert (garden.topic, garden.purpose) == ("x" * 250, "x" * 250)
