"""A retro as messages: its parent in the channel, the replies in its thread, and notes to one person."""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import LIVE, Message, Surface
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Phase as CyclePhase
from bot.features.retrospectives.service import lost, reading, rhythm
from bot.features.retrospectives.values.phases import Phase
from bot.features.retrospectives.values.retro import RetroView
from bot.features.retrospectives.values.surfaces import RETRO
from bot.features.retrospectives.views import notices, parent, thread
from bot.features.retrospectives.views.rhythm import CLOSING_PART, card_part
from bot.features.retrospectives.views.summary import summary_message
from bot.features.teams import service as teams
from bot.features.teams.values import TeamState
from bot.slack.sections import Part


def draw_retro(tx: Transaction, surface: Surface) -> Message:
    """The surface RETRO."""
    return parent.retro_message(reading.retro(tx, UUID(surface.subject)))


def draw_last_actions(tx: Transaction, surface: Surface) -> Message:
    """The surface LAST_ACTIONS."""
    return thread.last_actions(reading.last_actions(tx, UUID(surface.subject)))


def draw_revealed(tx: Transaction, surface: Surface) -> Message:
    """The surface REVEALED."""
    return thread.revealed(reading.page(tx, surface.subject))


def draw_group(tx: Transaction, surface: Surface) -> Message:
    """The surface GROUP."""
    group = reading.group(tx, UUID(surface.subject))
    return thread.group(group, reading.retro(tx, group.retro_id))


def draw_discussion(tx: Transaction, surface: Surface) -> Message:
    """The surface DISCUSSION."""
    group = reading.group(tx, UUID(surface.subject))
    return thread.discussion(group, reading.retro(tx, group.retro_id))


def draw_summary(tx: Transaction, surface: Surface) -> Message:
    """The surface SUMMARY."""
    return summary_message(reading.summary(tx, UUID(surface.subject)))


def draw_too_many_dots(_: Transaction, __: Surface) -> Message:
    """The surface TOO_MANY_DOTS."""
    return notices.too_many_dots()


def draw_gone(tx: Transaction, surface: Surface) -> Message:
    """The surface RETRO_GONE; it says so when the message is back."""
    retro = reading.retro(tx, UUID(surface.subject))
    channel = teams.team(tx, retro.team_id).channel
    return notices.parent_gone(retro, channel, is_back=lost.has_parent(tx, retro.id))


def tell_gone(tx: Transaction, surface: Surface) -> None:
    """Somebody deleted a retro's message."""
    lost.parent_gone(tx, UUID(surface.subject))


def tell_group_gone(tx: Transaction, surface: Surface) -> None:
    """Somebody deleted a group's reply."""
    lost.group_gone(tx, UUID(surface.subject))


def running_message(tx: Transaction, retro: RetroView) -> Message:
    """How far a running retro is and where, for one person."""
    return notices.running(retro, _address_of(tx, retro.id))


def add_to_menu(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What retrospectives add to the menu of bare `/cairn`: while reflections are collected, where to add one."""
    running = {team_id: reading.running(tx, team_id) for team_id in team_ids}
    return {
        team_id: Part(lines=(notices.menu_line(retro),), buttons=(parent.add_button(retro, primary=False),))
        for team_id, retro in running.items()
        if retro is not None and retro.phase is Phase.COLLECT
    }


def add_to_card(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What retrospectives add to a team's card: when they begin, and in the reflecting phase, where to begin one.

    Nothing while the team sleeps.
    """
    at_work = [team_id for team_id in team_ids if teams.team_by_id(tx, team_id).state is TeamState.ACTIVE]
    phases = {team_id: cycle.phase for team_id, cycle in cycles.currents(tx, at_work).items()}
    return {
        team_id: card_part(
            rhythm.rhythm_for(tx, team_id),
            may_start=phases.get(team_id) is CyclePhase.REFLECTING and reading.running(tx, team_id) is None,
        )
        for team_id in at_work
    }


def at_closing(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """That the look back which came with the team ends with its cycle, where it is still to come."""
    rhythms = {team_id: rhythm.rhythm_for(tx, team_id) for team_id in team_ids}
    ending = [team_id for team_id, one in rhythms.items() if one.is_suggested and one.holds]
    return dict.fromkeys(ending, CLOSING_PART)


def _address_of(tx: Transaction, retro_id: UUID) -> str:
    """Its message's permalink without the workspace's own domain, to which Slack leads on from here."""
    shown = surfaces_of(tx, RETRO, str(retro_id))
    there = next((one for one in shown if one.ts and one.state in LIVE), None)
    if there is None or there.ts is None:
        return ""
    return f"https://slack.com/archives/{there.channel}/p{there.ts.replace('.', '')}"
