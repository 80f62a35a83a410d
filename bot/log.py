"""Logs: one line of JSON an event on servers, readable ones on a terminal, and never a secret."""

import logging
import re
import sys

import structlog

SECRETS = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|xoxe\.[\w.-]+|hooks\.slack\.com/[\w/%.-]+")
TALKATIVE = (
    "slack_sdk",
    "slack_bolt",
    "httpx",
    "httpcore",
    "apscheduler",
    "aiohttp.access",
    "uvicorn",
    "alembic",
)


def configure(level: str) -> None:
    """Send our log and the libraries' through one pipeline.

    Libraries that print request bodies at DEBUG or INFO are kept at WARNING, whatever the level is.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            lambda logger, method, entry: redacted(str(last(logger, method, entry))),
        ],
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    handler.addFilter(_may_speak)  # Bolt gives each of its loggers a level of its own
    logging.basicConfig(handlers=[handler], level=level, force=True)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _may_speak(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING or not record.name.startswith(TALKATIVE)


def redacted(line: str) -> str:
    """Take Slack's tokens and response addresses out of a finished line, wherever a library put them."""
    return SECRETS.sub("[secret]", line)
