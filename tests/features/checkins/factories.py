"""Moments, and looking at what prompts became."""

from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select, update

from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.surfaces import surface_by_key
from bot.delivery.values import Message, State, Surface
from bot.features.checkins.models.prompts import Prompt
from bot.features.checkins.repository.answers import Answers
from bot.features.checkins.repository.prompts import Prompts
from bot.features.checkins.service import ledger
from bot.features.checkins.values.prompts import PROMPT, AnswerView, PromptView
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.ownership import service as ownership
from tests.features.checkins.digests_room import Room
from tests.features.goals.factories import draft

TUESDAY = date(2026, 3, 3)
ANAS_TEN = datetime(2026, 3, 3, 9, tzinfo=UTC)  # ten o'clock in Amsterdam


async def prompts_of(room: Room, user: str) -> list[PromptView]:
    """A person's prompts, oldest first."""

    def look(tx: Transaction) -> list[PromptView]:
        rows = tx.session.scalars(select(Prompt).where(Prompt.user == user).order_by(Prompt.day))
        return [Prompts(tx).view(row) for row in rows]

    return await room.as_(None).read(look)


async def prompt_of(room: Room, user: str) -> PromptView:
    """A person's newest prompt."""
    return (await prompts_of(room, user))[-1]


def answers_on(tx: Transaction, cadence_id: UUID, day: date) -> list[AnswerView]:
    """What everybody said of that day's check-in, oldest first, as it stands now."""
    return Answers(tx).of_occurrence(cadence_id, day)


def keys(room: Room, user: str) -> list[str]:
    """What was shown to a person as check-ins."""
    return [show.key for show in room.of(PROMPT) if show.audience == user]


async def put_on_record(room: Room, moment: datetime) -> None:
    """What is due then is put on record and not sent yet."""
    room.now = moment
    await room.database.write_across(ledger.materialise)


async def drawn(room: Room, prompt: PromptView, *, ts: str | None = None) -> Message | None:
    """What delivery would post, or with `ts` draw anew."""

    def draw(tx: Transaction) -> Message | None:
        surface = surface_by_key(tx, prompt.key)
        assert surface is not None
        message = room.parts.renderers.draw(tx, _at(surface, ts))
        assert message is None or isinstance(message, Message)
        return message

    return await room.as_(None).read(draw)


async def delivered(room: Room) -> None:
    """All that is to be shown stands in Slack."""

    def deliver(tx: Transaction) -> None:
        posted = {"slack_channel": "D0ANA", "slack_ts": "1.1", "state": State.SHOWN}
        tx.session.execute(update(SurfaceRow).where(SurfaceRow.state == State.PENDING).values(posted))

    await room.as_(None).commit(deliver)


def propose_and_claim(tx: Transaction, team_id: UUID, title: str) -> GoalView:
    """A goal that the actor drives."""
    goal = goals.propose(tx, draft(title, team_id=team_id))
    return ownership.claim(tx, goal.id)


def _at(surface: Surface, ts: str | None) -> Surface:
    return Surface(
        surface.id,
        surface.workspace,
        surface.kind,
        surface.subject,
        surface.audience,
        surface.key,
        "D0ANA" if ts else None,
        ts,
        surface.state,
    )
