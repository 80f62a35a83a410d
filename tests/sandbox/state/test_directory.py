"""Who sees, joins, leaves and invites."""

import pytest

from bot.sandbox.manifest import InstalledApp
from bot.sandbox.stamps import Stamps, utc_now
from bot.sandbox.state.directory import Directory
from bot.sandbox.workspace import sample_workspace
from tests.sandbox.stand_ins import BOT, DIEGO, GENERAL, LENA, MANIFEST, STEERING, Listener, refusing


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def directory(listener: Listener) -> Directory:
    return Directory(sample_workspace(), InstalledApp.from_manifest(MANIFEST), Stamps(utc_now), listener)


def test_joining_and_leaving_are_told_once(directory: Directory, listener: Listener) -> None:
    assert directory.join(GENERAL, BOT) is False
    assert directory.join(GENERAL, BOT) is True
    directory.leave(GENERAL, BOT)
    assert [(event["type"], event["user"]) for event in listener.events] == [
        ("member_joined_channel", BOT),
        ("member_left_channel", BOT),
    ]


def test_an_invitation_names_who_invited(directory: Directory, listener: Listener) -> None:
    directory.invite(STEERING, BOT, LENA)
    (event,) = listener.events
    assert (event["user"], event["inviter"], event["channel_type"]) == (BOT, LENA, "C")


@pytest.mark.parametrize(
    ("channel", "invited", "inviter", "code"),
    [
        (STEERING, BOT, DIEGO, "channel_not_found"),
        (GENERAL, "U0NOBODY01", LENA, "user_not_found"),
        (GENERAL, DIEGO, LENA, "already_in_channel"),
        ("C0NOWHERE1", BOT, LENA, "channel_not_found"),
    ],
)
def test_an_invitation_needs_an_insider_and_an_outsider(
    directory: Directory, channel: str, invited: str, inviter: str, code: str
) -> None:
    with refusing(code):
        directory.invite(channel, invited, inviter)


def test_nobody_leaves_where_they_are_not(directory: Directory) -> None:
    with refusing("not_in_channel"):
        directory.leave(GENERAL, BOT)


def test_a_dm_is_the_same_from_both_sides_and_hidden_from_others(directory: Directory) -> None:
    place = directory.direct_message(LENA, BOT)
    assert directory.direct_message(BOT, LENA) is place
    with refusing("channel_not_found"):
        directory.place(place.id, DIEGO)
    with refusing("method_not_supported_for_channel_type"):
        directory.leave(place.id, LENA)


def test_those_who_see_a_channel_hear_of_its_people(directory: Directory, listener: Listener) -> None:
    directory.invite(STEERING, BOT, LENA)
    (hint, people) = listener.hints[-1]
    assert hint == {"what": "state"}
    assert set(people) == {"U0LENA0001", "U0AMARA001", "U0ANANYA01", BOT}
