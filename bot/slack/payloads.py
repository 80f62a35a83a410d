"""What Slack sends, narrowed from JSON to values; nothing past this file reads a raw payload."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

Json = dict[str, object]
FAR_AWAY = 10**10  # seconds since 1970: Slack takes ten digits


def mapping_at(body: Mapping[str, object], *path: str) -> Mapping[str, object]:
    """The object at the end of the path; empty where there is none."""
    found: object = body
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def text_at(body: Mapping[str, object], *path: str) -> str:
    """The string at the end of the path; empty where there is none."""
    found = mapping_at(body, *path[:-1]).get(path[-1])
    return found if isinstance(found, str) else ""


def list_at(body: Mapping[str, object], *path: str) -> list[Mapping[str, object]]:
    """The objects in the list at the end of the path."""
    found = mapping_at(body, *path[:-1]).get(path[-1])
    return [part for part in found if isinstance(part, Mapping)] if isinstance(found, list) else []


@dataclass(frozen=True, slots=True)
class FormState:
    """What a person entered, by the block ids that a feature's form declared.

    A block id may carry a `#n`, which a view adds to give a field a new value (Slack keeps the entered
    one as long as the id stays); it is not part of the field's name.
    """

    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, block_id: str) -> str:
        """What was typed; empty when left empty."""
        return text_at(self._entered(block_id), "value")

    def chosen(self, block_id: str) -> str | None:
        """The value of the chosen option, or None."""
        return text_at(self._entered(block_id), "selected_option", "value") or None

    def checked(self, block_id: str) -> frozenset[str]:
        """The values of all chosen options."""
        return frozenset(
            text_at(option, "value") for option in list_at(self._entered(block_id), "selected_options")
        )

    def person(self, block_id: str) -> str | None:
        """The chosen person's Slack id, or None."""
        return text_at(self._entered(block_id), "selected_user") or None

    def channel(self, block_id: str) -> str | None:
        """The chosen channel's Slack id, or None."""
        return text_at(self._entered(block_id), "selected_conversation") or None

    def people(self, block_id: str) -> tuple[str, ...]:
        """The chosen people's Slack ids, in the order they were chosen."""
        found = self._entered(block_id).get("selected_users")
        return tuple(user for user in found if isinstance(user, str)) if isinstance(found, list) else ()

    def date(self, block_id: str) -> str | None:
        """The chosen day as YYYY-MM-DD, or None."""
        return text_at(self._entered(block_id), "selected_date") or None

    def time(self, block_id: str) -> str | None:
        """The chosen time of day as HH:MM, or None."""
        return text_at(self._entered(block_id), "selected_time") or None

    def moment(self, block_id: str) -> datetime | None:
        """The chosen day and time of day, in UTC, or None."""
        found = self._entered(block_id).get("selected_date_time")
        if not isinstance(found, int) or not 0 <= found < FAR_AWAY:
            return None
        return datetime.fromtimestamp(found, UTC)

    def _entered(self, block_id: str) -> Mapping[str, object]:
        for name, actions in self.values.items():
            if name.split("#")[0] == block_id and isinstance(actions, Mapping):
                return next((entry for entry in actions.values() if isinstance(entry, Mapping)), {})
        return {}


def form_state(view: Mapping[str, object]) -> FormState:
    """The entered values of a view payload."""
    return FormState(mapping_at(view, "state", "values"))
