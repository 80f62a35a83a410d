"""A goal needs something of a team: one of its initiatives waits for it, a new one where there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.ownership import service as ownership
from bot.features.planning.forms.dependencies import GoalAskStage
from bot.features.planning.service import access, answering, asking, dependencies, initiatives, showing
from bot.features.planning.surfaces import plan
from bot.features.planning.values.days import SaidBack
from bot.features.planning.values.dependencies import DependencyField, DependencyView
from bot.features.planning.views.dependency_forms import goal_ask_form
from bot.features.teams import service as teams
from bot.slack.limits import view_problems
from tests.features.goals.factories import ANA, BEN, DEE, EXTREME_WORDS, goal
from tests.features.planning.factories import FRIDAY, PLATFORM, initiative, initiative_draft, start_platform

As = Callable[[str], Edge]
MONDAY = FRIDAY + timedelta(days=3)


@dataclass(frozen=True)
class Asking:
    """Ana asks Dee's team for what a goal of hers needs."""

    as_: As
    goal: GoalView

    async def __call__(
        self, waiting: UUID | None = None, what: str = "An export", day: date = FRIDAY, user: str = ANA
    ) -> DependencyView:
        return await self.as_(user).commit(
            asking.ask_for_goal, self.goal.id, PLATFORM, what, day, waiting_id=waiting
        )


@pytest.fixture
async def ask(as_: As, proposed: GoalView) -> Asking:
    platform = await as_(DEE).commit(start_platform)
    await as_(ANA).commit(teams.leave, platform)
    return Asking(as_, proposed)


async def test_an_initiative_of_the_goal_that_waits_for_it_is_put_on_record(as_: As, ask: Asking) -> None:
    asked = await ask(what=" An\nexport ")
    waits = await as_(BEN).read(access.initiative, asked.initiative_id)
    assert (waits.title, waits.goal_id, waits.due) == ("An export", ask.goal.id, FRIDAY)
    driver = await as_(BEN).read(ownership.driver_of, waits.id)
    assert driver is not None
    assert driver.user == ANA
    told = [entry.kind for entry in (await as_(BEN).read(showing.shown, waits.id)).history]
    assert {"planning.initiative_added", "planning.dependency_asked"} <= set(told)


async def test_one_that_there_is_can_wait_for_it(as_: As, ask: Asking) -> None:
    draft = initiative_draft(ask.goal.team_id, goal_id=ask.goal.id, due=MONDAY)
    guide = await as_(BEN).commit(initiatives.add, draft)
    assert (await as_(ANA).read(dependencies.could_wait, ask.goal.id)) == (ask.goal, [guide])
    assert (await ask(guide.id)).initiative_id == guide.id


async def test_what_the_goal_waits_for_moves_its_next_date(as_: As, ask: Asking) -> None:
    asked = await ask()
    progress = await as_(ANA).read(initiatives.progress_of, [ask.goal.id])
    assert progress[ask.goal.id].next_due == FRIDAY
    await as_(DEE).commit(answering.counter, asked.id, MONDAY, None, "")
    await as_(ANA).commit(asking.agree, asked.id)
    progress = await as_(ANA).read(initiatives.progress_of, [ask.goal.id])
    assert (progress[ask.goal.id].first_due, progress[ask.goal.id].next_due) == (FRIDAY, MONDAY)


async def test_what_can_not_be_asked_is_explained_beneath_its_field(as_: As, ask: Asking) -> None:
    other = await as_(BEN).commit(initiatives.add, initiative_draft(ask.goal.team_id))
    yesterday = FRIDAY - timedelta(days=30)
    for wrong, field in (
        (ask(other.id), DependencyField.WAITS),
        (ask(what="\u200b"), DependencyField.WHAT),
        (ask(day=yesterday), DependencyField.DAY),
    ):
        with pytest.raises(Invalid) as refused:
            await wrong
        assert refused.value.field == field


async def test_only_members_ask_and_only_for_a_goal_that_goes_on(as_: As, ask: Asking) -> None:
    with pytest.raises(NotAllowed):
        await ask(user=DEE)
    with pytest.raises(NotFound):
        await as_(ANA).read(dependencies.could_wait, UUID(int=9))
    assert "Needs something" in str(await as_(ANA).read(plan.on_details, [ask.goal.id]))
    await as_(ANA).commit(goals.withdraw, ask.goal.id)
    assert await as_(ANA).read(plan.on_details, [ask.goal.id]) == {}
    with pytest.raises(Conflict):
        await as_(ANA).read(dependencies.could_wait, ask.goal.id)
    with pytest.raises(Conflict):
        await ask()


@pytest.mark.parametrize("words", EXTREME_WORDS.values())
def test_whatever_people_write_the_form_fits(words: str) -> None:
    stage = GoalAskStage(UUID(int=3), SaidBack("12/3", FRIDAY, MONDAY))
    many = [initiative(number, words[:150]) for number in range(120)]
    assert view_problems(goal_ask_form(stage, goal(3, words[:150]), many)) == []
    assert view_problems(goal_ask_form(stage, goal(3, words[:150]), [])) == []
