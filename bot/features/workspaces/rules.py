"""What somebody is to a workspace, and which zone a name means."""

from zoneinfo import ZoneInfo

from bot.features.workspaces.values import PersonKind

UTC_ZONE = ZoneInfo("UTC")


def kind_of(workspace: str, *, home: str, is_bot: bool, is_guest: bool, is_deleted: bool) -> PersonKind:
    """What somebody with these marks is to the workspace; whoever belongs to another is from outside."""
    if is_deleted:
        return PersonKind.GONE
    if is_bot:
        return PersonKind.BOT
    if home and home != workspace:
        return PersonKind.OUTSIDE
    return PersonKind.GUEST if is_guest else PersonKind.MEMBER


def zone_named(name: str) -> ZoneInfo:
    """The zone of this IANA name; UTC when there is none, because Slack leaves it out for some people."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC_ZONE
