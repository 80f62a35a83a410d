"""Trigger ids: the short right to open one modal for the person who just did something."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Clock, new_id

LIFETIME = timedelta(seconds=3)
_REMEMBERED = timedelta(minutes=5)


@dataclass(slots=True)
class _Trigger:
    user: str
    issued: datetime
    exchanged: bool = False


class Triggers:
    """Issues trigger ids and exchanges each once, within three seconds (Slack's rule for views.open and views.push).

    clock: the machine's, since those seconds are for the app to answer in, whatever day people move to meanwhile.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: dict[str, _Trigger] = {}

    def issue(self, user: str) -> str:
        """Return a new trigger id for this person."""
        now = self._clock()
        self._issued = {id_: each for id_, each in self._issued.items() if now - each.issued < _REMEMBERED}
        trigger_id = f"{int(now.timestamp())}.{len(self._issued)}.{new_id('').lower()}"
        self._issued[trigger_id] = _Trigger(user, now)
        return trigger_id

    def exchange(self, trigger_id: str) -> str:
        """Use a trigger up and return whose it was.

        Raises Refused invalid_trigger_id, expired_trigger_id or exchanged_trigger_id.
        """
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.exchanged:
            raise Refused("exchanged_trigger_id")
        if self._clock() - trigger.issued > LIFETIME:
            raise Refused("expired_trigger_id")
        trigger.exchanged = True
        return trigger.user
