"""How far a form has come, written into its private metadata and read back."""

from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.errors import Conflict

T = TypeVar("T")
OUT_OF_DATE = "This form is out of date, so nothing was saved. Please open it once more."


class Carried(Generic[T]):
    """Private metadata of one kind of form; its ids are the client's word and are re-authorised by services.

    Args:
        kind: the frozen dataclass that travels with the form.
    """

    def __init__(self, kind: type[T]) -> None:
        self._adapter = TypeAdapter(kind)

    def write(self, stage: T) -> str:
        """As text; Slack allows 3,000 characters."""
        return self._adapter.dump_json(stage, exclude_defaults=True).decode()

    def read(self, carried: str) -> T:
        """From text.

        Raises:
            Conflict: it is broken, or another version of Cairn made the form.
        """
        try:
            return self._adapter.validate_json(carried)
        except ValidationError:  # it holds what was typed, which mustn't reach the log
            raise Conflict(OUT_OF_DATE) from None
