"""Slack's description of a person, as Cairn keeps it."""

import pytest

from bot.features.workspaces.forms import facts_of
from bot.features.workspaces.values import NAME, PersonKind
from bot.slack.directory import person_of
from tests.features.workspaces.factories import ANA, WORKSPACE, slack_user


def test_a_colleague() -> None:
    found = facts_of(WORKSPACE, person_of(slack_user(ANA)))
    assert (found.user, found.name, found.zone, found.kind) == (
        ANA,
        "Ana",
        "Europe/Berlin",
        PersonKind.MEMBER,
    )


@pytest.mark.parametrize(
    ("marks", "kind"),
    [
        ({"is_restricted": True}, PersonKind.GUEST),
        ({"is_ultra_restricted": True}, PersonKind.GUEST),
        ({"team_id": "T0OTHER"}, PersonKind.OUTSIDE),
        ({"is_bot": True}, PersonKind.BOT),
        ({"deleted": True}, PersonKind.GONE),
        ({"id": "USLACKBOT"}, PersonKind.BOT),
    ],
)
def test_what_the_marks_mean(marks: dict[str, object], kind: PersonKind) -> None:
    assert facts_of(WORKSPACE, person_of(slack_user(ANA, **marks))).kind is kind


@pytest.mark.parametrize("name", ["x" * 5000, "\u202eevil\x00", "👩\u200d👩\u200d👧" * 100, "דנה"])
def test_any_name_can_be_kept(name: str) -> None:
    kept = facts_of(WORKSPACE, person_of(slack_user(ANA, profile={"display_name": name}))).name
    assert 0 < len(kept) <= NAME
    assert "\u202e" not in kept
    assert "\x00" not in kept


def test_a_zone_longer_than_any_is_dropped() -> None:
    assert facts_of(WORKSPACE, person_of(slack_user(ANA, tz="A/" * 200))).zone == ""
