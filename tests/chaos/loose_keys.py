"""A database that lacks the keys by which a person is asked once a day: what the tests must notice."""

from sqlalchemy import MetaData, UniqueConstraint

from bot.db.database import Database
from bot.metadata import metadata

ONCE_A_DAY = ("prompt", "surface")


def make_without_keys(url: str) -> None:
    """Make every table, these two without their unique keys."""
    loose = MetaData()
    for table in metadata.sorted_tables:
        table.to_metadata(loose)
    for name in ONCE_A_DAY:
        table = loose.tables[name]
        for key in [one for one in table.constraints if isinstance(one, UniqueConstraint)]:
            table.constraints.discard(key)
    engines = Database(url).engines
    loose.create_all(engines.writer)
    engines.dispose()
