"""Which goals a prompt asks about, and with which question (P13, P14)."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.checkins.repository.answers import Answers
from bot.features.checkins.rules import prompts as rules
from bot.features.checkins.values.prompts import LastWord, OccasionView, PromptView
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.ownership import service as ownership
from bot.features.workspaces import service as workspaces


def goals_asked(tx: Transaction, prompt: PromptView) -> list[GoalView]:
    """The goals that the person drives in the teams that ask, stalest first.

    What they say now does not change the order under their fingers: it goes by what was said before.
    """
    team_ids = () if prompt.is_about_actions else prompt.team_ids
    found = [goal for team_id in team_ids for goal in goals.standing_goals(tx, team_id)]
    drivers = ownership.drivers_of(tx, [goal.id for goal in found])
    mine = [goal for goal in found if goal.id in drivers and drivers[goal.id].user == prompt.user]
    said = words_before(tx, prompt, [goal.id for goal in mine])
    return rules.stalest_first(mine, said, workspaces.zone_of(tx, prompt.user))


def words_before(tx: Transaction, prompt: PromptView, goal_ids: list[UUID]) -> dict[UUID, LastWord]:
    """The last word on each goal before this prompt, as its person may read it."""
    own = [one.id for one in prompt.occasions]
    return Answers(tx).last_words(goal_ids, reader=prompt.user, apart_from=own)


def question_of(tx: Transaction, occasion: OccasionView) -> str:
    """The open question of an occurrence: the cadence's take turns."""
    repository = Answers(tx)
    questions = repository.questions_of(occasion.cadence_id)
    return rules.question_for(questions, repository.earlier_days(occasion.cadence_id, occasion.day))
