"""The loop that makes Slack show what is on record."""

import asyncio
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.db.database import Database
from bot.delivery import ahead, briefs, claims, finishes, lanes
from bot.delivery.ahead import Announce
from bot.delivery.briefs import Brief
from bot.delivery.calls import NOT_BEGUN, perform
from bot.delivery.claims import Claimed, Room
from bot.delivery.coalescer import Coalescer
from bot.delivery.finishes import Finish
from bot.delivery.gateway import GatewayError, SlackGateway
from bot.delivery.lanes import Board
from bot.delivery.pacing import Pace
from bot.delivery.renderers import Renderers
from bot.delivery.timing import Timing
from bot.delivery.values import Method
from bot.delivery.verify import Check, due_checks, record_check, remove_strays

log = structlog.get_logger(__name__)

ALL = frozenset(Method)
GATHERING = 0.05  # seconds; of votes there may be hundreds a second
SHORTEST_REST = 0.02  # seconds; a lane that another replica is serving looks open and isn't


class Delivery:
    """Posts, updates and reads back surfaces, many at once, within Slack's limits; any number of replicas may.

    Args:
        database: where the surfaces are.
        gateway: Slack.
        renderers: who draws each kind of surface.
        timing: leases and waits.
        pace: limits.
    """

    def __init__(
        self,
        database: Database,
        gateway: SlackGateway,
        renderers: Renderers,
        *,
        timing: Timing = Timing(),  # noqa: B008 - frozen
        pace: Pace = Pace(),  # noqa: B008 - frozen
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._renderers = renderers
        self._timing = timing
        self._pace = pace
        self._brief = Coalescer[Claimed, Brief](self._briefs)
        self._finish = Coalescer[Finish, bool](self._finishes)
        self._in_flight: dict[asyncio.Task[None], str] = {}
        self._claiming = asyncio.Lock()
        self._stirred = asyncio.Event()
        self._about_to_stir = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = False

    def wake(self) -> None:
        """Say that something was shown or touched; may be called from any thread, before and after `run` too.

        A look that is coming already will see it, and to tell the loop once more costs a vote two system calls.
        """
        if not self._about_to_stir and self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stir_soon)

    async def run(self) -> None:
        """Deliver until stopped or cancelled; either way, what is in flight is finished first."""
        self._loop, self._about_to_stir = asyncio.get_running_loop(), False
        try:
            while not self._stopping:
                self._stirred.clear()
                await self._rest(await self._turn())
        finally:
            await self._drain()

    async def stop(self) -> None:
        """Finish what is in flight and hand back what isn't begun."""
        self._stopping = True
        self.wake()
        await self._drain()

    async def settle(self, *, within: timedelta = timedelta(seconds=2)) -> None:
        """Deliver until nothing is due, nor will be `within` this time; for tests and the demo."""
        while True:
            board, started = await self._start(ALL)
            if self._in_flight:
                await asyncio.wait(list(self._in_flight), return_when=asyncio.FIRST_COMPLETED)
                continue
            rest = board.seconds_to_next(self._pace)
            if not started and (rest is None or rest > within.total_seconds()):
                return
            await asyncio.sleep(max(rest or 0, SHORTEST_REST))

    async def recover(self) -> None:
        """Read back what crashed workers left, past its quarantine; `run` does so as well."""
        while (await self._start({Method.READ_BACK}))[1]:
            await asyncio.wait(list(self._in_flight))

    async def open_ahead(self, announces: Sequence[Announce]) -> None:
        """Open direct messages with those to whom rooms will write soon, slowly enough for what is due now."""
        for announce in announces:
            while await self._database.write_across(ahead.open_ahead, announce, self._pace):
                pass

    async def verify(self) -> None:
        """Delete stray copies of what was posted again after a read-back found nothing."""
        while checks := await self._database.write_across(due_checks, self._timing, self._pace):
            for check in checks:
                await self._verify(check)

    async def _verify(self, check: Check) -> None:
        try:
            removed = await remove_strays(self._gateway, check, self._timing)
        except GatewayError as error:
            log.warning("stray copies not looked for", surface=str(check.surface.id), error=str(error))
            return
        if removed:
            log.warning("stray copies deleted", surface=str(check.surface.id), copies=removed)
        await self._database.write_across(record_check, check, self._timing)

    async def _turn(self) -> float:
        """Start what may start; returns how many seconds may pass before the next turn."""
        longest = self._timing.poll.total_seconds()
        try:
            board, started = await self._start(ALL)
        except SQLAlchemyError:
            log.exception("the database can't be reached; delivery tries again")
            return longest
        if started and self._room() > 0:
            return 0.0
        if self._room() <= 0:
            return longest  # whoever finishes first stirs the loop
        rest = board.seconds_to_next(self._pace)
        return longest if rest is None else min(longest, max(rest, SHORTEST_REST))

    async def _start(self, methods: Collection[Method]) -> tuple[Board, int]:
        """Claim what is due and allowed, and begin it; returns what waited, and how many were begun."""
        async with self._claiming:
            board = await self._database.read_across(lanes.look)
            busy = Counter(self._in_flight.values())
            most = self._pace.in_flight_per_workspace
            room = Room(self._batch(), lambda workspace: most - busy[workspace])
            open_lanes = [
                lane for lane in board.open(self._pace, methods) if room.of_workspace(lane.workspace) > 0
            ]
            if self._stopping or room.total <= 0 or not open_lanes:
                return board, 0
            claimed = await self._database.write_across(
                claims.claim, open_lanes, room, self._timing, self._pace
            )
            for one in claimed:
                task = asyncio.create_task(self._deliver(one))
                self._in_flight[task] = one.surface.workspace
                task.add_done_callback(self._landed)
            return board, len(claimed)

    async def _deliver(self, claimed: Claimed) -> None:
        """Do one surface's next thing and record what came of it; if that fails, its lease runs out."""
        try:
            brief = await self._brief(claimed)
            outcome = (
                NOT_BEGUN if self._stopping else await perform(self._gateway, claimed, brief, self._timing)
            )
            await self._record(Finish(claimed, outcome))
        except Exception:
            log.exception("delivery failed", surface=str(claimed.surface.id), method=claimed.method.value)

    async def _record(self, one: Finish) -> None:
        if finishes.tells(one):
            edge = self._database.edge(one.claimed.surface.workspace)
            await edge.commit(finishes.finish_gone, one, self._timing, self._pace, self._renderers)
        elif not await self._finish(one):
            log.warning(
                "a lease ran out before its outcome was recorded", surface=str(one.claimed.surface.id)
            )

    async def _briefs(self, claimed: Sequence[Claimed]) -> list[Brief]:
        return await self._database.read_across(briefs.brief, claimed, self._renderers)

    async def _finishes(self, done: Sequence[Finish]) -> list[bool]:
        return await self._database.write_across(finishes.finish, done, self._timing, self._pace)

    def _room(self) -> int:
        return self._pace.in_flight - len(self._in_flight)

    def _batch(self) -> int:
        """Half of what may be in flight, so that one half calls Slack while the other is being recorded."""
        return min(self._room(), max(1, self._pace.in_flight // 2))

    def _landed(self, task: asyncio.Task[None]) -> None:
        del self._in_flight[task]
        self._stirred.set()

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stirred.wait()
        except TimeoutError:
            return

    def _stir_soon(self) -> None:
        """Commits that come close together are one reason to look."""
        if self._loop is not None and not self._about_to_stir:
            self._about_to_stir = True
            self._loop.call_later(0 if self._stopping else GATHERING, self._stir)

    def _stir(self) -> None:
        self._about_to_stir = False
        self._stirred.set()

    async def _drain(self) -> None:
        while self._in_flight:
            await asyncio.wait(list(self._in_flight))
