"""Who drives an initiative and who shares in it, and what its goal's history tells of that."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from bot.db.database import Database, Edge
from bot.db.subscriptions import Subscriptions
from bot.delivery.surfaces import write_surfaces
from bot.delivery.values import Message, State, Surface
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.goals.values import GoalView
from bot.features.ownership.events import DriverChanged, PeopleChanged
from bot.features.ownership.offers import answering, reading
from bot.features.ownership.surfaces import ThingBoard
from bot.features.ownership.values import SHARED, THINGS, Field, Holders, Role
from bot.features.planning.service import initiatives, owning, progress, showing
from bot.features.planning.surfaces import plan
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.planning.views import history, ids
from bot.features.teams import service as teams
from bot.features.teams.values import ChannelFacts
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.service import record_activity
from bot.slack.sections import Sections
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE, WORKSPACE
from tests.features.ownership.factories import told
from tests.features.planning.factories import initiative_draft

As = Callable[[str | None], Edge]
pytestmark = pytest.mark.practice("P10")
SENT = "1.0"
SECTIONS = Sections()
SECTIONS.add(THINGS, 0, plan.as_things)
BOARD = ThingBoard(SECTIONS)


@pytest.fixture(autouse=True)
def following(database: Database) -> None:
    """As the room's wiring listens."""
    subscriptions = Subscriptions()
    subscriptions.on(DriverChanged, owning.driver_changed)
    subscriptions.on(PeopleChanged, owning.people_changed)
    database.before_commit = (subscriptions.run, record_activity, write_surfaces)


@pytest.fixture
async def planned(team: UUID, as_: As) -> InitiativeView:
    """What Ana wants to be done, for no goal; the history of one that has a goal is tested below."""
    return await as_(ANA).commit(initiatives.add, initiative_draft(team))


async def shared(as_: As, planned: InitiativeView, wanted: dict[str, Role], *, by: str = ANA) -> None:
    form = await as_(by).read(owning.to_share, planned.id)
    await as_(by).commit(owning.share, planned.id, wanted, seen=form.seen)


async def holders(as_: As, planned: InitiativeView) -> Holders:
    return (await as_(ANA).read(showing.shown, planned.id)).owned.holders


async def note(as_: As, planned: InitiativeView, to: str, ts: str | None = None) -> Message | None:
    return await as_(None).read(BOARD.shared, surface(planned.id, to, ts))


def surface(subject: UUID, to: str, ts: str | None = None) -> Surface:
    return Surface(UUID(int=1), WORKSPACE, "any", str(subject), to, "key", None, ts, State.PENDING)


async def test_its_driver_names_who_has_which_part_and_those_read_what_it_is(
    as_: As, planned: InitiativeView
) -> None:
    await as_(BEN).commit(owning.claim, planned.id)
    await shared(as_, planned, {CYD: Role.CONTRIBUTOR, ANA: Role.INFORMED}, by=BEN)
    assert await holders(as_, planned) == Holders(BEN, (CYD,), (), (ANA,))
    assert [await as_(ANA).read(told, user, SHARED) for user in (ANA, BEN, CYD)] == [1, 0, 1]
    said = await note(as_, planned, CYD)
    assert said is not None
    assert said.text == f"You were asked to work on it: initiative *i1* {planned.title} in <#{CHANNEL}>."
    await as_(CYD).commit(owning.step_back, planned.id)
    assert await note(as_, planned, CYD) is None
    assert "no part in the initiative" in str(await note(as_, planned, CYD, SENT))


async def test_a_note_says_nothing_of_what_its_reader_may_not_see_or_what_is_over(
    as_: As, planned: InitiativeView
) -> None:
    await shared(as_, planned, {BEN: Role.CONTRIBUTOR, CYD: Role.CONSULTED})
    await as_(None).commit(
        teams.arrived, planned.team_id, ChannelFacts("team", is_private=True), [ANA, BEN, CYD]
    )
    await as_(None).commit(teams.absent, CHANNEL, CYD)
    assert await note(as_, planned, BEN) is not None
    assert await note(as_, planned, CYD) is None
    await as_(ANA).commit(progress.done, planned.id)
    assert await note(as_, planned, BEN) is None


@pytest.mark.parametrize(("user", "may"), [(BEN, True), (ANA, True), (CYD, False), (DEE, False)])
async def test_its_driver_and_the_stewards_name_people(
    as_: As, planned: InitiativeView, user: str, may: bool
) -> None:
    await as_(BEN).commit(owning.claim, planned.id)
    if may:
        await shared(as_, planned, {}, by=user)
        return
    with pytest.raises(NotAllowed):
        await as_(user).read(owning.to_share, planned.id)
    seen = (await as_(ANA).read(owning.to_share, planned.id)).seen
    with pytest.raises(NotAllowed):
        await as_(user).commit(owning.share, planned.id, {CYD: Role.CONSULTED}, seen=seen)


