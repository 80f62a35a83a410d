"""Everything Cairn raises on purpose.

BotError
├── UserFacing        a sentence for the person who asked; nothing is broken
│   ├── NotFound      it does not exist, or they may not see it: the two read the same
│   ├── NotAllowed    they may see it, but this step belongs to someone else
│   ├── Conflict      someone was quicker, or the moment has passed
│   └── Invalid       one field of a form needs another look
└── Fault             something is broken; people get a reference, the log the rest
"""

from typing import TypeVar

T = TypeVar("T")


class BotError(Exception):
    """Root of Cairn's own errors."""


class UserFacing(BotError):
    """An answer in plain words: what happened, that nothing was lost, what to do next."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(UserFacing):
    """The thing is not there, or not for this person's eyes."""


class NotAllowed(UserFacing):
    """The person may see the thing, but may not do this with it."""


class Conflict(UserFacing):
    """The thing changed, or its moment passed, before this request came."""


class Invalid(UserFacing):
    """A form field holds something Cairn can't use.

    Args:
        field: the block id of the form's field, so that Slack shows the sentence beneath it.
        sentence: what to change.
    """

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class Fault(BotError):
    """A bug or a broken surrounding; never shown to people as it is."""


def required(thing: T | None, sentence: str) -> T:
    """The thing that was looked up.

    Raises:
        NotFound: there is none; said in this sentence.
    """
    if thing is None:
        raise NotFound(sentence)
    return thing
