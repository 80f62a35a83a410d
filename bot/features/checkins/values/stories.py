"""The narratives of check-ins, as they are found again (P14)."""

from dataclasses import dataclass
from uuid import UUID

from bot.features.checkins.values.prompts import AnswerView

PAGE = 5  # stories at once


@dataclass(frozen=True, slots=True)
class Search:
    """Stories that are about any of these goals or hold all of these words; all stories when neither is named.

    Args:
        words: casefolded.
    """

    goal_ids: tuple[UUID, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A page of a team's stories, newest first.

    Args:
        words: what was looked for, as it was typed; empty for all of them.
        first: place of the page's first story among all that were found.
        total: how many were found.
    """

    team_id: UUID
    words: str
    first: int
    total: int
    stories: tuple[AnswerView, ...]
