"""Reading the database after a round closed tells nobody who gave what (architecture.md, "Anonymity")."""

from uuid import UUID

import pytest

from bot.db.clearing import Clearing
from bot.db.database import Database
from bot.db.inbox import Replayed
from bot.errors import Conflict
from bot.features.goals.service import propose
from bot.features.inputs.models import InputRound
from bot.features.inputs.repository.given import TABLES
from bot.features.inputs.service import collecting
from bot.features.inputs.values.rounds import RoundView
from tests.features.goals.factories import ANA, BEN, CYD
from tests.features.goals.factories import draft as goal_draft
from tests.features.inputs.factories import As, begun, closed, give_unsigned, said
from tests.features.retrospectives.factories import EVE, FAY
from tests.whole import dump, file_bytes, holding, in_order_of_storage, require_unsigned, require_untied, rows

pytestmark = pytest.mark.each_database

GIVERS = (BEN, CYD, EVE, FAY)
WORDS = {f"{user} hopes {number}": user for number in range(4) for user in GIVERS}


async def given_in_turns(database: Database, as_: As, team: UUID) -> RoundView:
    goal = await as_(ANA).commit(propose, goal_draft(team_id=team))
    asked = await begun(as_, team)
    for words, user in WORDS.items():
        await give_unsigned(database, asked, user, *said(words, goal_id=goal.id))
    return asked


async def closed_and_cleared(database: Database, as_: As, asked: RoundView) -> RoundView:
    now = await closed(as_, asked)
    await Clearing(database, InputRound, TABLES).clear()
    return now


async def test_once_it_closed_no_row_of_any_table_ties_words_to_people(
    database: Database, as_: As, six: UUID
) -> None:
    asked = await given_in_turns(database, as_, six)
    now = await closed_and_cleared(database, as_, asked)
    assert (now.contributors, now.was_erased, now.outcomes) == (len(GIVERS), False, {None: len(WORDS)})
    tables = dump(database)
    columns = {"id", "workspace", "round_id", "goal_id", "kind", "text", "page", "place"}
    for words in WORDS:
        require_unsigned(tables, words, "input", columns)
    assert tables["input_giver"] == tables["unsigned_input"] == []
    require_untied(tables, asked.id, GIVERS, "input")


async def test_once_it_closed_the_order_of_rows_says_nothing(
    database: Database, as_: As, six: UUID, database_kind: str
) -> None:
    asked = await given_in_turns(database, as_, six)
    await closed_and_cleared(database, as_, asked)
    where = "rowid" if database_kind == "sqlite" else "ctid"
    for order in (where, "place"):
        kept = [str(said) for (said,) in rows(database, f"SELECT text FROM input ORDER BY {order}")]
        assert sorted(kept) == sorted(WORDS)
        assert kept != list(WORDS)
    if database_kind == "postgres":
        assert len(rows(database, "SELECT DISTINCT xmin::text FROM input")) == 1


async def test_before_it_closes_no_row_tells_when_it_came_and_none_is_shown(
    database: Database, as_: As, six: UUID, database_kind: str
) -> None:
    await given_in_turns(database, as_, six)
    tables = dump(database)
    for words in WORDS:
        ((table, row),) = holding(tables, words)
        assert (table, set(row)) == (
            "unsigned_input",
            {"id", "round_id", "goal_id", "kind", "text", "workspace"},
        )
    assert in_order_of_storage(database, "unsigned_input", "text") != list(WORDS)
    if database_kind == "postgres":
        for table in TABLES:
            assert len(rows(database, f"SELECT DISTINCT xmin::text FROM {table}")) == 1
        last_seen = "SELECT 1 FROM goal JOIN unsigned_input kept ON kept.xmin::text = goal.xmax::text"
        assert rows(database, last_seen) == []


async def test_the_files_hold_nothing_of_what_two_gave(
    database: Database, as_: As, six: UUID, database_kind: str
) -> None:
    asked = await begun(as_, six)
    for user in (BEN, CYD):
        await give_unsigned(database, asked, user, *said(f"{user} said something secret"))
    if database_kind == "sqlite":
        assert b"something secret" in file_bytes(database)  # or this test could not fail
    now = await closed_and_cleared(database, as_, asked)
    assert (now.was_erased, now.outcomes, now.contributors) == (True, {}, 2)
    assert holding(dump(database), "secret") == []
    if database_kind == "sqlite":
        assert b"something secret" not in file_bytes(database)
    else:
        assert rows(database, "SELECT pg_relation_size('unsigned_input')") == [(0,)]
    assert (True,) not in rows(database, "SELECT must_vacuum FROM input_round")


async def test_three_people_are_enough_and_one_who_gives_much_counts_once(
    database: Database, as_: As, six: UUID
) -> None:
    asked = await begun(as_, six)
    for words, user in (("a", BEN), ("b", BEN), ("c", CYD)):
        await give_unsigned(database, asked, user, *said(words))
    await as_(EVE).commit(collecting.give_unsigned, asked.id, said("d"))
    for _ in range(2):
        await as_(EVE).commit(collecting.contributed, asked.id)
    now = await closed_and_cleared(database, as_, asked)
    assert (now.contributors, now.was_erased, now.outcomes) == (3, False, {None: 4})


async def test_who_was_promised_one_thing_is_not_given_the_other(
    database: Database, as_: As, six: UUID
) -> None:
    unsigned = await begun(as_, six)
    with pytest.raises(Conflict):
        await as_(BEN).commit(collecting.give, unsigned.id, said("signed"))
    await closed(as_, unsigned)
    signed = await begun(as_, six, is_anonymous=False)
    with pytest.raises(Conflict):
        await as_(BEN).commit(collecting.give_unsigned, signed.id, said("unsigned"))
    await as_(BEN).commit(collecting.contributed, signed.id)
    assert dump(database)["input_giver"] == []


async def test_a_form_that_comes_twice_is_kept_once(database: Database, as_: As, six: UUID) -> None:
    asked = await begun(as_, six)
    await give_unsigned(database, asked, BEN, *said("once"))
    with pytest.raises(Replayed):
        await give_unsigned(database, asked, BEN, *said("once"))
    assert len(dump(database)["unsigned_input"]) == 1


@pytest.mark.parametrize("database_kind", ["postgres"])
def test_every_column_of_the_tables_that_are_cleared_is_kept_out_of_statistics(database: Database) -> None:
    for table in TABLES:
        sampled = f"""SELECT attname FROM pg_attribute
            WHERE attrelid = '{table}'::regclass AND attnum > 0 AND attstattarget IS DISTINCT FROM 0"""
        assert rows(database, sampled) == []
