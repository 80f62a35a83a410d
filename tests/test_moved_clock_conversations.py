"""People moved the clock: delivery, which goes by the database's own, still knows what it posted."""

import asyncio
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.delivery.models import SurfaceRow
from bot.delivery.values import State
from tests.conversation import DIEGO, GARDEN, YUSUF, Conversation, let_quarantine_pass, on_sqlite
from tests.local_slack import Trouble
from tests.shown import says

TITLE = "Raise the share of neighbours who find the tap free from 40 % to 80 %"

pytestmark = on_sqlite


async def test_a_card_whose_answer_was_lost_after_a_move_is_found_again_and_not_posted_twice(
    talk: Conversation,
) -> None:
    await talk.start_team()
    talk.clock.ahead = timedelta(days=9)
    talk.slack.line.trouble("chat.postMessage", Trouble.MUTE)
    await talk.run(DIEGO, GARDEN, "/goal propose")
    assert await talk.submit(DIEGO, title=TITLE, beneficiary="neighbours") == "closed"
    await _until_unknown(talk)
    await let_quarantine_pass(talk.demo.cairn.database, State.UNKNOWN)
    card = await talk.card(GARDEN, f": {TITLE}")
    await talk.press(YUSUF, GARDEN, card, "Claim")
    await talk.card(GARDEN, f"*Driver* <@{YUSUF}>")
    await talk.demo.cairn.delivery.verify()
    assert [each["ts"] for each in talk.posted(YUSUF, GARDEN) if says(each, f": {TITLE}")] == [card["ts"]]
    posts = [call for call in talk.sandbox.calls if call.method == "chat.postMessage"]
    assert len([call for call in posts if TITLE in str(call.arguments)]) == 1


async def _until_unknown(talk: Conversation) -> None:
    def unknown(session: Session, _: object) -> int:
        state = SurfaceRow.state == State.UNKNOWN
        return session.scalars(select(func.count()).select_from(SurfaceRow).where(state)).one()

    async with asyncio.timeout(10):
        while not await talk.demo.cairn.database.read_across(unknown):  # noqa: ASYNC110 - delivery runs beside
            await asyncio.sleep(0.02)
