"""Draws a person's Home tab with what the other rooms add to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Home, Surface
from bot.features.attention.service.hours import availability_of
from bot.features.cycles import surfaces as cycles
from bot.features.dashboard.service import home as service
from bot.features.dashboard.values import HOME, HOME_GOALS
from bot.features.dashboard.views import home as views
from bot.features.dashboard.views.home import ShownPlace
from bot.features.planning.service import actions as planning
from bot.features.planning.service.access import today_of
from bot.features.planning.service.backlog import backlog
from bot.features.planning.values.actions import ActionView
from bot.features.planning.values.backlog import Look, Wanted
from bot.features.teams.views import MENU_SECTIONS
from bot.slack.sections import Part, Sections


def on_teams(tx: Transaction, team_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """What the reader took on in each team."""
    found: dict[UUID, list[ActionView]] = {}
    for action in planning.open_actions_of(tx, tx.actor or ""):
        found.setdefault(action.team_id, []).append(action)
    return {team_id: views.took_on(found[team_id]) for team_id in team_ids if team_id in found}


def initiatives_on_teams(tx: Transaction, team_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """The initiatives that the reader drives in each team."""
    mine, today = Wanted(owner=tx.actor or ""), today_of(tx)
    found = {team_id: backlog(tx, Look(team_id=team_id, wanted=mine)) for team_id in team_ids}
    return {team_id: views.initiatives_part(page, today) for team_id, page in found.items() if page.total}


def phases_on_teams(tx: Transaction, team_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """Which phase of which cycle each team is in."""
    return {team_id: Part(lines=part.lines) for team_id, part in cycles.on_cards(tx, team_ids).items()}


@dataclass(frozen=True, slots=True)
class HomeBoard:
    """Draws Homes as the rooms extend them."""

    sections: Sections

    def home(self, tx: Transaction, surface: Surface) -> Home:
        """The surface HOME, as the person sees it whose Home it is: nothing that they may not see is in it."""
        reader = replace(tx, actor=surface.audience)
        places = service.places_of(reader, surface.audience)
        team_ids = [place.team.id for place in places]
        driven = [goal.id for place in places for goal in place.driven]
        parts = self.sections.parts(HOME, reader, team_ids)
        menus = self.sections.parts(MENU_SECTIONS, reader, team_ids)
        on_goals = self.sections.parts(HOME_GOALS, reader, driven)
        return views.home(
            [ShownPlace(place, parts[place.team.id], menus[place.team.id], on_goals) for place in places],
            availability_of(reader, [surface.audience])[surface.audience],
        )
