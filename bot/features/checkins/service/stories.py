"""Keeping and finding the narratives of check-ins (P14)."""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import NotFound
from bot.features.checkins.events.prompts import CheckinAnswered
from bot.features.checkins.repository.answers import Answers
from bot.features.checkins.repository.stories import Stories
from bot.features.checkins.rules.digests import has_story
from bot.features.checkins.rules.privacy import said_since
from bot.features.checkins.values.prompts import AnswerView
from bot.features.checkins.values.stories import PAGE, Search, StoryPage
from bot.features.goals import service as goals
from bot.features.teams import service as teams
from bot.text import searched_line, searched_number, searched_words

NOT_FOUND = "I can't find that story here. `/goal stories` shows those that you can read."


def answered(tx: Transaction, event: CheckinAnswered) -> None:
    """The newest version of what somebody told is what is found; what was taken back is found no more."""
    occasion_id = UUID(event.subject)
    for goal_id in event.goal_ids or (None,):
        for newest in Answers(tx).versions(occasion_id, goal_id)[-1:]:
            if has_story(newest):
                Stories(tx).keep(newest, said_since(newest, Answers(tx).told(occasion_id, goal_id)))
            else:
                Stories(tx).forget(occasion_id, goal_id)


def page_in(tx: Transaction, channel: str, words: str) -> StoryPage:
    """The newest stories of the channel's team that a goal's number, or words, lead to; without words all.

    Raises:
        NoTeamHere: no team works in the channel.
    """
    return page(tx, teams.required_team_in(tx, channel).id, words, 0)


def page(tx: Transaction, team_id: UUID, words: str, first: int) -> StoryPage:
    """The same for a team, from that place on.

    Raises:
        NotFound: the actor may not see the team.
    """
    team = teams.team(tx, team_id)
    looked_for = searched_line(words)
    search = _search(tx, team.id, looked_for)
    total = Stories(tx).count(team.id, search)
    begin = min(first, max(total - 1, 0) // PAGE * PAGE)
    found = Stories(tx).page(team.id, search, first=begin, most=PAGE)
    return StoryPage(team.id, looked_for, begin, total, tuple(found))


def of_goal(tx: Transaction, goal_id: UUID) -> StoryPage:
    """A goal's newest stories.

    Raises:
        NotFound: the actor may not see the goal.
    """
    goal = goals.goal(tx, goal_id)
    return page(tx, goal.team_id, f"#{goal.number}", 0)


def story(tx: Transaction, answer_id: UUID) -> AnswerView:
    """One story with all of its words.

    Raises:
        NotFound: it isn't there any more, or not for the actor's eyes.
    """
    found = Stories(tx).one(answer_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def counts_of(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many stories of each goal anybody may read; goals without any are missing."""
    return Stories(tx).counts_of(goal_ids)


def _search(tx: Transaction, team_id: UUID, words: str) -> Search:
    """The stories of a goal named by its number; else those that hold the words, or whose goal's title does."""
    if not words:
        return Search()
    found = tuple(goal.id for goal in goals.find(tx, team_id, words))
    if found and searched_number(words) is not None:
        return Search(found)
    return Search(found, searched_words(words))
