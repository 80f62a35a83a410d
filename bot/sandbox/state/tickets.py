"""One-time tickets: the short right to open one Socket Mode connection."""

from datetime import datetime, timedelta

from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Clock, new_id

LIFETIME = timedelta(seconds=30)
"""Slack doesn't say how long; its clients connect at once."""


class Tickets:
    """Issues tickets and takes each once.

    clock: the machine's, since it is the app that must hurry, whatever day people move to meanwhile.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: dict[str, datetime] = {}

    def issue(self) -> str:
        """Return a new ticket."""
        now = self._clock()
        self._issued = {ticket: at for ticket, at in self._issued.items() if now - at <= LIFETIME}
        ticket = (new_id("") + new_id("")).lower()
        self._issued[ticket] = now
        return ticket

    def redeem(self, ticket: str) -> None:
        """Use a ticket up. Raises Refused invalid_ticket for one that is unknown, used or too old."""
        issued = self._issued.pop(ticket, None)
        if issued is None or self._clock() - issued > LIFETIME:
            raise Refused("invalid_ticket")
