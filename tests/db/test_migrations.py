"""The shipped migrations: they make what the models say, and go up on what the version before left."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.db.engines import make_engines
from bot.metadata import metadata


def test_models_and_migrations_agree(database_url: str) -> None:
    engines = make_engines(database_url)
    with engines.reader.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
    engines.dispose()
