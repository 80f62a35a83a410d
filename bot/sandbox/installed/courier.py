"""Brings requests to the app, as Slack does: events in the background with retries, the rest while a person waits."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import httpx

from bot.sandbox.installed.disorder import Course, Disorder
from bot.sandbox.installed.errands import Answer, Carrier, Errand, Retry
from bot.sandbox.installed.faulty import name_of
from bot.sandbox.json_values import Json, as_text
from bot.sandbox.recording import Latest, weight
from bot.sandbox.refusals import AppFailed
from bot.sandbox.stamps import Clock


@dataclass(frozen=True, slots=True)
class Waits:
    """How long Slack waits, in seconds: for an answer, and before each of an event's retries."""

    answer: float = 3.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One request to the app and how it went; `status` is None when no answer came, `attempt` 0 the first time.

    duration_ms: from sending it until the answer, or until nobody waited any longer.
    """

    errand: Errand
    payload: Json
    attempt: int
    status: int | None
    body: str
    failure: str
    at: datetime
    duration_ms: float = 0.0

    @property
    def accepted(self) -> bool:
        """Whether the app answered with a 2xx."""
        return self.status is not None and httpx.codes.is_success(self.status)


class Courier:
    """Sends, waits as long as Slack does, repeats and records."""

    def __init__(self, carrier: Carrier, clock: Clock, waits: Waits, disorder: Disorder) -> None:
        self._carrier = carrier
        self._clock = clock
        self._waits = waits
        self._disorder = disorder
        self._on_the_way: set[asyncio.Task[None]] = set()
        self._given_up: dict[str, asyncio.Event] = {}
        self._latest = Latest[Delivery]()

    @property
    def deliveries(self) -> list[Delivery]:
        """The latest deliveries, as many as the record remembers, the oldest first."""
        return list(self._latest)

    async def ask(self, errand: Errand, payload: Json) -> str:
        """Send what a person waits for and return the body of the app's 200.

        Raises AppFailed operation_timeout or app_error.
        """
        answer = await self._send(errand, payload, None)
        if answer.failure == "http_timeout":
            raise AppFailed("operation_timeout")
        if answer.status != httpx.codes.OK:
            raise AppFailed("app_error", status=answer.status, reason=answer.failure)
        return answer.body

    def send_event(self, envelope: Json) -> None:
        """Deliver an event soon, retrying as Slack does: on anything but a 2xx, three times, unless told not to."""
        course = self._disorder.course_of(name_of(Errand.EVENT, envelope))
        given_up = self._given_up.setdefault(as_text(envelope.get("team_id")), asyncio.Event())
        for _ in range(course.copies):
            task = asyncio.get_running_loop().create_task(self._deliver(envelope, course, given_up))
            self._on_the_way.add(task)
            task.add_done_callback(self._on_the_way.discard)

    def give_up(self, team_id: str) -> None:
        """Send nothing more of what has happened in a workspace so far: what waits isn't sent, what fails isn't repeated."""
        given_up = self._given_up.pop(team_id, None)
        if given_up is not None:
            given_up.set()

    async def settled(self) -> None:
        """Wait until no event is on its way any more, retries included."""
        while self._on_the_way:
            await asyncio.gather(*self._on_the_way)

    async def close(self) -> None:
        """Give up what is on its way and close the connections."""
        on_the_way = list(self._on_the_way)
        for task in on_the_way:
            task.cancel()
        await asyncio.gather(*on_the_way, return_exceptions=True)
        await self._carrier.close()

    async def _deliver(self, envelope: Json, course: Course, given_up: asyncio.Event) -> None:
        await self._disorder.hold_back(course)
        retry: Retry | None = None
        for number, wait in enumerate((0.0, *self._waits.retries), start=1):
            if await _comes_within(given_up, wait):
                return
            answer = await self._send(Errand.EVENT, envelope, retry)
            self._disorder.gone()
            if not answer.failure or answer.no_retry:
                return
            retry = Retry(number, answer.failure)

    async def _send(self, errand: Errand, payload: Json, retry: Retry | None) -> Answer:
        at, begun = self._clock(), time.perf_counter()
        answer = await self._carried(errand, payload, retry)
        delivery = Delivery(
            errand,
            payload,
            retry.number if retry else 0,
            answer.status,
            answer.body,
            answer.failure,
            at,
            (time.perf_counter() - begun) * 1000,
        )
        self._latest.add(delivery, weight(payload) + len(answer.body))
        return answer

    async def _carried(self, errand: Errand, payload: Json, retry: Retry | None) -> Answer:
        try:
            async with asyncio.timeout(self._waits.answer):
                return await self._carrier.carry(errand, payload, retry)
        except TimeoutError:
            return Answer(None, failure="http_timeout")


async def _comes_within(happening: asyncio.Event, seconds: float) -> bool:
    """Wait so long, or until it happens; return whether it has."""
    if seconds:
        with suppress(TimeoutError):
            await asyncio.wait_for(happening.wait(), seconds)
    else:
        await asyncio.sleep(0)
    return happening.is_set()
