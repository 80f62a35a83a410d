"""Notes to single people: what they show, and when they are not sent any more; who drives a lot is told once."""

from collections.abc import Callable
from uuid import UUID

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.values import Message, State, Surface
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView, Outcome
from bot.features.ownership import service, sharing, surfaces
from bot.features.ownership.offers import answering, ending
from bot.features.ownership.values import LOAD, THINGS, Ownable, Role
from bot.features.teams import service as teams
from bot.features.teams.values import ChannelFacts
from bot.slack.sections import Sections
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, WORKSPACE, draft
from tests.features.ownership.factories import told

As = Callable[[str | None], Edge]
Draw = Callable[[Transaction, Surface], Message | None]
SENT = "1.0"
SECTIONS = Sections()
SECTIONS.add(THINGS, 0, surfaces.goals_as_things)
BOARD = surfaces.ThingBoard(SECTIONS)


async def drawn(
    as_: As, draw: Draw, subject: object, *, to: str = BEN, ts: str | None = None
) -> Message | None:
    """A note that waits to be sent, or was."""
    note = Surface(UUID(int=1), WORKSPACE, "any", str(subject), to, "key", None, ts, State.PENDING)
    return await as_(None).read(draw, note)


async def said(as_: As, draw: Draw, subject: object, *, to: str = BEN, ts: str | None = None) -> str:
    message = await drawn(as_, draw, subject, to=to, ts=ts)
    assert message is not None
    return str(message.blocks)


async def test_an_offer_that_needs_no_answer_is_not_sent_and_a_sent_one_says_so(
    as_: As, proposed: GoalView
) -> None:
    made = await as_(CYD).commit(service.offer_goal, proposed.id, BEN, "Yours?")
    assert "Yours?" in await said(as_, surfaces.draw_offer, made.id)
    await as_(CYD).commit(ending.take_back, made.id)
    assert await drawn(as_, surfaces.draw_offer, made.id) is None
    assert "It was taken back" in await said(as_, surfaces.draw_offer, made.id, ts=SENT)


async def test_what_came_of_an_offer_is_told_once_it_is_over(as_: As, proposed: GoalView) -> None:
    made = await as_(CYD).commit(service.offer_goal, proposed.id, BEN, "")
    assert await drawn(as_, BOARD.offer_ended, made.id, to=CYD) is None
    await as_(BEN).commit(answering.decline, made.id, "In June, yes")
    told_to_cyd = await said(as_, BOARD.offer_ended, made.id, to=CYD)
    assert all(words in told_to_cyd for words in ("In June, yes", "Offer …", "Details"))
    await as_(ANA).commit(goals.commit, [proposed.id], UUID(int=0))
    await as_(ANA).commit(goals.end, proposed.id, Outcome.REACHED, "")
    assert "Offer …" not in await said(as_, BOARD.offer_ended, made.id, to=CYD, ts=SENT)


async def test_who_was_named_reads_as_what_until_they_have_no_part_in_it(as_: As, proposed: GoalView) -> None:
    form = await as_(ANA).read(sharing.goal_to_share, proposed.id)
    await as_(ANA).commit(sharing.share_goal, proposed.id, {BEN: Role.CONSULTED}, seen=form.seen)
    told_to_ben = await said(as_, BOARD.shared, proposed.id)
    assert "to be consulted on it: goal *#1* Members get an answer" in told_to_ben
    assert "Step back" in told_to_ben
    await as_(BEN).commit(sharing.leave_goal, proposed.id)
    assert await drawn(as_, BOARD.shared, proposed.id) is None
    assert "no part in" in await said(as_, BOARD.shared, proposed.id, ts=SENT)


async def test_who_can_not_see_the_team_any_more_reads_nothing_of_what_they_were_named_for(
    as_: As, team: UUID, proposed: GoalView
) -> None:
    form = await as_(ANA).read(sharing.goal_to_share, proposed.id)
    await as_(ANA).commit(sharing.share_goal, proposed.id, {BEN: Role.CONSULTED}, seen=form.seen)
    await as_(None).commit(teams.arrived, team, ChannelFacts("team", is_private=True), [ANA, CYD])
    await as_(None).commit(teams.absent, CHANNEL, BEN)
    for ts in (None, SENT):
        assert await drawn(as_, BOARD.shared, proposed.id, ts=ts) is None


async def test_what_is_over_is_told_to_nobody_who_was_named_for_it(as_: As, proposed: GoalView) -> None:
    form = await as_(ANA).read(sharing.goal_to_share, proposed.id)
    await as_(ANA).commit(sharing.share_goal, proposed.id, {BEN: Role.INFORMED}, seen=form.seen)
    await as_(ANA).commit(goals.commit, [proposed.id], UUID(int=0))
    await as_(ANA).commit(goals.end, proposed.id, Outcome.REACHED, "")
    assert await drawn(as_, BOARD.shared, proposed.id) is None
    assert "Step back" not in await said(as_, BOARD.shared, proposed.id, ts=SENT)


async def test_who_drives_more_than_five_things_is_told_once_and_in_private(
    as_: As, team: UUID, proposed: GoalView
) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    for number in range(4):
        await as_(BEN).commit(service.take, Ownable(UUID(int=number), "initiative", team, "Ask"))
    assert await as_(BEN).read(told, BEN, LOAD) == 0
    assert await drawn(as_, surfaces.draw_load, BEN) is None
    sixth = await as_(ANA).commit(goals.propose, draft("A sixth", team_id=team))
    await as_(BEN).commit(service.claim, sixth.id)
    seventh = await as_(ANA).commit(goals.propose, draft("A seventh", team_id=team))
    await as_(BEN).commit(service.claim, seventh.id)
    assert [await as_(ANA).read(told, user, LOAD) for user in (ANA, BEN)] == [0, 1]
    note = await said(as_, surfaces.draw_load, BEN)
    assert "7 goals and initiatives" in note
    assert all(goal.title in note for goal in (proposed, sixth, seventh))


async def test_what_has_ended_offers_nothing_on_its_card(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    shown = (await as_(None).read(surfaces.on_cards, [proposed.id]))[proposed.id]
    assert [choice.label for choice in shown.choices] == ["Hand over …", "Release"]
    await as_(ANA).commit(goals.end, proposed.id, Outcome.REACHED, "")
    for reader, draw in ((None, surfaces.on_cards), (CYD, surfaces.on_details)):
        part = (await as_(reader).read(draw, [proposed.id]))[proposed.id]
        assert (part.buttons, part.choices) == ((), ())
