"""Why something could not be fetched, in words for the person who asked for it."""

from bot.errors import UserFacing


class Unfetched(UserFacing):
    """Nothing came of it; the sentence names the host, never the rest of an address or a header."""


class AddressRefused(Unfetched):
    """Cairn doesn't go there, whoever asks."""


class Unreachable(Unfetched):
    """The host can't be found, or doesn't answer in a way that is understood."""


class TooSlow(Unfetched):
    """The answer was not complete in time."""


class TooLarge(Unfetched):
    """The answer is longer than any that carries a few numbers."""


class Declined(Unfetched):
    """The host answered that it won't, or can't, say.

    Args:
        status: HTTP's number for that.
    """

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


class NotJson(Unfetched):
    """The answer is something else."""