@pytest.mark.parametrize(("chosen", "why"), [(DEE, "Not on this team"), (BEN, "Who drives this")])
async def test_a_part_is_for_members_beside_its_driver(
    as_: As, planned: InitiativeView, chosen: str, why: str
) -> None:
    await as_(BEN).commit(owning.claim, planned.id)
    with pytest.raises(Invalid, match=why) as raised:
        await shared(as_, planned, {chosen: Role.CONSULTED})
    assert raised.value.field == Field.CONSULTED


async def test_who_left_is_left_out_and_what_is_over_is_shared_no_more(
    as_: As, planned: InitiativeView
) -> None:
    old = await as_(ANA).read(owning.to_share, planned.id)
    await as_(CYD).commit(owning.join_in, planned.id)
    with pytest.raises(Conflict, match="nothing was saved"):
        await as_(ANA).commit(owning.share, planned.id, {}, seen=old.seen)
    await as_(CYD).commit(teams.leave, planned.team_id)
    form = await as_(ANA).read(owning.to_share, planned.id)
    assert (form.holders, form.left) == (Holders(), (CYD,))
    await shared(as_, planned, {BEN: Role.CONSULTED})
    assert await holders(as_, planned) == Holders(None, (), (BEN,))
    await as_(ANA).commit(progress.done, planned.id)
    for refused in (owning.to_share, owning.to_offer, owning.to_claim, owning.join_in):
        with pytest.raises(Conflict, match="not open any more"):
            await as_(ANA).commit(refused, planned.id)
    await as_(BEN).commit(owning.step_back, planned.id)
    with pytest.raises(NotFound):
        await as_(BEN).read(owning.to_share, uuid4())


async def test_the_history_of_its_goal_tells_who_drives_it_and_shares_in_it(
    as_: As, proposed: GoalView
) -> None:
    draft = initiative_draft(proposed.team_id, goal_id=proposed.id)
    planned = await as_(ANA).commit(initiatives.add, draft)
    await as_(BEN).commit(owning.claim, planned.id)
    await shared(as_, planned, {CYD: Role.CONSULTED}, by=BEN)
    await as_(CYD).commit(owning.step_back, planned.id)
    entries = await as_(ANA).read(workspaces.history, str(proposed.id))
    say = {
        "planning.initiative_driver_changed": history.driver_changed,
        "planning.initiative_people_changed": history.people_changed,
    }
    assert [say[entry.kind](entry) for entry in entries if entry.kind in say] == [
        f"<@{BEN}> took on “{planned.title}”",
        f"<@{BEN}> changed who has a part in “{planned.title}”: <@{CYD}> as consulted",
        f"<@{CYD}> stepped back from “{planned.title}”",
    ]
    history_of_it = (await as_(ANA).read(showing.shown, planned.id)).history
    assert history.driver_changed(history_of_it[1]) == f"<@{BEN}> took it on"
    assert [entry.kind for entry in history_of_it] == [
        "planning.initiative_added",
        *("ownership.driver_changed", "ownership.people_changed", "ownership.people_changed"),
    ]


async def test_who_takes_one_on_knows_how_much_they_drive(as_: As, planned: InitiativeView) -> None:
    for title in ("Second", "Third"):
        other = await as_(ANA).commit(initiatives.add, initiative_draft(planned.team_id, title))
        await as_(BEN).commit(owning.claim, other.id)
    thing, driven = await as_(BEN).read(owning.to_claim, planned.id)
    assert (thing.id, thing.sort, driven) == (planned.id, "initiative", 2)
    await as_(CYD).commit(owning.claim, planned.id)
    with pytest.raises(Conflict, match="drives"):
        await as_(BEN).read(owning.to_claim, planned.id)
    _, driver = await as_(CYD).read(owning.to_offer, planned.id)
    assert driver == CYD
    with pytest.raises(NotAllowed):
        await as_(BEN).read(owning.to_offer, planned.id)
    await as_(CYD).commit(owning.offer, planned.id, BEN, "Yours?")
    shown = await as_(BEN).read(showing.shown, planned.id)
    assert shown.owned.offer is not None
    assert (shown.owned.offer.taker, shown.driven) == (BEN, 2)
    await as_(BEN).commit(answering.accept, shown.owned.offer.id)
    assert await holders(as_, planned) == Holders(BEN)


async def test_who_offered_one_in_vain_is_led_to_it_while_it_goes_on(
    as_: As, planned: InitiativeView
) -> None:
    await as_(ANA).commit(owning.offer, planned.id, BEN, "")
    [asked] = await as_(BEN).read(reading.pending_for, BEN, [planned.team_id])
    await as_(BEN).commit(answering.decline, asked.id, "No time")
    told_to_ana = await as_(None).read(BOARD.offer_ended, surface(asked.id, ANA))
    assert ids.SHOW in str(told_to_ana)
    await as_(ANA).commit(progress.done, planned.id)
    assert ids.SHOW not in str(await as_(None).read(BOARD.offer_ended, surface(asked.id, ANA)))
