"""User groups, such as @gardeners: only workspaces that pay have them."""

from dataclasses import dataclass

from bot.sandbox.json_values import Json
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import new_id
from bot.sandbox.state.directory import Directory


@dataclass(frozen=True, slots=True)
class UserGroup:
    """Some people under one handle."""

    id: str
    name: str
    handle: str
    users: tuple[str, ...]


class UserGroups:
    """The groups of a workspace, which counts as one that pays when it has any."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self.by_id: dict[str, UserGroup] = {}

    def make(self, name: str, handle: str, users: tuple[str, ...]) -> UserGroup:
        """Make a group. Raises Refused user_not_found or handle_already_exists."""
        if any(group.handle == handle for group in self.by_id.values()):
            raise Refused("handle_already_exists")
        group = UserGroup(new_id("S"), name, handle, tuple(self._directory.person(user).id for user in users))
        self.by_id[group.id] = group
        return group

    def all(self) -> list[UserGroup]:
        """Return every group."""
        return list(self.by_id.values())

    def users(self, group_id: str) -> list[str]:
        """Return who is in a group. Raises Refused plan_upgrade_required or no_such_subteam."""
        if not self.by_id:
            raise Refused("plan_upgrade_required")
        if group_id not in self.by_id:
            raise Refused("no_such_subteam")
        return list(self.by_id[group_id].users)

    def written(self, group: UserGroup, *, with_users: bool, with_count: bool) -> Json:
        """Return a group as Slack writes it."""
        written: Json = {
            "id": group.id,
            "team_id": self._directory.team_id,
            "is_usergroup": True,
            "name": group.name,
            "handle": group.handle,
            "description": "",
            "is_external": False,
            "date_delete": 0,
        }
        optional: Json = {"users": list(group.users)} if with_users else {}
        return written | optional | ({"user_count": len(group.users)} if with_count else {})
