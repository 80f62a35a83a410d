"""Rounds as messages and notices, and their lines on goals' cards, the team's card and the menu."""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.commitments.service import access, posting, reading
from bot.features.commitments.values.rounds import RoundState
from bot.features.commitments.views import asked, board, notices, talk, word
from bot.features.cycles import service as cycles
from bot.features.cycles.values import CycleView, Phase
from bot.features.goals import service as goals
from bot.features.teams import service as teams
from bot.slack.sections import Part


def draw_round(tx: Transaction, surface: Surface) -> Message:
    """The surface ROUND."""
    return asked.round_message(reading.shown(tx, UUID(surface.subject)))


def tell_gone(tx: Transaction, surface: Surface) -> None:
    """Somebody deleted a round's message."""
    posting.message_gone(tx, UUID(surface.subject))


def draw_gone(tx: Transaction, surface: Surface) -> Message | None:
    """The surface ROUND_GONE; it says so when the message is back."""
    shown = reading.shown(tx, UUID(surface.subject))
    if shown.round.state.is_over:
        return None
    return notices.message_gone(shown, is_back=posting.is_posted(tx, shown.round.id))


def draw_talk(tx: Transaction, surface: Surface) -> Message:
    """The surface TALK."""
    round_id, number = surface.subject.split(":")
    return talk.conversation(access.on_record(tx, UUID(round_id)), int(number))


def draw_minds(tx: Transaction, surface: Surface) -> Message:
    """The surface MINDS."""
    round_id, number, page = surface.subject.split(":")
    results = access.on_record(tx, UUID(round_id)).results
    return talk.minds(results[int(number) - 1], int(page))


def draw_decision(tx: Transaction, surface: Surface) -> Message:
    """The surface DECISION."""
    return talk.decision(access.on_record(tx, UUID(surface.subject)))


def draw_lapsed(tx: Transaction, surface: Surface) -> Message:
    """The surface LAPSED."""
    return talk.lapsed(access.on_record(tx, UUID(surface.subject)))


def draw_word_asked(tx: Transaction, surface: Surface) -> Message | None:
    """The notice WORD_ASKED; once posted, it says what became of it."""
    round_id, number = surface.subject.split(":")
    shown = reading.shown(tx, UUID(round_id))
    is_this_one = shown.round.asking == int(number)
    if is_this_one and reading.waits_for(tx, shown.round, surface.audience):
        return notices.word_asked(shown)
    if surface.ts is None:
        return None
    if not (is_this_one and shown.takes_answers):
        return notices.asking_over(shown)
    return notices.word_given(shown, reading.answer_of(tx, shown.round, surface.audience))


def draw_decision_due(tx: Transaction, surface: Surface) -> Message | None:
    """The notice DECISION_DUE; once posted, it says that somebody decided."""
    shown = reading.shown(tx, UUID(surface.subject))
    if shown.round.state is RoundState.DECIDING:
        return notices.decision_due(shown)
    return None if surface.ts is None else notices.asking_over(shown)


def status(tx: Transaction, round_id: UUID) -> Message:
    """The round for one person, with what they said.

    Raises:
        NotFound: there is none, or they may not see it.
    """
    shown = reading.shown_to(tx, round_id)
    own = reading.own_answer(tx, shown.round)
    return word.status(shown, own, is_posted=posting.is_posted(tx, round_id))


def on_cards(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """When the team gave its word on each goal, while it stands, and with what chance."""
    return {goal: notices.card_part(known) for goal, known in reading.committed(tx, goal_ids).items()}


def on_board(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """How far the team's word is; while it is time to commit and nobody is being asked, what comes next."""
    running = reading.running_of(tx, team_ids)
    found = {
        team_id: notices.board_part(asked, reading.progress_of(tx, asked))
        for team_id, asked in running.items()
    }
    for team_id, cycle in cycles.currents(tx, team_ids).items():
        if cycle.phase is Phase.COMMITTING:
            found.setdefault(team_id, _next_step(tx, cycle))
    return found


def in_menu(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What commitments add to the menu of bare `/cairn`: what waits for the reader."""
    return {team_id: _menu_of(tx, team_id) for team_id in team_ids}


def at_withdrawal(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What withdrawing goals means for open questions about them."""
    asked = reading.asked_about(tx, goal_ids)
    return {goal_id: notices.withdrawal_part(reading.progress_of(tx, one)) for goal_id, one in asked.items()}


def at_closing(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What becomes of open questions when the team's cycle is closed."""
    running = {team_id: reading.running_in(tx, team_id) for team_id in team_ids}
    return {
        team_id: notices.closing_part([(asked, reading.progress_of(tx, asked)) for asked in rounds])
        for team_id, rounds in running.items()
        if rounds
    }


def _next_step(tx: Transaction, cycle: CycleView) -> Part:
    committed = [goal for goal in goals.committed_of(tx, cycle.team_id) if goal.cycle_id == cycle.id]
    proposed = goals.proposed_of(tx, cycle.team_id)
    return board.part(cycle, committed=len(committed), proposed=len(proposed))


def _menu_of(tx: Transaction, team_id: UUID) -> Part:
    reader = tx.actor or ""
    running = reading.running_in(tx, team_id)
    waiting = [found for found in running if reading.waits_for(tx, found, reader)]
    to_decide = [found for found in running if found.state is RoundState.DECIDING]
    lacking = [found for found in running if reading.lacks_chance(tx, found, reader)]
    is_steward = bool(to_decide) and teams.is_steward(tx, team_id, reader)
    return notices.menu_part(waiting, to_decide if is_steward else (), lacking)
