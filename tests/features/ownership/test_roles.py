"""A team's roles: described by stewards, taken, offered and laid down by members; who decides about what."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from bot.db.database import Edge
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.ownership import areas, gaps, roles, surfaces
from bot.features.ownership.events import RoleChanged, RoleRetired
from bot.features.ownership.offers import answering, reading
from bot.features.ownership.values import (
    OFFER,
    OFFER_ENDED,
    ROLE_RETIRED,
    TAKER,
    Gap,
    OfferState,
    RoleDraft,
    RoleField,
    TeamRoleView,
)
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.service import history
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE
from tests.features.ownership.factories import told

As = Callable[[str | None], Edge]
pytestmark = pytest.mark.practice("P10")
PRESS = RoleDraft(
    name="Contact for the press",
    purpose="Journalists know whom to call",
    alone="What we say about dates",
    together="Money: with the stewards",
    areas=("Press", "Web page"),
)


@pytest.fixture
async def role(as_: As, team: UUID) -> TeamRoleView:
    """A role that nobody holds yet."""
    return await as_(ANA).commit(roles.make, team, PRESS)


async def holders(as_: As, role: TeamRoleView) -> tuple[str, ...]:
    return (await as_(ANA).read(roles.role, role.id)).holders


async def found(as_: As, team: UUID, gap: Gap) -> list[str]:
    """The titles of what the scan finds of a kind."""
    return [
        thing.title
        for finding in await as_(ANA).read(gaps.scan, team)
        if finding.gap is gap
        for thing in finding.things
    ]


async def test_a_role_has_a_purpose_boundaries_and_what_it_decides_about(as_: As, role: TeamRoleView) -> None:
    [kept] = await as_(CYD).read(roles.roles_of, role.team_id)
    assert kept == role
    assert (kept.name, kept.purpose, kept.alone, kept.together) == (
        PRESS.name, PRESS.purpose, PRESS.alone, PRESS.together,
    )  # fmt: skip
    assert (kept.areas, kept.holders) == (("Press", "Web page"), ())


@pytest.mark.parametrize("user", [BEN, DEE])
async def test_stewards_describe_roles_and_others_are_told_who_they_are(
    as_: As, role: TeamRoleView, user: str
) -> None:
    with pytest.raises(NotAllowed, match=r"stewards: Ana|Join"):
        await as_(user).commit(roles.make, role.team_id, PRESS)
    for verb in (roles.to_change, roles.retire):
        with pytest.raises(NotAllowed):
            await as_(user).commit(verb, role.id)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (replace(PRESS, name=" "), RoleField.NAME),
        (replace(PRESS, name="CONTACT for the Press"), RoleField.NAME),
        (replace(PRESS, name="Other", purpose="\u200b"), RoleField.PURPOSE),
        (replace(PRESS, name="Other", areas=tuple(map(str, range(11)))), RoleField.AREAS),
    ],
)
async def test_a_role_needs_a_name_of_its_own_a_purpose_and_few_areas(
    as_: As, role: TeamRoleView, wanted: RoleDraft, field: RoleField
) -> None:
    with pytest.raises(Invalid) as raised:
        await as_(ANA).commit(roles.make, role.team_id, wanted)
    assert raised.value.field == field


async def test_an_edit_keeps_who_holds_it_and_says_what_changed(
    as_: As, clock: Clock, role: TeamRoleView
) -> None:
    await as_(BEN).commit(roles.take, role.id)
    clock.now = clock.now.replace(hour=13)
    wanted = replace(PRESS, alone="", areas=("press", "Flyers"))
    edited = await as_(ANA).commit(roles.change, role.id, wanted, seen=role.changed_at)
    assert (edited.holders, edited.areas) == ((BEN,), ("Flyers", "Press"))
    entry = (await as_(ANA).read(workspaces.history, str(role.id)))[-1]
    assert entry.detail["before"] == {"alone": PRESS.alone, "areas": ["Press", "Web page"]}
    assert await found(as_, role.team_id, Gap.UNOWNED) == ["Web page"]
    with pytest.raises(Conflict, match="nothing of theirs was overwritten"):
        await as_(ANA).commit(roles.change, role.id, PRESS, seen=role.changed_at)


async def test_saving_what_is_there_is_no_change(as_: As, role: TeamRoleView) -> None:
    await as_(ANA).commit(roles.change, role.id, PRESS, seen=role.changed_at)
    assert len(await as_(ANA).read(workspaces.history, str(role.id))) == 1


async def test_a_member_takes_what_nobody_holds_and_lays_it_down(as_: As, role: TeamRoleView) -> None:
    assert await found(as_, role.team_id, Gap.UNHELD) == [role.name]
    for _ in range(2):
        await as_(BEN).commit(roles.take, role.id)
    assert await found(as_, role.team_id, Gap.UNHELD) == []
    with pytest.raises(Conflict, match="offer it to you"):
        await as_(CYD).commit(roles.take, role.id)
    with pytest.raises(NotAllowed, match="Join"):
        await as_(DEE).commit(roles.take, role.id)
    for _ in range(2):
        await as_(BEN).commit(roles.lay_down, role.id)
    assert await holders(as_, role) == ()


async def test_a_role_is_offered_and_accepted_beside_who_holds_it(as_: As, role: TeamRoleView) -> None:
    await as_(BEN).commit(roles.take, role.id)
    with pytest.raises(NotAllowed, match="holds the role"):
        await as_(CYD).commit(roles.offer, role.id, ANA, "")
    with pytest.raises(Invalid) as raised:
        await as_(ANA).commit(roles.offer, role.id, BEN, "")
    assert raised.value.field == TAKER
    made = await as_(BEN).commit(roles.offer, role.id, CYD, "Share it with me?")
    with pytest.raises(Conflict, match="offered to Cyd already"):
        await as_(BEN).commit(roles.offer, role.id, ANA, "")
    assert await as_(CYD).read(told, CYD, OFFER) == 1
    await as_(CYD).commit(answering.accept, made.id)
    assert await holders(as_, role) == (BEN, CYD)
    assert await as_(BEN).read(told, BEN, OFFER_ENDED) == 1


async def test_taking_what_one_is_offered_accepts_it(as_: As, role: TeamRoleView) -> None:
    made = await as_(CYD).commit(roles.offer, role.id, BEN, "")
    await as_(BEN).commit(roles.take, role.id)
    assert (await as_(BEN).read(reading.offer, made.id)).state is OfferState.ACCEPTED


async def test_a_retired_role_is_gone_and_what_it_decided_about_waits(as_: As, role: TeamRoleView) -> None:
    made = await as_(CYD).commit(roles.offer, role.id, BEN, "")
    await as_(ANA).commit(roles.retire, role.id)
    assert await as_(ANA).read(roles.roles_of, role.team_id) == []
    assert await found(as_, role.team_id, Gap.UNOWNED) == ["Press", "Web page"]
    with pytest.raises(NotFound):
        await as_(BEN).commit(roles.take, role.id)
    with pytest.raises(Conflict, match="moved on"):
        await as_(BEN).commit(answering.accept, made.id)
    await as_(ANA).commit(roles.make, role.team_id, PRESS)
    assert await found(as_, role.team_id, Gap.UNOWNED) == []


async def test_who_held_a_retired_role_hears_of_it_and_its_history_stays(as_: As, role: TeamRoleView) -> None:
    await as_(BEN).commit(roles.take, role.id)
    assert await as_(BEN).read(roles.retired_of, role.team_id, most=5) == []
    await as_(ANA).commit(roles.retire, role.id)
    (retired,) = await as_(BEN).read(roles.retired_of, role.team_id, most=5)
    assert (retired.id, retired.name) == (role.id, PRESS.name)
    title, entries = await as_(BEN).read(surfaces.told_of_role, role.id)
    assert (title, entries[-1].kind) == (PRESS.name, RoleRetired.kind)
    own = await as_(ANA).commit(roles.make, role.team_id, PRESS)
    await as_(ANA).commit(roles.take, own.id)
    await as_(ANA).commit(roles.retire, own.id)
    assert [await as_(ANA).read(told, user, ROLE_RETIRED) for user in (BEN, ANA)] == [1, 0]


async def test_who_left_the_team_holds_nothing_until_they_come_back(as_: As, role: TeamRoleView) -> None:
    await as_(BEN).commit(roles.take, role.id)
    await as_(None).commit(teams.absent, CHANNEL, BEN)
    assert await holders(as_, role) == ()
    assert await found(as_, role.team_id, Gap.UNHELD) == [role.name]
    await as_(CYD).commit(roles.take, role.id)
    assert await holders(as_, role) == (CYD,)


@pytest.mark.practice("P11")
async def test_an_area_of_two_roles_is_given_to_one(as_: As, role: TeamRoleView) -> None:
    second = await as_(ANA).commit(roles.make, role.team_id, replace(PRESS, name="Web", areas=("Web Page",)))
    [finding] = [one for one in await as_(ANA).read(gaps.scan, role.team_id) if one.gap is Gap.CONTESTED]
    [thing] = finding.things
    assert (thing.title, thing.roles) == ("Web page", (PRESS.name, "Web"))
    area, choices, seen = await as_(ANA).read(areas.to_settle_area, thing.id)
    assert [choice.id for choice in choices] == [role.id, second.id]
    with pytest.raises(NotAllowed, match="stewards: Ana"):
        await as_(BEN).commit(areas.settle_area, area.id, role.id, seen=seen)
    await as_(ANA).commit(areas.settle_area, area.id, second.id, seen=seen)
    assert await found(as_, role.team_id, Gap.CONTESTED) == []
    assert (await as_(ANA).read(roles.role, role.id)).areas == ("Press",)
    (told,) = [one for one in await as_(ANA).read(history, str(role.id)) if one.kind == RoleChanged.kind]
    assert (told.actor, told.detail["before"], told.detail["after"]) == (
        ANA,
        {"areas": ["Press", "Web page"]},
        {"areas": ["Press"]},
    )
    with pytest.raises(Conflict, match="Somebody else settled"):
        await as_(ANA).commit(areas.settle_area, area.id, role.id, seen=seen)


@pytest.mark.practice("P11")
async def test_an_area_that_nobody_has_is_given_away_or_let_go(as_: As, role: TeamRoleView) -> None:
    await as_(ANA).commit(roles.change, role.id, replace(PRESS, areas=()), seen=role.changed_at)
    for role_id, left in ((role.id, ["Web page"]), (None, [])):
        finding = next(one for one in await as_(ANA).read(gaps.scan, role.team_id) if one.gap is Gap.UNOWNED)
        area, _, seen = await as_(ANA).read(areas.to_settle_area, finding.things[0].id)
        with pytest.raises(NotFound):
            await as_(ANA).commit(areas.settle_area, area.id, uuid4(), seen=seen)
        await as_(ANA).commit(areas.settle_area, area.id, role_id, seen=seen)
        assert await found(as_, role.team_id, Gap.UNOWNED) == left


@pytest.mark.each_database
async def test_a_role_taken_by_many_at_once_has_one_holder(as_: As, role: TeamRoleView) -> None:
    takes = [as_(user).commit(roles.take, role.id) for user in (ANA, BEN, CYD)]
    outcomes = await asyncio.gather(*takes, return_exceptions=True)
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 2
    assert len(await holders(as_, role)) == 1
