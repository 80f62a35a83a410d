"""Making, changing and looking at what recurs for a team."""

from collections.abc import Callable
from datetime import time
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from bot.clock.recurrence import OnDate, Schedule
from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.errors import Conflict, NotAllowed, NotFound
from bot.features.cadences.models import Subscription
from bot.features.cadences.service import cadences, subscriptions
from bot.features.cadences.values import (
    TEAM_ITSELF,
    CadenceDraft,
    CadenceState,
    CadenceView,
    Kind,
    Rhythm,
    ZonePolicy,
)
from bot.features.teams import service as teams
from bot.features.teams.models import Team
from bot.features.teams.values import StartDraft
from bot.features.workspaces import service as workspaces
from tests.features.cadences.conftest import Clock
from tests.features.cadences.factories import (
    ANA,
    BEN,
    CYD,
    DAILY,
    DEE,
    ZONES,
    draft,
    march,
    rhythm,
    utc,
)  # fmt: skip

People = Callable[[str | None], Edge]


async def made(as_: People, draft: CadenceDraft, users: tuple[str, ...] = (ANA, BEN, CYD)) -> CadenceView:
    def work(tx: Transaction) -> CadenceView:
        view = cadences.create(tx, draft)
        subscriptions.enroll(tx, view.id, users)
        return view

    return await as_(ANA).commit(work)


def waiting(tx: Transaction, cadence_id: UUID) -> dict[str, object]:
    """The local date that each of them waits for."""
    rows = tx.session.scalars(select(Subscription).where(Subscription.cadence_id == cadence_id))
    return {row.user: row.next_day for row in rows}


async def test_a_cadence_is_made_and_found(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team))
    assert await as_(BEN).read(cadences.cadence, view.id) == view
    assert await as_(BEN).read(cadences.cadences_of, team, Kind.CHECKIN) == [view]
    assert await as_(BEN).read(cadences.cadences_of, team, Kind.RETRO) == []
    assert (view.rhythm, view.who, view.made_by) == (rhythm(), {"of": "members"}, ANA)
    told = await as_(ANA).read(workspaces.history, str(view.id))
    assert [one.kind for one in told] == ["cadences.made"]


@pytest.mark.parametrize("schedule", [DAILY, OnDate(march(9))])
async def test_every_schedule_survives_the_database(team: UUID, as_: People, schedule: Schedule) -> None:
    when = Rhythm(schedule, time(17, 5), ZonePolicy.TEAM)
    view = await made(as_, draft(team, when))
    assert (await as_(ANA).read(cadences.cadence, view.id)).rhythm == when


async def test_only_stewards_make_and_change(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team))
    with pytest.raises(NotAllowed, match="stewards"):
        await as_(BEN).commit(cadences.create, draft(team))
    for verb in (cadences.pause, cadences.resume, cadences.stop):
        with pytest.raises(NotAllowed):
            await as_(BEN).commit(verb, view.id)
    with pytest.raises(NotAllowed):
        await as_(DEE).commit(cadences.change, view.id, draft(team), version=1)


async def test_the_clock_makes_what_comes_with_a_team(team: UUID, as_: People) -> None:
    view = await as_(None).commit(cadences.create, draft(team))
    assert view.made_by is None


async def test_what_the_actor_may_not_see_is_not_there(team: UUID, as_: People) -> None:
    def private(tx: Transaction) -> None:
        tx.session.execute(update(Team).values(is_private=True))

    view = await made(as_, draft(team))
    await as_(ANA).commit(private)
    with pytest.raises(NotFound):
        await as_(DEE).read(cadences.cadence, view.id)
    assert await as_(DEE).read(cadences.cadences_of, team, Kind.CHECKIN) == []
    with pytest.raises(NotFound):
        await as_(ANA).read(cadences.cadence, uuid4())


async def test_with_another_rhythm_everybodys_next_time_is_reckoned_anew(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team))
    assert await as_(ANA).read(waiting, view.id) == {ANA: march(3), BEN: march(3), CYD: march(3)}
    await as_(ANA).commit(cadences.skip_next, view.id, march(3))
    changed = await as_(ANA).commit(
        cadences.change, view.id, draft(team, rhythm(DAILY, time(13))), version=view.version
    )
    assert (changed.version, changed.rhythm.at, changed.skipped) == (2, time(13), None)
    # noon UTC: 13:00 is just now in Amsterdam, past in Tokyo, to come in New York
    assert await as_(ANA).read(waiting, view.id) == {ANA: march(3), BEN: march(2), CYD: march(3)}


