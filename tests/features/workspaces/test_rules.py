"""What somebody is to a workspace, and zones by name."""

from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.workspaces.rules import kind_of, zone_named
from bot.features.workspaces.values import PersonKind


@pytest.mark.parametrize(
    ("home", "is_bot", "is_guest", "is_deleted", "kind"),
    [
        ("T1", False, False, False, PersonKind.MEMBER),
        ("", False, False, False, PersonKind.MEMBER),
        ("T1", False, True, False, PersonKind.GUEST),
        ("T2", False, False, False, PersonKind.OUTSIDE),
        ("T2", False, True, False, PersonKind.OUTSIDE),
        ("T1", True, False, False, PersonKind.BOT),
        ("T2", True, False, False, PersonKind.BOT),
        ("T1", True, True, True, PersonKind.GONE),
    ],
)
def test_a_person_is_one_thing_to_the_workspace(
    home: str, is_bot: bool, is_guest: bool, is_deleted: bool, kind: PersonKind
) -> None:
    assert kind_of("T1", home=home, is_bot=is_bot, is_guest=is_guest, is_deleted=is_deleted) is kind


@given(st.sampled_from(sorted(available_timezones())))
def test_every_zone_is_found_by_its_name(name: str) -> None:
    assert zone_named(name).key == name


@given(st.text() | st.sampled_from(["../etc/passwd", "/etc/passwd", "Europe", "Europe/", "a\0b", "x" * 5000]))
def test_any_other_words_mean_utc(name: str) -> None:
    assert zone_named(name) == ZoneInfo(name if name in available_timezones() else "UTC")
