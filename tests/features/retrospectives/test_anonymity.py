"""Reading the database after the reveal tells nobody who wrote what (architecture.md, "Anonymity")."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from bot.db.clearing import Clearing
from bot.db.database import Database, Edge
from bot.db.inbox import Replayed
from bot.db.transaction import Transaction
from bot.errors import Conflict
from bot.features.retrospectives.models import Retro
from bot.features.retrospectives.repository.across import TABLES
from bot.features.retrospectives.repository.reflections import Reflections
from bot.features.retrospectives.rules.phases import COUNTING
from bot.features.retrospectives.service import collecting, moving, opening, reading
from bot.features.retrospectives.values.phases import Phase, Plan
from bot.features.retrospectives.values.retro import RetroDraft, RetroView
from bot.features.retrospectives.values.surfaces import SUMMARY
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CYD, WORKSPACE
from tests.features.retrospectives.factories import EVE, FAY, drafts
from tests.features.retrospectives.steps import shown as subjects
from tests.whole import dump, file_bytes, holding, in_order_of_storage, require_unsigned, require_untied, rows

pytestmark = pytest.mark.each_database

As = Callable[[str], Edge]
WRITERS = (BEN, CYD, EVE, FAY)
WORDS = {f"{user} thinks {number}": user for number in range(4) for user in WRITERS}


async def write(
    database: Database, retro: RetroView, user: str, *texts: str, view: str | None = None
) -> None:
    """As the form's door does: the words first, then who wrote, in a transaction of its own."""
    edge = database.edge(WORKSPACE, user, once=f"view:{view or f'V{hash(texts)}'}")
    await edge.commit(collecting.reflect_anonymously, retro.id, drafts(*texts))
    await replace(edge, once=None).commit(collecting.contributed, retro.id)


async def begun(as_: As, team: UUID) -> RetroView:
    """A retro that Ana started, while it collects."""
    retro = await as_(ANA).commit(opening.start, RetroDraft(team_id=team, plan=Plan.LIVE))
    assert retro.is_anonymous
    return retro


async def revealed(database: Database, as_: As, retro: RetroView) -> RetroView:
    """The same one after the reveal, and after the clock cleared the files."""
    moved = await as_(ANA).commit(moving.next_phase, retro.id, Phase.COLLECT)
    await clearing(database).clear()
    return moved


async def revealed_or_erased(database: Database, as_: As, clock: Clock, retro: RetroView) -> RetroView:
    """Likewise, once everybody had their moment to be counted where words would be erased."""
    assert not (await revealed(database, as_, retro)).was_erased
    clock.now += COUNTING
    settled = await as_(ANA).commit(moving.settle, retro.id)
    await clearing(database).clear()
    return settled


def clearing(database: Database) -> Clearing:
    return Clearing(database, Retro, TABLES)


async def written_in_turns(database: Database, as_: As, team: UUID) -> RetroView:
    retro = await begun(as_, team)
    for words, user in WORDS.items():
        await write(database, retro, user, words)
    return retro


async def test_after_the_reveal_no_row_of_any_table_ties_words_to_people(
    database: Database, as_: As, six: UUID
) -> None:
    retro = await written_in_turns(database, as_, six)
    assert (await as_(ANA).read(reading.retro, retro.id)).contributors == len(WRITERS)
    shown = await revealed(database, as_, retro)
    assert (shown.contributors, shown.was_erased) == (len(WRITERS), False)
    tables = dump(database)
    columns = {"id", "workspace", "retro_id", "column", "text", "place"}
    for words in WORDS:
        require_unsigned(tables, words, "reflection", columns)
    assert tables["contribution"] == tables["anonymous_reflection"] == []
    require_untied(tables, retro.id, WRITERS, "reflection")


async def test_after_the_reveal_the_order_of_rows_says_nothing(
    database: Database, as_: As, six: UUID, database_kind: str
) -> None:
    retro = await written_in_turns(database, as_, six)
    await revealed(database, as_, retro)
    where = "rowid" if database_kind == "sqlite" else "ctid"
    kept = [said for (said,) in rows(database, f"SELECT text FROM reflection ORDER BY {where}")]
    told = [said for (said,) in rows(database, "SELECT text FROM reflection ORDER BY place")]
    assert sorted(map(str, kept)) == sorted(map(str, told)) == sorted(WORDS)
    assert kept != list(WORDS)
    assert told != list(WORDS)
    if database_kind == "postgres":
        assert len(rows(database, "SELECT DISTINCT xmin::text FROM reflection")) == 1


