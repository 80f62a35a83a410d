"""What stands over a message that somebody noted with 📝."""

from uuid import UUID

from sqlalchemy import select

from bot.db.transaction import Transaction
from bot.features.retrospectives.models import Noted
from bot.features.retrospectives.service import noting, reading
from bot.features.retrospectives.values.formats import GATHERED_BEFORE
from bot.features.retrospectives.values.reflections import Quote
from bot.features.voting.values import microseconds
from tests.features.goals.factories import ANA, BEN, CHANNEL, NOON
from tests.features.retrospectives.steps import LIVE, As, next_phase, started


def waiting(tx: Transaction) -> list[UUID]:
    return list(tx.session.scalars(select(Noted.id).where(Noted.try_at.is_not(None))))


async def noted(as_: As, ts: str, text: str) -> None:
    await as_(ANA).commit(noting.note, CHANNEL, ts, ANA, added=True, stamp=microseconds(NOON))
    (note_id,) = await as_(ANA).read(waiting)
    await as_(BEN).commit(noting.noted_read, note_id, text, Quote(BEN, ""))


async def test_only_what_was_noted_before_the_retro_began_was_gathered_before(as_: As, few: UUID) -> None:
    await noted(as_, "1.5", "Before it began")
    retro = await started(as_, few, plan=LIVE)
    await noted(as_, "2.5", "While we collect")
    await next_phase(as_, retro)
    page = await as_(ANA).read(reading.page, f"{retro.id}/1")
    told = {one.text: page.retro.format.heading(one.column) for one in page.reflections}
    assert told == {"Before it began": GATHERED_BEFORE, "While we collect": "From our messages"}
