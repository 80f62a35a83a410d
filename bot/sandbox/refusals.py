"""Everything the sandbox says no with.

Refused: a rule of Slack's, by its error name
  ├ RateLimited: a method was called too often
  ├ AppFailed: the app answered a person's action wrongly, late or not at all
  └ InvalidValues: a modal's inputs that Slack's client does not send
"""


class Refused(Exception):
    """A call or an action that Slack refuses; `code` is Slack's error name, `details` go into the answer."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class RateLimited(Refused):
    """A method that was called too often; `retry_after` are the seconds to wait."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


class AppFailed(Refused):
    """The app failed to answer a command or an interaction: `operation_timeout` or `app_error`."""


class InvalidValues(Refused):
    """Inputs that are empty although required, or out of bounds; `errors` names them by block_id."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("invalid_values", errors=errors)
        self.errors = errors


def refused_argument(name: str, problem: str) -> Refused:
    """Return Slack's answer to a missing or malformed argument."""
    return Refused(
        "invalid_arguments", response_metadata={"messages": [f"[ERROR] {problem} [json-pointer:/{name}]"]}
    )
