"""Each method has the rate tier of slack-platform.md, section 5."""

from collections.abc import Mapping

import pytest

from bot.sandbox.state.rates import HUNDREDS, POSTING, TIER_2, TIER_3, TIER_4, Tier
from bot.sandbox.web_api.door import METHODS

TIERS: Mapping[str, tuple[Tier, str]] = {
    "posting": (POSTING, "chat.postMessage"),
    "hundreds": (HUNDREDS, "auth.test chat.getPermalink"),
    "4": (
        TIER_4,
        (
            "chat.postEphemeral views.open views.push views.update views.publish users.info users.profile.get"
            " conversations.members files.getUploadURLExternal files.completeUploadExternal"
        ),
    ),
    "3": (
        TIER_3,
        (
            "chat.update chat.delete chat.scheduleMessage conversations.open conversations.info conversations.join"
            " conversations.invite conversations.history conversations.replies users.conversations"
            " users.lookupByEmail reactions.add reactions.get dnd.info team.info bookmarks.list apps.connections.open"
        ),
    ),
    "2": (
        TIER_2,
        (
            "users.list conversations.list usergroups.list usergroups.users.list reactions.remove reactions.list"
            " pins.add pins.remove pins.list bookmarks.add bookmarks.edit bookmarks.remove dnd.teamInfo emoji.list"
        ),
    ),
}


@pytest.mark.parametrize(
    ("name", "method"), [(name, method) for name, (_, methods) in TIERS.items() for method in methods.split()]
)
def test_a_method_has_its_tier(name: str, method: str) -> None:
    assert METHODS[method].tier == TIERS[name][0]
