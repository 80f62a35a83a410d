"""What people see of how a team checks in: the list, what was saved, the line on the team's card."""

from collections.abc import Sequence
from uuid import UUID

from bot.delivery.values import Json
from bot.features.cadences.values import CadenceView
from bot.features.checkins.rules.setup import name_of, setup_in_words
from bot.features.checkins.values.setup import Board, CheckinView, Setup
from bot.features.checkins.views import setup_ids as ids
from bot.features.checkins.views.prompts_ids import NOW
from bot.features.checkins.views.setup_parts import WHAT_IT_IS, previewed, rests, state_of
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.slack.sections import Part

TITLE = "Check-ins"
MOST_LISTED = 15
MOST_ON_CARD = 3


def board_modal(board: Board) -> Json:
    """All check-ins of the team: to choose from for a steward, to read for a member."""
    blocks = [kit.section(WHAT_IT_IS)]
    if not board.checkins:
        blocks.append(kit.section(markup("This team has no check-in at the moment.")))
    for checkin in board.checkins[:MOST_LISTED]:
        blocks += [kit.divider(), *_listed(checkin, may_change=board.may_change)]
    if board.may_change:
        blocks.append(kit.actions(kit.button("New check-in", ids.NEW, str(board.team.id), primary=True)))
    else:
        blocks.append(kit.context(_who_changes(board)))
    return kit.modal(TITLE, blocks, callback_id=ids.SHOWN)


def saved(checkin: CheckinView) -> Json:
    """What was saved, and when it asks next; a form is saved once, so changing it again begins with a fresh one."""
    blocks = [
        kit.section(markup("Saved: {words}.", words=setup_in_words(checkin.setup))),
        *previewed(
            checkin.setup.rhythm.zones, checkin.setup.who, checkin.preview, is_paused=rests(checkin.cadence)
        ),
    ]
    return kit.modal(TITLE, blocks, callback_id=ids.SHOWN)


def stopped(cadence: CadenceView) -> Json:
    """After *Stop*."""
    words = markup("This check-in has ended, and what people said in it stays on record.")
    back = kit.button("All check-ins", ids.BACK, str(cadence.team_id))
    return kit.modal(TITLE, [kit.section(words), kit.actions(back)], callback_id=ids.SHOWN)


def card_part(
    team_id: UUID, checkins: Sequence[tuple[CadenceView, Setup]], *, is_running: bool = False
) -> Part:
    """What the team's card tells of its check-ins, and how to change them.

    Args:
        is_running: it is the time to tell how goals go, so that the button leads there.
    """
    told = [
        markup(
            "*Check-in*: {words}{paused}",
            words=setup_in_words(setup),
            paused=" (paused)" if rests(cadence) else "",
        )
        for cadence, setup in checkins[:MOST_ON_CARD]
    ]
    if len(checkins) > MOST_ON_CARD:
        told.append(markup("*Check-in*: {count} more", count=len(checkins) - MOST_ON_CARD))
    lines = told or [markup("*Check-in*: none at the moment")]
    return Part(
        lines=(*lines[:-1], markup("{line} · see or change it with `/checkin`", line=lines[-1])),
        buttons=(_now() if is_running and checkins else kit.button("Check-ins", ids.OPEN, str(team_id)),),
    )


def _now() -> Element:
    return kit.button("Check in now", NOW, primary=True)


def _listed(checkin: CheckinView, *, may_change: bool) -> tuple[Block, ...]:
    change = kit.button("Change", ids.CHANGE, str(checkin.cadence.id)) if may_change else None
    head = markup("*{name}*\n{state}", name=name_of(checkin.setup), state=state_of(checkin, is_named=True))
    shown = () if may_change else previewed(checkin.setup.rhythm.zones, checkin.setup.who, checkin.preview)
    return (kit.section(head, accessory=change), *(() if rests(checkin.cadence) else shown))


def _who_changes(board: Board) -> Markup:
    if not board.stewards:
        return markup("Stewards change this; this team has none yet, so press *I'll steward* on its card.")
    named = kit.joined(", ", map(kit.mention, board.stewards[:5]))
    return markup("Stewards of the team change this: {named}", named=named)
