"""All that a prompt's message shows, and how much of it Slack has room for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from bot.features.checkins.values.prompts import (
    GOALS_AT_FIRST,
    AnswerView,
    LastWord,
    PromptView,
    ReplyView,
    RhythmView,
    Snooze,
)
from bot.features.goals.values import GoalView
from bot.slack.kit import Block
from bot.text import shorten

TEAM_NAMED = 80  # characters; Slack's longest name of a channel


@dataclass(frozen=True, slots=True)
class Measure:
    """How much of everything a message shows: Slack allows so many characters in all.

    Args:
        goals: how many with buttons, once *More* was pressed.
        asides: how many of others' goals; all of them are among the stories.
        quoted: characters of people's words.
        titled: characters of a goal's title.
    """

    goals: int
    asides: int
    quoted: int
    titled: int


MEASURES = (
    Measure(6, 5, 300, 150),
    Measure(6, 5, 100, 150),
    Measure(3, 3, 100, 150),
    Measure(3, 0, 0, 60),
)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal in a prompt.

    Args:
        last: what was said of it before.
        answer: what the person says now.
    """

    goal: GoalView
    last: LastWord | None = None
    answer: AnswerView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPrompt:
    """All that a prompt's message shows.

    Args:
        teams: the channels it is for, by their teams' ids.
        rows: the goals that the person drives, stalest first.
        asides: goals that somebody else drives, and what the person says of them, newest first.
        words: what they say beside goals, to each team.
        questions: this time's open question of each team.
        away_until: the day on which its person is back; None while they are here.
        replies: messages in words that there is something to say about: which wait for their team, the newest that
            counts, and what was taken back after it.
        late: the days that it is for, where that isn't today alone.
        too_late: the teams whose digest takes in nothing more of it.
        is_overtaken: its teams asked again since, so it is there to add to, and no more to be put off or skipped.
        snoozes: the ways of putting it off.
        actions: what the person took on and has not done, where it asks after nothing else.
        extra: what else goes along: open actions, notices.
    """

    prompt: PromptView
    teams: Mapping[UUID, str]
    rows: Sequence[GoalRow] = ()
    asides: Sequence[GoalRow] = ()
    words: Sequence[AnswerView] = ()
    questions: Mapping[UUID, str] = field(default_factory=dict)
    rhythm: RhythmView | None = None
    away_until: date | None = None
    replies: Sequence[ReplyView] = ()
    late: Sequence[date] = ()
    too_late: Collection[UUID] = ()
    is_overtaken: bool = False
    snoozes: Sequence[Snooze] = tuple(Snooze)
    actions: Sequence[Block] = ()
    extra: Sequence[Block] = ()

    @property
    def is_complete(self) -> bool:
        """What is asked first has an answer; the rest is there for who wants it."""
        if self.prompt.is_about_actions:
            return not self.actions
        if self.rows:
            return all(row.answer for row in self.rows[:GOALS_AT_FIRST])
        about = [row.answer for row in self.asides if row.answer]
        return {answer.team_id for answer in [*self.words, *about]} >= self.teams.keys()

    @property
    def is_joint(self) -> bool:
        """Several teams ask; what is theirs says so."""
        return len(self.teams) > 1

    def team(self, team_id: UUID) -> str:
        """The team's channel, as one says it, short enough for a line."""
        return shorten(self.teams.get(team_id, "another team"), TEAM_NAMED)
