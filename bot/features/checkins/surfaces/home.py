"""Check-ins' part of somebody's Home; the actor is who looks at it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.checkins.service import answers, home
from bot.features.checkins.surfaces.prompts import shown_prompt
from bot.features.checkins.views import home as views
from bot.slack.sections import Part


def on_teams(tx: Transaction, team_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """The open check-in, or when the next one comes, of each team that checks in."""
    found = home.at_home(tx, team_ids)
    shown = shown_prompt(tx, found.prompt) if found.prompt else None
    return {
        team_id: views.asked_part(shown, team_id)
        if shown and found.asks(team_id)
        else views.waiting_part(
            found.next_at.get(team_id), is_asked=team_id in found.asking, rests=found.rests
        )
        for team_id in team_ids
        if team_id in found.at_work
    }


def on_goals(tx: Transaction, goal_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """What was said of each goal that the reader drives, with the taps while they are asked about it."""
    said = answers.last_words(tx, goal_ids, reader=tx.actor or "")
    parts = {goal_id: views.said_part(word) for goal_id, word in said.items()}
    found = home.at_home(tx, ())
    if found.prompt is not None:
        for row in shown_prompt(tx, found.prompt).rows:
            if found.asks(row.goal.team_id):
                parts[row.goal.id] = views.goal_part(found.prompt, row)
    return parts
