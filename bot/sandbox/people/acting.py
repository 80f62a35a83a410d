"""All that a person can do in the sandbox, for tests and for the browser client alike."""

from bot.sandbox.people.conversing import Conversing
from bot.sandbox.people.interacting import Interacting


class Acting(Conversing, Interacting):
    """A person's verbs among people and towards the app."""
