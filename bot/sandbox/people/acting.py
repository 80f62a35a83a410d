"""All that a person can do in the sandbox, for tests and for the browser client alike."""

from bot.sandbox.people.conversing import Conversing
from bot.sandbox.people.interacting import Interacting
from bot.sandbox.people.settling import Settling


class Acting(Conversing, Interacting, Settling):
    """A person's verbs: among people, towards the app, and what they settle for themselves."""
