"""What was given without a name before a retro that begins with names: it is neither shown early nor lost."""

from uuid import UUID

import pytest

from bot.db.database import Database
from bot.features.retrospectives.service import collecting, moving, opening, reading
from bot.features.retrospectives.values.phases import Phase
from bot.features.retrospectives.values.retro import RetroDraft, RetroView, StartChoices
from bot.features.retrospectives.views.collecting import add_modal
from bot.features.retrospectives.views.starting import start_modal
from tests.features.goals.factories import ANA, BEN, CYD, WORKSPACE
from tests.features.retrospectives.factories import EVE, TEAM, drafts
from tests.features.retrospectives.steps import As, next_phase, started
from tests.features.retrospectives.test_anonymity import write
from tests.whole import dump

pytestmark = pytest.mark.each_database


async def given_early(database: Database, as_: As, team: UUID, *users: str) -> RetroView:
    """These people wrote without their names while no retro ran."""
    waiting = await as_(ANA).commit(collecting.open_for, team)
    assert waiting.is_anonymous
    for user in users:
        await write(database, waiting, user, f"{user} said this")
    return waiting


async def shown(as_: As, retro: RetroView) -> list[tuple[str, str | None]]:
    """Collecting ends; what is read then, and whose names stand beside it."""
    await as_(ANA).commit(moving.next_phase, retro.id, Phase.COLLECT)
    page = await as_(ANA).read(reading.page, f"{retro.id}/1")
    return sorted((one.text, one.author) for one in page.reflections)


async def test_too_few_words_without_names_wait_for_the_next_retro_without(
    database: Database, as_: As, six: UUID
) -> None:
    await given_early(database, as_, six, BEN, CYD)
    named = await started(as_, six, is_anonymous=False)
    assert named.contributors == 0
    await as_(EVE).commit(collecting.reflect, named.id, drafts("Eve signs"))
    assert await shown(as_, named) == [("Eve signs", EVE)]
    over = await as_(ANA).read(reading.retro, named.id)
    assert (over.contributors, over.was_erased) == (1, False)
    for _ in range(3):
        named = await next_phase(as_, named)

    before = await as_(ANA).read(opening.choices, six)
    assert (before.waiting, before.unsigned) == (2, 2)
    anonymous = await started(as_, six, is_anonymous=True)
    assert anonymous.contributors == 2
    await write(database, anonymous, EVE, "Eve said this")
    said = await shown(as_, anonymous)
    assert said == [("Eve said this", None), (f"{BEN} said this", None), (f"{CYD} said this", None)]


async def test_enough_of_them_are_shown_among_the_signed_ones(database: Database, as_: As, six: UUID) -> None:
    await given_early(database, as_, six, BEN, CYD, EVE)
    named = await started(as_, six, is_anonymous=False)
    assert named.contributors == 3
    assert [author for _, author in await shown(as_, named)] == [None] * 3
    assert not (await as_(ANA).read(reading.retro, named.id)).was_erased


async def test_words_whose_writer_was_never_counted_wait_too(database: Database, as_: As, six: UUID) -> None:
    waiting = await given_early(database, as_, six)
    edge = database.edge(WORKSPACE, BEN)
    await edge.commit(collecting.reflect_anonymously, waiting.id, drafts("never counted"))
    named = await started(as_, six, is_anonymous=False)
    assert await shown(as_, named) == []
    (kept,) = dump(database)["anonymous_reflection"]
    assert kept["text"] == "never counted"


async def test_a_retro_without_names_takes_what_waits_however_few_gave_it(
    database: Database, as_: As, six: UUID
) -> None:
    await given_early(database, as_, six, BEN)
    assert (await started(as_, six)).contributors == 1


@pytest.mark.parametrize(
    ("unsigned", "told", "untold"),
    [
        (0, "3 people have gathered something", "without a name"),
        (2, "2 of them gave it without a name. With names, their words are not part of it", "stays so"),
        (3, "3 of them gave it without a name. It stays so", "not part of it"),
    ],
)
def test_whoever_starts_one_reads_before_what_becomes_of_words_without_names(
    unsigned: int, told: str, untold: str
) -> None:
    form = str(start_modal(StartChoices(TEAM, True, True, 3, unsigned), RetroDraft(team_id=TEAM)))
    assert told in form
    assert untold not in form


async def test_whoever_writes_early_reads_what_their_words_wait_for(
    as_: As, six: UUID, few_elsewhere: UUID
) -> None:
    waiting = [await as_(ANA).commit(collecting.open_for, team) for team in (six, few_elsewhere)]
    first, second = (str(add_modal(one)) for one in waiting)
    assert "Should that one be with names, yours isn't added" in first
    assert "Should that one" not in second