async def test_the_files_hold_nothing_of_what_was_erased(
    database: Database, as_: As, six: UUID, clock: Clock, database_kind: str
) -> None:
    retro = await begun(as_, six)
    for user in (BEN, CYD):
        await write(database, retro, user, f"{user} said something secret")
    if database_kind == "sqlite":
        assert b"something secret" in file_bytes(database)  # or this test could not fail
    shown = await revealed_or_erased(database, as_, clock, retro)
    assert (shown.was_erased, shown.phase) == (True, Phase.CLOSED)
    assert await as_(ANA).read(subjects, SUMMARY) == []
    assert holding(dump(database), "secret") == []
    if database_kind == "sqlite":
        assert b"something secret" not in file_bytes(database)
    else:
        assert rows(database, "SELECT pg_relation_size('anonymous_reflection')") == [(0,)]


async def test_below_three_contributors_signed_words_are_shown_and_the_others_erased(
    database: Database, as_: As, six: UUID, clock: Clock
) -> None:
    retro = await begun(as_, six)
    for user in (BEN, CYD):
        await write(database, retro, user, f"{user} said this", f"{user} said that")

    def signed(tx: Transaction) -> None:
        Reflections(tx).add_signed(retro.id, ANA, drafts("Noted from the channel"))

    await as_(ANA).commit(signed)
    await revealed_or_erased(database, as_, clock, retro)
    page = await as_(ANA).read(reading.page, f"{retro.id}/1")
    assert [one.text for one in page.reflections] == ["Noted from the channel"]


async def test_three_people_are_enough_however_much_each_of_them_wrote(
    database: Database, as_: As, six: UUID
) -> None:
    retro = await begun(as_, six)
    for user in (BEN, CYD, EVE):
        await write(database, retro, user, f"{user} said this")
    assert not (await revealed(database, as_, retro)).was_erased


async def test_before_the_reveal_nothing_is_shown_to_anybody(database: Database, as_: As, six: UUID) -> None:
    retro = await written_in_turns(database, as_, six)
    assert (await as_(ANA).read(reading.page, f"{retro.id}/1")).reflections == ()
    assert (await as_(ANA).read(reading.summary, retro.id)).changes == ()
    tables = dump(database)
    for words in WORDS:
        ((table, row),) = holding(tables, words)
        assert (table, set(row)) == (
            "anonymous_reflection",
            {"id", "workspace", "retro_id", "column", "text"},
        )
    assert {frozenset(row) for row in tables["contribution"]} == {
        frozenset({"retro_id", "user", "is_anonymous", "workspace"})
    }


async def test_before_the_reveal_no_row_tells_when_it_came(
    database: Database, as_: As, six: UUID, database_kind: str
) -> None:
    retro = await begun(as_, six)
    many = [f"{number:03}" for number in range(30)]

    def write_words(tx: Transaction, number: str) -> None:
        Reflections(tx).add_anonymous(retro.id, drafts(f"words {number}"))

    def count_writer(tx: Transaction, number: str) -> None:
        assert Reflections(tx).count_in(retro.id, f"U0W{number}", is_anonymous=True)
        assert not Reflections(tx).count_in(retro.id, "U0W000", is_anonymous=True)

    for number in many:
        await as_(BEN).commit(write_words, number)
        await as_(BEN).commit(count_writer, number)
    for table, column in (("anonymous_reflection", "text"), ("contribution", "user")):
        kept = [words[-3:] for words in in_order_of_storage(database, table, column)]
        assert sorted(kept) == many
        assert kept not in (many, many[::-1])
        if database_kind == "postgres":
            assert len(rows(database, f"SELECT DISTINCT xmin::text FROM {table}")) == 1


async def test_sent_once_more_after_a_crash_between_the_two_nothing_is_lost_nor_doubled(
    database: Database, as_: As, six: UUID
) -> None:
    retro = await begun(as_, six)
    edge = database.edge(WORKSPACE, BEN, once="view:V1")
    await edge.commit(collecting.reflect_anonymously, retro.id, drafts("a thought"))
    with pytest.raises(Replayed) as again:  # the process ended here, and Slack's form is submitted once more
        await edge.commit(collecting.reflect_anonymously, retro.id, drafts("a thought"))
    assert again.value.outcome is None  # the inbox doesn't know the words' key
    for _ in range(2):
        await replace(edge, once=None).commit(collecting.contributed, retro.id)
    assert len(dump(database)["anonymous_reflection"]) == len(dump(database)["contribution"]) == 1


