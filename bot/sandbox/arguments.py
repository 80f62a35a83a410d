"""A method's arguments, whichever way they came: query, form or JSON."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.sandbox.json_values import Json, as_objects, parse_value
from bot.sandbox.refusals import refused_argument
from bot.sandbox.stamps import stamp_number

_MOST_DIGITS = 100  # more than anybody counts to, fewer than Python refuses to read


@dataclass(frozen=True, slots=True)
class Arguments:
    """Reads arguments by kind; each reader raises Refused invalid_arguments for one that is missing or malformed."""

    given: Json

    def has(self, name: str) -> bool:
        """Tell whether an argument was given at all; JSON null counts as not given."""
        return self.given.get(name) is not None

    def text(self, name: str) -> str:
        """Return a required string."""
        value = self.optional_text(name)
        if not value:
            raise refused_argument(name, f"missing required field: {name}")
        return value

    def optional_text(self, name: str) -> str:
        """Return a string, empty when it was not given; numbers are taken as they are written."""
        value = self.given.get(name)
        if value is None:
            return ""
        if not isinstance(value, str | int | float):
            raise refused_argument(name, "must be a string")
        return str(value)

    def flag(self, name: str) -> bool:
        """Return a boolean, false when it was not given."""
        return self.given.get(name) in (True, 1, "1", "true", "True")

    def number(self, name: str, default: int) -> int:
        """Return a whole number."""
        value = self.optional_text(name)
        if value and not (value.isdecimal() and len(value) <= _MOST_DIGITS):
            raise refused_argument(name, "must be a whole number")
        return int(value) if value else default

    def moment(self, name: str) -> int | None:
        """Return a timestamp in microseconds, None when it was not given or is "0" or "now"."""
        value = self.optional_text(name)
        if value in ("", "0", "now"):
            return None
        number = stamp_number(value)
        if number is None:
            raise refused_argument(name, "must be a timestamp")
        return number

    def date_and_time(self, name: str) -> datetime | None:
        """Return a moment written in ISO 8601, in UTC unless it says otherwise; None when it was not given."""
        value = self.optional_text(name)
        if not value:
            return None
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise refused_argument(name, "must be a moment in ISO 8601") from None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    def names(self, name: str) -> list[str]:
        """Return a list of strings, given as a JSON array or separated by commas."""
        value = self.json_value(name)
        parts = value if isinstance(value, list) else str(value or "").split(",")
        return [str(part).strip() for part in parts if str(part).strip()]

    def json_object(self, name: str) -> Json | None:
        """Return a JSON object, also one written as a string; None when it was not given."""
        value = self.json_value(name)
        if value is not None and not isinstance(value, dict):
            raise refused_argument(name, "must be an object")
        return value

    def json_objects(self, name: str) -> list[Json] | None:
        """Return a JSON array of objects, also one written as a string; None when it was not given."""
        value = self.json_value(name)
        if value is None:
            return None
        if not isinstance(value, list) or len(as_objects(value)) != len(value):
            raise refused_argument(name, "must be an array of objects")
        return as_objects(value)

    def json_value(self, name: str) -> object:
        """Return whatever was given, decoded when it is JSON written as a string; None when it was not given."""
        value = self.given.get(name)
        if not isinstance(value, str) or value[:1] not in ("{", "["):
            return value
        try:
            return parse_value(value)
        except ValueError:
            raise refused_argument(name, "must be valid JSON") from None
