"""The APScheduler loop: a few interval jobs, each safe on every replica at once."""

from asyncio import CancelledError
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Work that the clock does again and again."""

    name: str
    every: timedelta
    work: Callable[[], Awaitable[object]]


@dataclass(slots=True)
class Jobs:
    """What the features want done by the clock."""

    all: list[Job] = field(default_factory=list)

    def every(self, interval: timedelta, name: str, work: Callable[[], Awaitable[object]]) -> None:
        """Run `work` at this interval; a run that is late or still going is not started twice."""
        self.all.append(Job(name, interval, work))


class Tick:
    """Starts and stops the jobs. People's own times are never cron: see bot.clock.workdays."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        """Begin; needs the running event loop."""
        for job in self._jobs.all:
            self._scheduler.add_job(
                _guarded,
                "interval",
                args=[job],
                seconds=job.every.total_seconds(),
                id=job.name,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    def hurry(self) -> None:
        """Let every job run now, because somebody moved the time on; may be called from any thread."""
        for job in self._jobs.all:
            self._scheduler.modify_job(job.name, next_run_time=datetime.now(UTC))

    def stop(self) -> None:
        """End, cancelling what is running: jobs leave their work in the database, as if the process had ended."""
        self._scheduler.shutdown(wait=False)


async def _guarded(job: Job) -> None:
    """One run that fails is logged; the next one tries again, because jobs find their work in the database.

    A run that `stop` cancelled ends here: the scheduler would report it as a failure.
    """
    try:
        await job.work()
    except CancelledError:
        log.debug("job stopped", job=job.name)
    except Exception:
        log.exception("job failed", job=job.name)
