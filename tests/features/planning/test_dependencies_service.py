"""The handshake between two teams, and how days slip through what they agreed on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.attention.models import Notice
from bot.features.planning.service import (
    access,
    answering,
    asking,
    dependencies,
    initiatives,
    lateness,
    progress,
    slips,
)
from bot.features.planning.service import timeline as timelines
from bot.features.planning.service.backlog import backlog
from bot.features.planning.values.backlog import Look
from bot.features.planning.values.dependencies import (
    DEPENDENCY_CARD,
    Awaited,
    Deed,
    DependencyDraft,
    DependencyField,
    DependencyState,
    DependencyView,
    Unsettled,
)
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.planning.values.timeline import ENTRIES_MOST
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from tests.features.goals.factories import ANA, BEN, CYD, DEE, NOON, WORKSPACE
from tests.features.planning.factories import FRIDAY, PLATFORM, drive, initiative_draft, start_platform

As = Callable[[str], Edge]
THURSDAY, MONDAY = FRIDAY - timedelta(days=1), FRIDAY + timedelta(days=3)


@dataclass(frozen=True)
class Between:
    """Ana's team needs something of Dee's.

    Args:
        guide: due on Friday; driven by Ben.
        export: what Dee's team has planned anyway, due on Wednesday.
    """

    guide: InitiativeView
    export: InitiativeView
    platform: UUID
    asked: DependencyView


@pytest.fixture
async def between(team: UUID, as_: As) -> Between:
    platform = await as_(DEE).commit(start_platform)
    await as_(ANA).commit(teams.leave, platform)
    guide = await as_(ANA).commit(initiatives.add, initiative_draft(team, due=FRIDAY))
    await as_(BEN).commit(drive, guide)
    export = await as_(DEE).commit(
        initiatives.add, initiative_draft(platform, "Export", due=FRIDAY - timedelta(days=2))
    )
    draft = DependencyDraft(
        initiative_id=guide.id, giver_id=platform, what=" An\nexport ", needed_by=THURSDAY
    )
    return Between(guide, export, platform, await as_(ANA).commit(asking.ask, draft))


def told(tx: Transaction) -> list[tuple[str, str]]:
    """Whom which notices wait for, by kind and person."""
    rows = tx.session.execute(select(Notice.kind, Notice.user).order_by(Notice.kind, Notice.user))
    return [(kind.removeprefix("planning."), user) for kind, user in rows if kind.startswith("planning.")]


async def expected(as_: As, initiative: InitiativeView) -> date | None:
    return (await as_(ANA).read(access.initiative, initiative.id)).expected


async def test_the_card_goes_to_the_other_teams_channel(as_: As, between: Between) -> None:
    def cards(tx: Transaction) -> list[str]:
        return list(tx.session.scalars(select(SurfaceRow.audience).where(SurfaceRow.kind == DEPENDENCY_CARD)))

    assert await as_(ANA).read(cards) == [PLATFORM]
    assert (between.asked.what, between.asked.needed_by) == ("An export", THURSDAY)
    assert await as_(DEE).read(dependencies.dependency, between.asked.id) == between.asked


async def test_the_card_is_drawn_anew_when_what_it_is_for_is_called_otherwise(
    as_: As, between: Between
) -> None:
    def version(tx: Transaction) -> int:
        cards = select(SurfaceRow.wanted_version).where(SurfaceRow.kind == DEPENDENCY_CARD)
        return tx.session.scalars(cards).one()

    before = await as_(ANA).read(version)
    renamed = replace(between.guide.draft(), title="Welcome them")
    await as_(ANA).commit(initiatives.edit, between.guide.id, renamed)
    assert await as_(ANA).read(version) == before + 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"what": "\u200b"}, DependencyField.WHAT),
        ({"needed_by": NOON.date() - timedelta(days=1)}, DependencyField.DAY),
        ({"needed_by": MONDAY}, DependencyField.DAY),
    ],
)
async def test_what_can_not_be_asked_is_explained_beneath_its_field(
    as_: As, between: Between, wrong: dict[str, Any], field: DependencyField
) -> None:
    draft = DependencyDraft(
        initiative_id=between.guide.id, giver_id=between.platform, what="More", needed_by=THURSDAY
    )
    with pytest.raises(Invalid) as refused:
        await as_(ANA).commit(asking.ask, replace(draft, **wrong))
    assert refused.value.field == field


async def test_the_other_teams_steward_is_asked_in_their_own_hours(as_: As, between: Between) -> None:
    assert await as_(ANA).read(told) == [("dependency", DEE)]


async def test_each_side_speaks_for_itself(as_: As, between: Between) -> None:
    for refused in (asking.agree, asking.withdraw):
        with pytest.raises(NotAllowed):
            await as_(DEE).commit(refused, between.asked.id)
    with pytest.raises(NotAllowed):
        await as_(ANA).commit(answering.accept, between.asked.id, None)
    with pytest.raises(NotAllowed):
        await as_(ANA).commit(answering.decline, between.asked.id, "No", DependencyState.ASKED)


async def test_accepted_it_is_brought_by_an_initiative_and_who_asked_hears(as_: As, between: Between) -> None:
    accepted = await as_(DEE).commit(answering.accept, between.asked.id, between.export.id)
    assert (accepted.state, accepted.delivers_id) == (DependencyState.ACCEPTED, between.export.id)
    assert await as_(ANA).read(told) == [("answer", ANA), ("answer", BEN), ("dependency", DEE)]
    entries = await as_(ANA).read(workspaces.history, str(between.guide.id))
    assert [entry.kind for entry in entries][-2:] == [
        "planning.dependency_asked",
        "planning.dependency_accepted",
    ]
    with pytest.raises(Conflict, match="agreed on already"):
        await as_(DEE).commit(answering.accept, between.asked.id, None)


async def test_a_new_initiative_can_bring_it_by_that_day(as_: As, between: Between) -> None:
    accepted = await as_(DEE).commit(answering.accept, between.asked.id, None)
    assert accepted.delivers_id is not None
    made = await as_(DEE).read(access.initiative, accepted.delivers_id)
    assert (made.title, made.due, made.team_id) == ("An export", THURSDAY, between.platform)


async def test_only_an_open_initiative_of_the_team_brings_it(as_: As, between: Between) -> None:
    await as_(DEE).commit(progress.done, between.export.id)
    for wrong in (between.export.id, between.guide.id):
        with pytest.raises(Invalid) as refused:
            await as_(DEE).commit(answering.accept, between.asked.id, wrong)
        assert refused.value.field == DependencyField.DELIVERS


async def test_another_day_is_offered_and_agreed_to_and_what_waits_slips(as_: As, between: Between) -> None:
    offered = await as_(DEE).commit(answering.counter, between.asked.id, MONDAY, None, "After the fair")
    assert (offered.state, offered.offered, offered.needed_by) == (
        DependencyState.COUNTERED, MONDAY, THURSDAY,
    )  # fmt: skip
    assert await as_(ANA).read(told) == [("answer", ANA), ("answer", BEN), ("dependency", DEE)]
    for _ in range(2):
        agreed = await as_(BEN).commit(asking.agree, between.asked.id)
    assert (agreed.state, agreed.offered, agreed.needed_by) == (DependencyState.ACCEPTED, None, MONDAY)
    assert await expected(as_, between.guide) == MONDAY


async def test_while_another_day_is_offered_the_other_side_has_the_word(as_: As, between: Between) -> None:
    offered = await as_(DEE).commit(answering.counter, between.asked.id, MONDAY, None, "")
    for answer in (
        (answering.accept, between.export.id),
        (answering.counter, FRIDAY, None, ""),
        (answering.decline, "No", DependencyState.ASKED),
    ):
        with pytest.raises(Conflict, match="waits for the team that asked"):
            await as_(DEE).commit(answer[0], between.asked.id, *answer[1:])
    assert await as_(DEE).read(dependencies.dependency, between.asked.id) == offered


async def test_the_same_day_or_one_that_is_over_is_no_offer(as_: As, between: Between) -> None:
    for day in (THURSDAY, NOON.date() - timedelta(days=1)):
        with pytest.raises(Invalid) as refused:
            await as_(DEE).commit(answering.counter, between.asked.id, day, None, "")
        assert refused.value.field == DependencyField.DAY
    with pytest.raises(Conflict, match="No other date"):
        await as_(ANA).commit(asking.agree, between.asked.id)


async def test_declined_who_asked_hears_why_and_can_t_withdraw_any_more(as_: As, between: Between) -> None:
    with pytest.raises(Invalid):
        await as_(DEE).commit(answering.decline, between.asked.id, "  ", DependencyState.ASKED)
    declined = await as_(DEE).commit(
        answering.decline, between.asked.id, "Nobody is here in March", DependencyState.ASKED
    )
    assert (declined.state, declined.reason) == (DependencyState.DECLINED, "Nobody is here in March")
    assert await as_(ANA).read(told) == [("answer", ANA), ("answer", BEN), ("dependency", DEE)]
    with pytest.raises(Conflict, match="was declined"):
        await as_(ANA).commit(asking.withdraw, between.asked.id)


async def test_an_old_no_does_not_break_a_promise_made_since(as_: As, between: Between) -> None:
    accepted = await as_(DEE).commit(answering.accept, between.asked.id, between.export.id)
    with pytest.raises(Conflict, match="agreed on already"):
        await as_(DEE).commit(answering.decline, between.asked.id, "Lost", DependencyState.ASKED)
    assert await as_(DEE).read(dependencies.dependency, between.asked.id) == accepted


@pytest.mark.parametrize("is_taken_back", [True, False])
async def test_what_was_to_bring_it_stays_with_its_team_as_its_history_says(
    as_: As, between: Between, is_taken_back: bool
) -> None:
    accepted = await as_(DEE).commit(answering.accept, between.asked.id, None)
    if is_taken_back:
        await as_(DEE).commit(answering.decline, between.asked.id, "Ill", DependencyState.ACCEPTED)
    else:
        await as_(ANA).commit(asking.withdraw, between.asked.id)
    entries = await as_(DEE).read(workspaces.history, str(accepted.delivers_id))
    assert (entries[-1].kind, entries[-1].detail["what"]) == ("planning.promise_over", "An export")


async def test_a_promise_that_was_kept_is_not_taken_back(as_: As, between: Between) -> None:
    await as_(DEE).commit(answering.accept, between.asked.id, between.export.id)
    await as_(DEE).commit(progress.done, between.export.id)
    agreed = DependencyState.ACCEPTED
    with pytest.raises(Conflict, match="brought already"):
        await as_(DEE).read(dependencies.to_answer, between.asked.id, Deed.DECLINE)
    with pytest.raises(Conflict, match="brought already"):
        await as_(DEE).commit(answering.decline, between.asked.id, "Sorry", agreed)
    with pytest.raises(Conflict, match="brought already"):
        await as_(ANA).commit(asking.withdraw, between.asked.id)
    await as_(DEE).commit(progress.reopen, between.export.id)
    declined = await as_(DEE).commit(answering.decline, between.asked.id, "Sorry", agreed)
    assert declined.state is DependencyState.DECLINED


@pytest.mark.practice("P7")
async def test_only_who_is_affected_hears_of_a_slip_and_hears_once(
    as_: As, between: Between, database: Database
) -> None:
    await as_(DEE).commit(answering.accept, between.asked.id, between.export.id)
    for later in (2, 3):  # the second day is within the week that is no news
        moved = replace(between.export.draft(), due=THURSDAY + timedelta(days=later))
        await as_(DEE).commit(initiatives.edit, between.export.id, moved)
    assert await expected(as_, between.guide) == FRIDAY + timedelta(days=3)
    assert await as_(ANA).read(told) == [("answer", ANA), ("answer", BEN), ("dependency", DEE), ("slip", BEN)]
    assert await database.edge(WORKSPACE).read(slips_on_record, between.guide) == [
        ("2026-03-06", "2026-03-08")
    ]
    await as_(DEE).commit(progress.done, between.export.id)
    assert await expected(as_, between.guide) == FRIDAY
    assert (await as_(ANA).read(told)).count(("slip", BEN)) == 2  # that all is well again is news, too


def slips_on_record(tx: Transaction, initiative: InitiativeView) -> list[tuple[object, object]]:
    entries = workspaces.history(tx, str(initiative.id))
    return [
        (entry.detail["before"], entry.detail["after"])
        for entry in entries
        if entry.kind == "planning.due_slipped"
    ]


async def test_what_is_late_moves_what_waits_by_a_day_each_day(
    as_: As, between: Between, database: Database, clock: Any
) -> None:
    await as_(DEE).commit(answering.accept, between.asked.id, between.export.id)
    clock.now += timedelta(days=7)
    [(workspace, late)] = await database.read_across(slips.late, most=10)
    await database.edge(workspace).commit(lateness.slip_on, [late])
    assert late == between.export.id
    assert await expected(as_, between.guide) == FRIDAY + timedelta(days=4)  # a day after the export
    assert await database.read_across(slips.late, most=10) == []


@pytest.mark.practice("P7")
async def test_a_promise_past_its_date_is_told_to_both_sides_once(
    as_: As, between: Between, database: Database, clock: Any
) -> None:
    await as_(DEE).commit(drive, between.export)
    await as_(DEE).commit(answering.accept, between.asked.id, between.export.id)
    for _ in range(20):
        clock.now += timedelta(days=1)
        for workspace, late in await database.read_across(slips.late, most=10):
            await database.edge(workspace).commit(lateness.slip_on, [late])
    heard = [one for one in await as_(ANA).read(told) if one[0] in ("late", "slip")]
    assert heard == [("late", BEN), ("late", DEE)]
    assert (await as_(DEE).read(access.initiative, between.export.id)).due == FRIDAY - timedelta(days=2)
    assert len(await database.edge(WORKSPACE).read(slips_on_record, between.guide)) == 1
    timeline = await as_(ANA).read(timelines.timeline, between.guide.team_id)
    assert timeline.late == {between.guide.id: [Awaited("An export", FRIDAY - timedelta(days=2))]}
    assert timeline.requests == ()
    page = await as_(ANA).read(backlog, Look(team_id=between.guide.team_id))
    assert [one.late_since for one in page.requests[between.guide.id]] == [FRIDAY - timedelta(days=2)]


async def test_a_late_promise_beyond_what_the_timeline_shows_stands_among_what_waits_for_a_word(
    as_: As, between: Between, clock: Any
) -> None:
    """What needs it is due after all that finds room, so nothing stands beside it."""
    await as_(DEE).commit(answering.accept, between.asked.id, between.export.id)
    for number in range(ENTRIES_MOST):
        sooner = initiative_draft(between.guide.team_id, f"Sooner {number}", due=THURSDAY)
        await as_(ANA).commit(initiatives.add, sooner)
    clock.now += timedelta(days=20)
    timeline = await as_(ANA).read(timelines.timeline, between.guide.team_id)
    assert (timeline.left_out, timeline.late) == (1, {})
    assert [(one.what, one.late_since) for one in timeline.requests] == [
        ("An export", FRIDAY - timedelta(days=2))
    ]


async def test_a_request_without_an_answer_in_time_is_told_to_who_asked_once(
    as_: As, between: Between, database: Database, clock: Any
) -> None:
    clock.now += timedelta(days=3)  # the day asked for
    assert await database.read_across(lateness.unanswered, most=10) == []
    for _ in range(5):
        clock.now += timedelta(days=1)
        for workspace, found in await database.read_across(lateness.unanswered, most=10):
            await database.edge(workspace).commit(lateness.tell_askers, [found])
            assert await database.read_across(lateness.unanswered, most=10) == []
    assert (await as_(ANA).read(told)).count(("answer", ANA)) == 1


async def test_what_waits_for_a_word_stands_in_the_plan_of_who_asked(as_: As, between: Between) -> None:
    waiting = Unsettled(
        initiative_id=between.guide.id,
        number=between.guide.number,
        what="An export",
        needed_by=THURSDAY,
        channel=PLATFORM,
    )
    look = Look(team_id=between.guide.team_id)
    assert (await as_(BEN).read(timelines.timeline, look.team_id)).requests == (waiting,)
    assert (await as_(BEN).read(backlog, look)).requests == {between.guide.id: [waiting]}
    assert (await as_(DEE).read(backlog, Look(team_id=between.platform))).requests == {}
    await as_(DEE).commit(answering.counter, between.asked.id, FRIDAY, None, "")
    offered = replace(waiting, offered=FRIDAY)
    assert (await as_(BEN).read(timelines.timeline, look.team_id)).requests == (offered,)
    assert (await as_(BEN).read(backlog, look)).requests == {between.guide.id: [offered]}
    await as_(BEN).commit(asking.agree, between.asked.id)
    assert (await as_(BEN).read(timelines.timeline, look.team_id)).requests == ()
    assert (await as_(BEN).read(backlog, look)).requests == {}


async def test_a_circle_is_refused_and_its_way_shown_as_far_as_one_may_see(as_: As, between: Between) -> None:
    await as_(DEE).commit(answering.accept, between.asked.id, between.export.id)
    back = DependencyDraft(
        initiative_id=between.export.id,
        giver_id=between.guide.team_id,
        what="The words",
        needed_by=NOON.date(),
    )
    asked = await as_(DEE).commit(asking.ask, back)
    way = "“Export” waits for “Write the welcome guide” waits for “Export”"
    with pytest.raises(Conflict, match=way):
        await as_(CYD).commit(answering.accept, asked.id, between.guide.id)
    with pytest.raises(Conflict, match=way):
        await as_(CYD).commit(answering.counter, asked.id, THURSDAY, between.guide.id, "")


async def test_let_go_it_leaves_nobody_waiting(as_: As, between: Between) -> None:
    await as_(DEE).commit(answering.accept, between.asked.id, between.export.id)
    await as_(DEE).commit(progress.let_go, between.export.id, "Nobody needs it")
    declined = await as_(ANA).read(dependencies.dependency, between.asked.id)
    assert (declined.state, declined.reason) == (
        DependencyState.DECLINED, "“Export” was let go: Nobody needs it",
    )  # fmt: skip
    again = replace_draft(between)
    asked = await as_(ANA).commit(asking.ask, again)
    await as_(BEN).commit(progress.let_go, between.guide.id)
    withdrawn = await as_(DEE).read(dependencies.dependency, asked.id)
    assert withdrawn.state is DependencyState.WITHDRAWN


def replace_draft(between: Between) -> DependencyDraft:
    return DependencyDraft(
        initiative_id=between.guide.id, giver_id=between.platform, what="Again", needed_by=THURSDAY
    )


async def test_a_private_team_is_not_asked_by_whom_it_is_closed_to(team: UUID, as_: As) -> None:
    hidden = await as_(DEE).commit(start_platform, is_private=True)
    guide = await as_(ANA).commit(initiatives.add, initiative_draft(team, due=FRIDAY))
    draft = DependencyDraft(initiative_id=guide.id, giver_id=hidden, what="Export", needed_by=THURSDAY)
    with pytest.raises(NotFound):
        await as_(ANA).commit(asking.ask, draft)
    export = await as_(DEE).commit(initiatives.add, initiative_draft(hidden, "Secret export"))
    asked = await as_(DEE).commit(
        asking.ask, replace(draft, initiative_id=export.id, giver_id=team, what="Words")
    )
    accepted = await as_(BEN).commit(answering.accept, asked.id, guide.id)
    assert accepted.state is DependencyState.ACCEPTED
    with pytest.raises(NotFound):
        await as_(BEN).read(access.initiative, export.id)


async def test_what_a_private_team_let_go_of_and_why_stays_with_it(team: UUID, as_: As) -> None:
    hidden = await as_(DEE).commit(start_platform, is_private=True, present=[ANA])
    guide = await as_(ANA).commit(initiatives.add, initiative_draft(team, due=FRIDAY))
    secret = await as_(DEE).commit(initiatives.add, initiative_draft(hidden, "Secret export"))
    draft = DependencyDraft(initiative_id=guide.id, giver_id=hidden, what="Export", needed_by=THURSDAY)
    asked = await as_(ANA).commit(asking.ask, draft)
    await as_(DEE).commit(answering.accept, asked.id, secret.id)
    await as_(DEE).commit(progress.let_go, secret.id, "Secret reason")
    declined = await as_(BEN).read(dependencies.dependency, asked.id)
    assert (declined.state, declined.reason) == (
        DependencyState.DECLINED, "Something of another team was let go",
    )  # fmt: skip
    entries = await as_(BEN).read(workspaces.history, str(guide.id))
    assert "Secret" not in str([entry.detail for entry in entries])