async def test_other_questions_leave_the_next_time_alone(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team))
    await as_(ANA).commit(cadences.skip_next, view.id, march(3))
    changed = await as_(ANA).commit(cadences.change, view.id, draft(team, who={"of": "drivers"}), version=1)
    assert (changed.who, changed.skipped) == ({"of": "drivers"}, march(3))
    assert set((await as_(ANA).read(waiting, view.id)).values()) == {march(10)}


async def test_a_day_that_is_over_is_not_left_out_instead_of_the_next(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team))
    for day in (march(3), march(2), march(3)):
        left_out = await as_(ANA).commit(cadences.skip_next, view.id, day)
        assert left_out.skipped == march(3)
    assert set((await as_(ANA).read(waiting, view.id)).values()) == {march(10)}


async def test_of_two_who_change_at_once_the_second_is_told(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team))
    await as_(ANA).commit(cadences.change, view.id, draft(team, rhythm(DAILY)), version=1)
    with pytest.raises(Conflict, match="a moment ago"):
        await as_(ANA).commit(cadences.change, view.id, draft(team), version=1)


async def test_a_draft_of_another_kind_or_team_changes_nothing(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team))
    for other in (draft(team, kind=Kind.RETRO), draft(uuid4())):
        with pytest.raises(NotFound):
            await as_(ANA).commit(cadences.change, view.id, other, version=1)
    assert await as_(ANA).read(cadences.cadence, view.id) == view


async def test_paused_waits_for_nothing_and_resumed_goes_on_from_now(
    team: UUID, as_: People, clock: Clock
) -> None:
    view = await made(as_, draft(team))
    paused = await as_(ANA).commit(cadences.pause, view.id)
    assert paused.state == CadenceState.PAUSED
    assert set((await as_(ANA).read(waiting, view.id)).values()) == {None}
    assert await as_(ANA).read(cadences.next_day, view.id) is None
    clock.now = utc(3, 23)
    assert (await as_(ANA).commit(cadences.resume, view.id)).state == CadenceState.ACTIVE
    assert set((await as_(ANA).read(waiting, view.id)).values()) == {march(10)}
    told = [one.kind for one in await as_(ANA).read(workspaces.history, str(view.id))]
    assert told[1:] == ["cadences.paused", "cadences.resumed"]


async def test_doing_it_twice_changes_nothing(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team))
    for verb in (cadences.pause, cadences.resume, cadences.stop):
        await as_(ANA).commit(verb, view.id)
        await as_(ANA).commit(verb, view.id)
    told = [one.kind for one in await as_(ANA).read(workspaces.history, str(view.id))]
    assert told == ["cadences.made", "cadences.paused", "cadences.resumed", "cadences.stopped"]


async def test_stopped_is_for_good(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team))
    await as_(ANA).commit(cadences.stop, view.id)
    assert await as_(ANA).read(cadences.cadences_of, team, Kind.CHECKIN) == []
    assert await as_(ANA).read(cadences.has_any, team, Kind.CHECKIN)
    assert (await as_(ANA).read(cadences.cadence, view.id)).state == CadenceState.STOPPED
    assert set((await as_(ANA).read(waiting, view.id)).values()) == {None}
    with pytest.raises(Conflict, match="stopped"):
        await as_(ANA).commit(cadences.resume, view.id)


async def test_the_next_one_is_skipped_once_and_may_come_back(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team))
    for _ in range(2):
        skipped = await as_(ANA).commit(cadences.skip_next, view.id, march(3))
        assert skipped.skipped == march(3)
        assert await as_(ANA).read(cadences.next_day, view.id) == march(10)
    await as_(ANA).commit(cadences.keep_next, view.id, march(3))
    assert await as_(ANA).read(cadences.next_day, view.id) == march(3)


async def test_an_old_form_does_not_bring_back_another_day_that_was_skipped_since(
    team: UUID, as_: People, clock: Clock
) -> None:
    view = await made(as_, draft(team))
    await as_(ANA).commit(cadences.skip_next, view.id, march(3))
    clock.now = utc(4, 9)
    await as_(ANA).commit(cadences.skip_next, view.id, march(10))
    kept = await as_(ANA).commit(cadences.keep_next, view.id, march(3))
    assert kept.skipped == march(10)
    assert await as_(ANA).read(cadences.next_day, view.id) == march(17)


