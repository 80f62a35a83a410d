"""Messages noted with 📝: signed by who noted them, quoted, kept for the retro."""

from uuid import UUID

from bot.db.inbox import KEPT
from bot.db.transaction import Transaction
from bot.features.retrospectives.models import Retro
from bot.features.retrospectives.repository.notes import Note, Notes
from bot.features.retrospectives.repository.reflections import Reflections
from bot.features.retrospectives.repository.retros import Retros
from bot.features.retrospectives.rules.words import noted_words
from bot.features.retrospectives.service.access import found
from bot.features.retrospectives.service.collecting import collecting
from bot.features.retrospectives.values.formats import BEFORE, NOTED
from bot.features.retrospectives.values.phases import Phase
from bot.features.retrospectives.values.reflections import Quote, ReflectionDraft
from bot.features.retrospectives.values.surfaces import RETRO
from bot.features.teams import service as teams
from bot.features.teams.values import TeamState, TeamView
from bot.features.voting.values import microseconds


def note(tx: Transaction, channel: str, ts: str, user: str, *, added: bool, stamp: int) -> None:
    """Somebody put 📝 on a message, or took it away, in whatever order and how often Slack sends it.

    A job fetches the words. Only members of the channel's team gather; others' 📝 means nothing. Anybody takes back
    what they gathered, also when they left or the team sleeps. What is revealed stays.

    Args:
        stamp: when, in microseconds since 1970, by Slack's clock.
    """
    team = teams.started_in(tx, channel)
    if team is None or (added and not _gathers(tx, team, user)):
        return
    notes = Notes(tx)
    notes.forget(microseconds(tx.now - KEPT))
    if not notes.heard(Note(team.id, channel, ts, user), added=added, stamp=stamp) or added:
        return
    for retro_id in Reflections(tx).drop_noted(user, channel=channel, ts=ts):
        Reflections(tx).count_out(retro_id, user)
        tx.touch(RETRO, retro_id)


def noted_read(tx: Transaction, note_id: UUID, text: str, quote: Quote) -> None:
    """Slack told the words of a noted message: they are kept, unless the 📝 was taken away or its owner left meanwhile.

    Args:
        text: as people read it; a message without words (a picture) leaves only its link.
    """
    row = Notes(tx).taken(note_id)
    if row is None or not teams.is_member(tx, row.team_id, row.user):
        return
    retro = _collecting(tx, row.team_id)
    words = noted_words(text, quote.permalink)
    column = NOTED if Phase(retro.phase) is Phase.COLLECT else BEFORE
    if words and Reflections(tx).add_noted(
        retro.id, row.user, ReflectionDraft(column, words), channel=row.channel, ts=row.ts, quote=quote
    ):
        Reflections(tx).count_in(retro.id, row.user, is_anonymous=False)
        tx.touch(RETRO, retro.id)


def noted_gone(tx: Transaction, note_id: UUID) -> None:
    """Slack has no such message any more, or Cairn may not see it: there is nothing to keep."""
    Notes(tx).taken(note_id)


def _collecting(tx: Transaction, team_id: UUID) -> Retro:
    """The retro that takes reflections now, held; not one that was revealed while this waited for it."""
    row = found(Retros(tx).locked(collecting(tx, team_id).id))
    by_now = collecting(tx, team_id)
    return row if by_now.id == row.id else found(Retros(tx).locked(by_now.id))


def _gathers(tx: Transaction, team: TeamView, user: str) -> bool:
    return team.state is TeamState.ACTIVE and teams.is_member(tx, team.id, user)
