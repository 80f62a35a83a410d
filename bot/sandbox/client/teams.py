"""One of the workspaces that the local Slack serves: what people do in it, and what they see."""

from collections.abc import Iterator

from bot.sandbox.arguments import Arguments
from bot.sandbox.client.reads import READS
from bot.sandbox.controlling import Controlling
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.people.acting import Acting
from bot.sandbox.refusals import Refused


class Team(Acting, Controlling):
    """A workspace; its methods are what people do in it, and what is done to it as a whole."""

    @property
    def parts(self) -> Parts:
        """What it is made of."""
        return self._parts

    @property
    def team_id(self) -> str:
        """Its id, T…"""
        return self._parts.directory.team_id

    def state(self, user: str) -> Json:
        """Return the workspace as this person's client shows it."""
        return self._read("state", user)

    def messages(self, user: str, channel: str, thread_ts: str | None = None) -> list[Json]:
        """Return what this person sees in a channel or a thread, oldest first, ephemerals included."""
        found = self._read("messages", user, channel=channel, thread_ts=thread_ts, limit=1000)["messages"]
        return found if isinstance(found, list) else []

    def views(self, user: str) -> list[Json]:
        """Return the modals this person has open, the root first."""
        found = self._read("views", user)["stack"]
        return found if isinstance(found, list) else []

    def home(self, user: str) -> Json | None:
        """Return this person's Home, None until the app has published one."""
        found = self._read("home", user)["view"]
        return found if isinstance(found, dict) else None

    def _read(self, what: str, user: str, **asked: object) -> Json:
        return READS[what](self._parts, user, Arguments(asked))


class Teams:
    """The workspaces of one server, the first one being meant when none is named."""

    def __init__(self) -> None:
        self._by_id: dict[str, Team] = {}

    def add(self, team: Team) -> None:
        """Serve one more. Raises ValueError for an id that is taken."""
        if team.team_id in self._by_id:
            raise ValueError(f"there is a workspace {team.team_id} already")
        self._by_id[team.team_id] = team

    def __iter__(self) -> Iterator[Team]:
        """Yield them, the first one first."""
        return iter(self._by_id.values())

    def of(self, asked: Json) -> Team:
        """Return the workspace that a request names by `team`. Raises Refused team_not_found."""
        named = asked.get("team")
        if not named:
            return next(iter(self))
        team = self._by_id.get(str(named))
        if team is None:
            raise Refused("team_not_found")
        return team
