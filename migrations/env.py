"""How Alembic runs here: on the connection it is handed, else on CAIRN_DATABASE_URL."""

from typing import Literal

from alembic import context
from sqlalchemy import Connection

from bot.db.base import UtcDateTime
from bot.db.engines import make_engines
from bot.metadata import metadata
from bot.settings import Settings


def named(kind: str, item: object, _: object) -> str | Literal[False]:
    """Our own column type by its short name, which the template imports."""
    return "UtcDateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=named,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed: Connection | None = context.config.attributes.get("connection")
if handed is not None:
    run(handed)
else:
    with make_engines(Settings().database_url).writer.begin() as own:
        run(own)