async def test_uncounted_words_are_rather_erased_than_shown_too_early(
    database: Database, as_: As, six: UUID, clock: Clock
) -> None:
    retro = await begun(as_, six)
    for user in (BEN, CYD):
        await write(database, retro, user, f"{user} said this")
    await as_(EVE).commit(collecting.reflect_anonymously, retro.id, drafts("never counted"))
    assert (await revealed_or_erased(database, as_, clock, retro)).was_erased


async def test_who_was_promised_one_thing_is_not_given_the_other(
    as_: As, six: UUID, few_elsewhere: UUID
) -> None:
    anonymous = await begun(as_, six)
    with pytest.raises(Conflict):
        await as_(BEN).commit(collecting.reflect, anonymous.id, drafts("signed"))
    named = await as_(ANA).commit(opening.start, RetroDraft(team_id=few_elsewhere))
    with pytest.raises(Conflict):
        await as_(BEN).commit(collecting.reflect_anonymously, named.id, drafts("unsigned"))


async def test_a_team_that_chose_names_keeps_them_until_it_chooses_again(
    as_: As, six: UUID, clock: Clock
) -> None:
    draft = RetroDraft(team_id=six, plan=Plan.LIVE)
    for chosen, expected in ((False, False), (None, False), (True, True), (None, True)):
        retro = await as_(ANA).commit(opening.start, replace(draft, is_anonymous=chosen))
        assert retro.is_anonymous is expected
        for phase in (Phase.COLLECT, Phase.DISCUSS):  # with nothing said, one follows the other
            await as_(ANA).commit(moving.next_phase, retro.id, phase)
        clock.now += timedelta(days=1)


async def test_a_log_line_never_holds_words(
    database: Database,
    as_: As,
    six: UUID,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(0)
    retro = await written_in_turns(database, as_, six)
    await revealed(database, as_, retro)
    told = "".join([*capfd.readouterr(), caplog.text])
    assert not any(words in told for words in WORDS)


@pytest.mark.parametrize("database_kind", ["postgres"])
async def test_what_a_backup_held_back_is_cleared_once_it_is_over(
    database: Database, as_: As, six: UUID, clock: Clock, database_url: str
) -> None:
    retro = await begun(as_, six)
    for user in (BEN, CYD):
        await write(database, retro, user, f"{user} said something secret")
    with psycopg.connect(database_url) as backup:
        backup.execute("LOCK TABLE anonymous_reflection IN ACCESS SHARE MODE")
        await revealed_or_erased(database, as_, clock, retro)
        assert (True,) in rows(database, "SELECT must_vacuum FROM retro")
    await clearing(database).clear()
    assert (True,) not in rows(database, "SELECT must_vacuum FROM retro")
    assert rows(database, "SELECT pg_relation_size('anonymous_reflection')") == [(0,)]


@pytest.mark.parametrize("database_kind", ["postgres"])
async def test_postgresqls_statistics_hold_no_sample_of_what_is_erased(
    database: Database, as_: As, six: UUID, database_url: str
) -> None:
    retro = await begun(as_, six)
    for user in (BEN, CYD):
        await write(database, retro, user, *(f"{user} secret {number}" for number in range(20)))
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("ANALYZE")
    await revealed(database, as_, retro)
    sampled = "SELECT attname FROM pg_stats WHERE tablename = '{}'"
    assert rows(database, sampled.format("member")) != []
    assert rows(database, sampled.format("anonymous_reflection")) == []
    assert rows(database, sampled.format("contribution")) == []


@pytest.mark.parametrize("database_kind", ["postgres"])
def test_every_column_of_the_tables_that_are_cleared_is_kept_out_of_statistics(database: Database) -> None:
    for table in TABLES:
        sampled = f"""SELECT attname FROM pg_attribute
            WHERE attrelid = '{table}'::regclass AND attnum > 0 AND attstattarget IS DISTINCT FROM 0"""
        assert rows(database, sampled) == []
