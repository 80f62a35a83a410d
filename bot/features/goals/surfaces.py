"""Goals as messages: the card that lives in the channel, the note when it was deleted, and answers for one person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Json, Message, Surface
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Doing, Phase
from bot.features.goals import service
from bot.features.goals.values import (
    GOAL_CARD,
    GOAL_DETAILS,
    GOAL_ENDING,
    GOAL_LIST,
    GOAL_WITHDRAWAL,
    GoalView,
)
from bot.features.goals.views import adopting, card, ending, lists, looking, notices
from bot.features.goals.views.card import ShownGoal
from bot.features.parts import Keeps
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import ActivityView
from bot.slack.sayings import Sayings
from bot.slack.sections import Part, Sections


@dataclass(frozen=True, slots=True)
class GoalBoard:
    """Draws goals with what the rooms above add to them."""

    sections: Sections
    sayings: Sayings

    def card(self, tx: Transaction, surface: Surface) -> Message | None:
        """The surface GOAL_CARD; None once the goal was withdrawn."""
        goal = service.goal_on_record(tx, UUID(surface.subject))
        return None if goal.is_withdrawn else card.goal_card(self._shown(tx, goal))

    def gone_note(self, tx: Transaction, surface: Surface) -> Message | None:
        """The surface GOAL_GONE; it says so when the card is back."""
        goal = service.goal_on_record(tx, UUID(surface.subject))
        if goal.is_withdrawn:
            return None
        channel = teams.team_by_id(tx, goal.team_id).channel
        return notices.card_gone(goal, channel, is_back=service.has_card(tx, goal.id))

    def details(self, tx: Transaction, goal_id: UUID) -> Message:
        """Everything on record of a goal.

        Raises:
            NotFound: there is none, or the actor may not see it.
        """
        return self._details(tx, service.goal(tx, goal_id))

    def page(self, tx: Transaction, team_id: UUID, first: int) -> Message:
        """The team's goals from that place on, in the order of their ranks."""
        page = service.page_of(tx, teams.team(tx, team_id).id, first)
        parts = self.sections.parts(GOAL_LIST, tx, [goal.id for goal in page.goals])
        shown = [ShownGoal(goal, parts[goal.id]) for goal in page.goals]
        return lists.goal_list(team_id, shown, first=page.first, total=page.total)

    def found(self, tx: Transaction, team_id: UUID, words: str) -> Message:
        """The team's goal that the words mean, or those they may mean; without words, its list."""
        if not words:
            return self.page(tx, team_id, 0)
        match service.find(tx, teams.team(tx, team_id).id, words):
            case []:
                return notices.none_found(words)
            case [goal]:
                return self._details(tx, goal)
            case several:
                return lists.which_one(several, words)

    def saved(self, tx: Transaction, goal_id: UUID) -> Message:
        """What a form that came twice saved the first time."""
        goal = service.goal(tx, goal_id)
        return notices.saved(ShownGoal(goal, is_editable=service.is_editable(tx, goal)))

    def withdrawal(self, tx: Transaction, goal_id: UUID) -> Json:
        """The form that asks once more before a goal is withdrawn; raises as `service.to_withdraw` does."""
        goal = service.to_withdraw(tx, goal_id)
        parts = self.sections.parts(GOAL_WITHDRAWAL, tx, [goal_id])[goal_id]
        return notices.withdrawal_modal(goal, parts, service.adopters_of(tx, [goal_id]).get(goal_id, ()))

    def ending(self, tx: Transaction, goal_id: UUID, keepers: Sequence[Keeps]) -> Json:
        """The form that ends a goal; raises as `service.to_end` does."""
        goal = service.to_end(tx, goal_id, keepers)
        return ending.end_modal(goal, self.sections.parts(GOAL_ENDING, tx, [goal_id])[goal_id])

    def _details(self, tx: Transaction, goal: GoalView) -> Message:
        shown = self._shown(tx, goal)
        shown = replace(
            shown,
            parts=(*shown.parts, *self.sections.parts(GOAL_DETAILS, tx, [goal.id])[goal.id]),
            history=workspaces.history(tx, str(goal.id)),
            address=_address_of(service.card_of(tx, goal.id)),
        )
        return card.goal_details(shown, self.sayings)

    def _shown(self, tx: Transaction, goal: GoalView) -> ShownGoal:
        parts = self.sections.parts(GOAL_CARD, tx, [goal.id])[goal.id]
        adopters = service.adopters_of(tx, [goal.id]).get(goal.id, ())
        is_editable = service.is_editable(tx, goal)
        return ShownGoal(goal, parts, is_editable=is_editable, adopted_by=tuple(adopters))