async def test_no_other_day_is_left_out_before_the_first_is_over_for_everybody(
    team: UUID, as_: People, clock: Clock
) -> None:
    view = await made(as_, draft(team))
    await as_(ANA).commit(cadences.skip_next, view.id, march(3))
    for now, skipped, shown in ((utc(4, 4), march(3), march(3)), (utc(4, 5), march(10), None)):
        clock.now = now  # midnight in New York, where Ben is, comes between the two
        assert await as_(ANA).read(cadences.left_out, view.id) == shown
        assert (await as_(ANA).commit(cadences.skip_next, view.id, march(10))).skipped == skipped


async def test_who_joins_later_skips_it_too(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team), users=(ANA,))
    await as_(ANA).commit(cadences.skip_next, view.id, march(3))
    await as_(None).commit(subscriptions.enroll, view.id, [ANA, BEN])
    assert await as_(ANA).read(waiting, view.id) == {ANA: march(10), BEN: march(10)}


async def test_a_preview_per_zone(team: UUID, as_: People) -> None:
    shown = await as_(ANA).read(cadences.preview, draft(team), ["Asia/Tokyo", "nowhere"])
    assert [one.day for one in shown["Asia/Tokyo"]] == [march(3), march(10), march(17)]
    assert shown["nowhere"][0].due == utc(3, 10)
    without = await as_(ANA).read(cadences.preview, draft(team), ["UTC"], 1, skipped=march(3))
    assert without["UTC"][0].day == march(10)


async def test_enrolled_are_exactly_these_members(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team), users=(ANA, BEN, DEE))
    assert await as_(ANA).read(subscriptions.enrolled, view.id) == {ANA: ZONES[ANA], BEN: ZONES[BEN]}
    await as_(None).commit(subscriptions.enroll, view.id, [BEN, CYD])
    assert set(await as_(ANA).read(subscriptions.enrolled, view.id)) == {BEN, CYD}
    assert (await as_(ANA).read(waiting, view.id))[ANA] is None
    await as_(None).commit(subscriptions.enroll, view.id, [ANA])
    assert await as_(ANA).read(waiting, view.id) == {ANA: march(3), BEN: None, CYD: None}


async def test_the_team_itself_goes_by_its_starters_clock(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team, kind=Kind.RETRO), users=(TEAM_ITSELF,))
    assert await as_(ANA).read(subscriptions.enrolled, view.id) == {TEAM_ITSELF: "Europe/Amsterdam"}


async def test_by_the_teams_clock_everybody_has_one_zone(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team, rhythm(zones=ZonePolicy.TEAM)))
    assert set((await as_(ANA).read(subscriptions.enrolled, view.id)).values()) == {"Europe/Amsterdam"}
    await as_(ANA).commit(cadences.change, view.id, draft(team), version=1)
    assert await as_(ANA).read(subscriptions.enrolled, view.id) == {
        user: ZONES[user] for user in (ANA, BEN, CYD)
    }


async def test_rooms_above_hold_a_teams_cadences_whoever_acts(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team))
    await as_(ANA).commit(cadences.stop, (await made(as_, draft(team))).id)
    assert await as_(DEE).commit(cadences.held_of, team, Kind.CHECKIN) == [view]


async def test_nothing_recurs_for_a_team_on_its_way(as_: People) -> None:
    def on_its_way(tx: Transaction) -> UUID:
        return teams.start(tx, StartDraft("C0NEW", "new", is_private=False, purpose="New")).id

    team_id = await as_(ANA).commit(on_its_way)
    view = await as_(None).commit(cadences.create, draft(team_id))
    await as_(None).commit(subscriptions.enroll, view.id, [ANA])
    assert await as_(None).read(waiting, view.id) == {ANA: None}


async def test_whom_it_is_due_for_besides_takes_no_part_until_they_do(team: UUID, as_: People) -> None:
    view = await made(as_, draft(team), (ANA,))

    def besides(tx: Transaction, users: tuple[str, ...], others: tuple[str, ...]) -> dict[str, bool]:
        subscriptions.enroll(tx, view.id, users, besides=others)
        rows = tx.session.scalars(select(Subscription).where(Subscription.cadence_id == view.id))
        return {row.user: row.takes_part for row in rows if row.is_enrolled and row.next_due}

    assert await as_(None).commit(besides, (ANA,), (ANA, BEN, DEE)) == {ANA: True, BEN: False}
    assert set(await as_(ANA).read(subscriptions.enrolled, view.id)) == {ANA}
    assert await as_(None).commit(besides, (BEN,), (ANA,)) == {ANA: False, BEN: True}
    assert await as_(None).commit(besides, (BEN,), ()) == {BEN: True}
    assert await as_(None).commit(besides, (), (ANA, BEN)) == {ANA: False, BEN: False}
