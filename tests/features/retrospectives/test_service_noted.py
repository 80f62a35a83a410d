"""What stands over a message that somebody noted with 📝."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.features.retrospectives.models import Noted, Reflection
from bot.features.retrospectives.service import collecting, noting, reading
from bot.features.retrospectives.values.formats import GATHERED_BEFORE
from bot.features.retrospectives.values.reflections import Quote
from bot.features.teams import channels
from bot.features.teams import service as teams
from bot.features.voting.values import microseconds
from tests.features.goals.factories import ANA, BEN, CHANNEL, NOON
from tests.features.retrospectives.steps import LIVE, next_phase, started

As = Callable[[str | None], Edge]


def waiting(tx: Transaction) -> list[UUID]:
    return list(tx.session.scalars(select(Noted.id).where(Noted.try_at.is_not(None))))


def kept(tx: Transaction) -> list[str]:
    return list(tx.session.scalars(select(Reflection.text)))


async def noted(as_: As, ts: str, text: str, user: str = ANA, *, later: int = 0) -> None:
    await as_(user).commit(noting.note, CHANNEL, ts, user, added=True, stamp=microseconds(NOON) + later)
    (note_id,) = await as_(user).read(waiting)
    await as_(None).commit(noting.noted_read, note_id, text, Quote(BEN, ""))


async def taken_back(as_: As, ts: str, user: str) -> None:
    await as_(user).commit(noting.note, CHANNEL, ts, user, added=False, stamp=microseconds(NOON) + 1)


async def test_only_what_was_noted_before_the_retro_began_was_gathered_before(as_: As, few: UUID) -> None:
    await noted(as_, "1.5", "Before it began")
    retro = await started(as_, few, plan=LIVE)
    await noted(as_, "2.5", "While we collect")
    await next_phase(as_, retro)
    page = await as_(ANA).read(reading.page, f"{retro.id}/1")
    told = {one.text: page.retro.format.heading(one.column) for one in page.reflections}
    assert told == {"Before it began": GATHERED_BEFORE, "While we collect": "From our messages"}


async def test_what_was_revealed_can_be_noted_for_the_next_one_too(as_: As, few: UUID) -> None:
    retro = await started(as_, few, plan=LIVE)
    await noted(as_, "1.5", "Thanks, that was quick!")
    await next_phase(as_, retro)
    await taken_back(as_, "1.5", ANA)
    await noted(as_, "1.5", "Thanks, that was quick!", later=2)
    [shown] = (await as_(ANA).read(reading.page, f"{retro.id}/1")).reflections
    assert shown.quote == Quote(BEN, "")
    assert (await as_(ANA).commit(collecting.open_for, few)).contributors == 1


async def test_whoever_left_takes_back_what_they_noted(as_: As, few: UUID) -> None:
    await noted(as_, "1.5", "Thanks, that was quick!", BEN)
    await as_(BEN).commit(teams.leave, few)
    await taken_back(as_, "1.5", BEN)
    assert await as_(None).read(kept) == []
    assert (await as_(ANA).commit(collecting.open_for, few)).contributors == 0


async def test_it_is_taken_back_also_while_the_team_sleeps(as_: As, few: UUID) -> None:
    await noted(as_, "1.5", "Thanks, that was quick!", BEN)
    await as_(None).commit(channels.channel_closed, CHANNEL)
    await taken_back(as_, "1.5", BEN)
    assert await as_(None).read(kept) == []


async def test_who_left_before_the_words_were_read_is_not_quoted(as_: As, few: UUID) -> None:
    await as_(BEN).commit(noting.note, CHANNEL, "1.5", BEN, added=True, stamp=microseconds(NOON))
    (note_id,) = await as_(BEN).read(waiting)
    await as_(BEN).commit(teams.leave, few)
    await as_(None).commit(noting.noted_read, note_id, "Thanks", Quote(ANA, ""))
    assert await as_(None).read(kept) == await as_(None).read(waiting) == []


async def test_a_note_of_somebody_who_left_means_nothing(as_: As, few: UUID) -> None:
    await as_(BEN).commit(teams.leave, few)
    await as_(BEN).commit(noting.note, CHANNEL, "1.5", BEN, added=True, stamp=microseconds(NOON))
    assert await as_(None).read(waiting) == []