def draw_earlier_card(tx: Transaction, surface: Surface) -> Message:
    """The surface EARLIER_CARD."""
    return notices.earlier_card(service.goal_on_record(tx, UUID(surface.subject)))


def draw_adoption(tx: Transaction, surface: Surface) -> Message:
    """The surface ADOPTION, in the other team's channel."""
    found = service.adoption_on_record(tx, UUID(surface.subject))
    goal = service.goal_on_record(tx, found.goal_id)
    return adopting.offered(goal, found, _public_channel(tx, goal.team_id))


def draw_adoption_answer(tx: Transaction, surface: Surface) -> Message:
    """The notice ADOPTION_ANSWER."""
    found = service.adoption_on_record(tx, UUID(surface.subject))
    goal = service.goal_on_record(tx, found.goal_id)
    return adopting.answered(goal, found, _public_channel(tx, found.team_id))


def _public_channel(tx: Transaction, team_id: UUID) -> str:
    """A team's channel, as far as everybody may know of it."""
    team = teams.team_by_id(tx, team_id)
    return "" if team.is_private else team.channel


def draw_look(tx: Transaction, surface: Surface) -> Message | None:
    """The surface LOOK, whose subject is the team and the cycle; None when nothing is left to look at."""
    team_id, cycle_id = map(UUID, surface.subject.split(":"))
    goals = service.to_look_at(tx, team_id)
    return looking.look_message(team_id, goals, service.said_of(tx, goals, cycle_id)) if goals else None


def draw_look_words(tx: Transaction, surface: Surface) -> Message | None:
    """The surface LOOK_WORDS; None when its author took the words back."""
    found = service.look(tx, UUID(surface.subject))
    return looking.changed_words(service.goal_on_record(tx, found.goal_id), found) if found.words else None


def draw_scope_change(tx: Transaction, surface: Surface) -> Message | None:
    """The surface SCOPE_CHANGE, whose subject is the goal and the change's place among its changes."""
    goal_id, _, place = surface.subject.partition(":")
    changes = service.scope_changes(tx, UUID(goal_id))
    goal = service.goal_on_record(tx, UUID(goal_id))
    return ending.scope_changed(goal, changes[int(place)]) if int(place) < len(changes) else None


def tell_gone(tx: Transaction, surface: Surface) -> None:
    """Somebody deleted a goal's card."""
    service.card_gone(tx, UUID(surface.subject))


def told_of_goal(tx: Transaction, goal_id: UUID) -> tuple[str, Sequence[ActivityView]]:
    """What a goal is called, and what happened to it; raises NotFound when the actor may not see it."""
    return service.goal(tx, goal_id).title, workspaces.history(tx, str(goal_id))


def told_of_aim(tx: Transaction, aim_id: UUID) -> tuple[str, Sequence[ActivityView]]:
    """The same of an aim."""
    return service.aim(tx, aim_id).title, workspaces.history(tx, str(aim_id))


def add_to_menu(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What goals add to the menu of bare `/cairn`, where the team's phase lets one propose."""
    refused = cycles.refused_in(tx, team_ids, Doing.PROPOSE)
    offered = [team_id for team_id in team_ids if team_id not in refused]
    return {team_id: Part(buttons=(lists.propose_button(team_id, primary=False),)) for team_id in offered}


def at_closing(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What becomes of goals when the team's cycle is closed."""
    counts = service.counts_of(tx, team_ids)
    return {team_id: Part(lines=(ending.at_closing(counts.get(team_id, {})),)) for team_id in team_ids}


def at_end(tx: Transaction, cycle_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What became of goals, for the message that their cycle is closed."""
    found = service.became_of(tx, cycle_ids)
    return {cycle_id: Part(lines=tuple(ending.became(goals))) for cycle_id, goals in found.items()}


def on_board(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What goals add to a team's card: while it drafts, where to propose one."""
    drafting = [one for one, cycle in cycles.currents(tx, team_ids).items() if cycle.phase is Phase.DRAFTING]
    return {team_id: Part(buttons=(lists.propose_button(team_id),)) for team_id in drafting}


def _address_of(card: Surface | None) -> str:
    """The card's permalink without the workspace's own domain, to which Slack leads on from here."""
    if card is None or card.ts is None:
        return ""
    return f"https://slack.com/archives/{card.channel}/p{card.ts.replace('.', '')}"
