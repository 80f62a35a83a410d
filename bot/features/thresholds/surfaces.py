"""Talks as messages, their replies and notices, and what goals and the board say of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.goals import service as goals
from bot.features.indicators import service as indicators
from bot.features.teams import service as teams
from bot.features.thresholds.service import talks as service
from bot.features.thresholds.values import TalkView
from bot.features.thresholds.views import talks as views
from bot.features.thresholds.views.talks import ShownTalk
from bot.slack.sections import Part


def draw_talk(tx: Transaction, surface: Surface) -> Message:
    """The surface TALK."""
    return views.talk_message(shown(tx, service.talk(tx, UUID(surface.subject))))


def draw_prompts(_: Transaction, __: Surface) -> Message:
    """The surface PROMPTS."""
    return views.prompts()


def draw_note(tx: Transaction, surface: Surface) -> Message:
    """The surface NOTE."""
    note = service.note(tx, UUID(surface.subject))
    return views.note_message(note, service.talk(tx, note.talk_id))


def draw_facilitate(tx: Transaction, surface: Surface) -> Message | None:
    """The notice FACILITATE; not sent any more once the talk is over, or somebody else's."""
    talk = service.talk(tx, UUID(surface.subject))
    if surface.ts is None and not (talk.is_open and talk.facilitator == surface.audience):
        return None
    return views.facilitate(talk, teams.team_by_id(tx, talk.team_id).channel)


def draw_talked_about(tx: Transaction, surface: Surface) -> Message | None:
    """The notice TALKED_ABOUT; not sent any more once the talk is over."""
    talk = service.talk(tx, UUID(surface.subject))
    if surface.ts is None and not talk.is_open:
        return None
    return views.talked_about(talk, teams.team_by_id(tx, talk.team_id).channel)


def draw_help_asked(tx: Transaction, surface: Surface) -> Message:
    """The notice HELP_ASKED."""
    note = service.note(tx, UUID(surface.subject))
    talk = service.talk(tx, note.talk_id)
    return views.help_asked(note, talk, teams.team_by_id(tx, talk.team_id).channel)


def on_cards(tx: Transaction, goal_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """The open talks about each goal."""
    return {goal_id: views.card_part(some) for goal_id, some in _by_goal(tx, goal_ids).items()}


def on_board(tx: Transaction, team_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """The open talks of each team."""
    return {team_id: views.card_part(some) for team_id, some in _by_team(tx, team_ids).items()}


def at_closing(tx: Transaction, team_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """That open talks end when the team's cycle is closed: their goals are not committed to any more."""
    return {team_id: views.closing_part(len(some)) for team_id, some in _by_team(tx, team_ids).items()}


def shown(tx: Transaction, talk: TalkView) -> ShownTalk:
    """A talk with what its message tells besides."""
    goal = goals.goal_on_record(tx, talk.goal_id)
    measured = indicators.of_goals(tx, [talk.goal_id]).get(talk.goal_id, ())
    indicator = next((one for one in measured if one.id == talk.indicator_id), None)
    if indicator is None:
        return ShownTalk(talk, goal, None)
    return ShownTalk(talk, goal, indicator, indicators.readings_of(tx, [indicator.id]).get(indicator.id, ()))


def _by_team(tx: Transaction, team_ids: Sequence[UUID]) -> Mapping[UUID, list[TalkView]]:
    by_team: defaultdict[UUID, list[TalkView]] = defaultdict(list)
    for talk in service.open_in(tx, team_ids):
        by_team[talk.team_id].append(talk)
    return by_team


def _by_goal(tx: Transaction, goal_ids: Sequence[UUID]) -> Mapping[UUID, list[TalkView]]:
    by_goal: defaultdict[UUID, list[TalkView]] = defaultdict(list)
    for talk in service.open_on(tx, goal_ids):
        by_goal[talk.goal_id].append(talk)
    return by_goal
