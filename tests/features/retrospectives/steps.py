"""What people do with a retro, by its services."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.features.retrospectives.service import collecting, moving, opening, reading
from bot.features.retrospectives.values.phases import Phase, Plan
from bot.features.retrospectives.values.retro import RetroDraft, RetroView
from bot.features.retrospectives.values.surfaces import GROUP
from tests.features.goals.factories import ANA, BEN
from tests.features.retrospectives.factories import drafts

As = Callable[[str], Edge]
LIVE = Plan.LIVE


def shown(tx: Transaction, kind: str) -> list[str]:
    """The subjects of the surfaces of this kind."""
    return list(tx.session.scalars(select(SurfaceRow.subject).where(SurfaceRow.kind == kind)))


async def started(as_: As, team: UUID, user: str = ANA, **words: object) -> RetroView:
    return await as_(user).commit(opening.start, RetroDraft(team_id=team, **words))  # type: ignore[arg-type]  # fields by name


async def next_phase(as_: As, retro: RetroView, user: str = ANA) -> RetroView:
    now = await as_(user).read(reading.retro, retro.id)
    return await as_(user).commit(moving.next_phase, retro.id, now.phase)


async def voting(as_: As, team: UUID) -> tuple[RetroView, list[UUID]]:
    """A live retro of three reflections, each a group of its own, while people vote."""
    retro = await started(as_, team, plan=LIVE)
    await as_(BEN).commit(collecting.reflect, retro.id, drafts("a", "b", "c"))
    for _ in range(2):
        retro = await next_phase(as_, retro)
    assert retro.phase is Phase.VOTE
    return retro, [UUID(one) for one in await as_(ANA).read(shown, GROUP)]
