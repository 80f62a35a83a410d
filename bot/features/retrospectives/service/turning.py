"""What the end of each phase brings about; the retro's row is held."""

from collections.abc import Callable

from bot.db.transaction import Transaction
from bot.db.unsigned import CONTRIBUTORS_LEAST
from bot.features.retrospectives.models import Retro
from bot.features.retrospectives.repository.groups import Groups
from bot.features.retrospectives.repository.reflections import Reflections
from bot.features.retrospectives.repository.retros import Retros, ends_of, format_of, write_ends
from bot.features.retrospectives.rules.groups import leftovers, pages
from bot.features.retrospectives.rules.phases import counted_at, over_at_once, without_vote
from bot.features.retrospectives.service.access import thread_key
from bot.features.retrospectives.service.grouped import groups_of
from bot.features.retrospectives.values.phases import Ends, Phase
from bot.features.retrospectives.values.surfaces import DISCUSSION, GROUP, REVEALED, SUMMARY
from bot.features.teams import service as teams


def reveal(tx: Transaction, row: Retro) -> None:
    """Collecting is over: all is shown in random order; anonymous words only where three people wrote them.

    The anonymous words move, shuffled and under new keys, to where nothing is known of when they came; who
    contributed is forgotten, and a job clears what the database file still holds of it.
    """
    reflections = Reflections(tx)
    row.contributors = Retros(tx).view(row).contributors
    is_enough = _is_enough(reflections, row)
    words = reflections.take_anonymous(row.id)
    reflections.forget_contributors(row.id)
    row.was_erased = bool(words) and not is_enough
    row.must_vacuum = bool(words)
    shown = reflections.reveal(row.id, words if is_enough else [])
    if not shown:
        _pass_over(tx, row)
    for number in range(1, pages(shown) + 1):
        _reply(tx, row, REVEALED, f"{row.id}/{number}", f"retro-revealed:{row.id}:{number}")


def is_counting(tx: Transaction, row: Retro, ends: Ends) -> bool:
    """Whether a reveal now would erase words of which somebody may not be counted yet."""
    reflections = Reflections(tx)
    may_miss = row.is_anonymous and tx.now < counted_at(ends) and reflections.has_anonymous(row.id)
    return may_miss and not _is_enough(reflections, row)


def begin_vote(tx: Transaction, row: Retro) -> None:
    """Grouping is over: what is still loose is grouped too, and each group gets its reply to put dots on."""
    groups, reflections = Groups(tx), Reflections(tx)
    loose = [one for one in reflections.revealed(row.id) if one.group_id is None]
    rest = leftovers(loose, format_of(row))
    for group_id, (_, members) in zip(groups.make(row.id, [title for title, _ in rest]), rest, strict=True):
        for reflection in members:
            reflections.change(reflection.id, group_id=group_id)
    for group in groups_of(tx, row):
        if group.reflections:
            _reply(tx, row, GROUP, str(group.id), f"retro-group:{group.id}")


def count(tx: Transaction, row: Retro) -> None:
    """The vote is over: its dots are written down, and the top groups get a reply each to talk in."""
    ranked = groups_of(tx, row)
    Groups(tx).freeze({group.id: group.dots or 0 for group in ranked})
    for group in ranked:
        tx.touch(GROUP, group.id)
        if group.is_top:
            _reply(tx, row, DISCUSSION, str(group.id), f"retro-discussion:{group.id}")


def close(tx: Transaction, row: Retro) -> None:
    """It is over: the summary, unless all was erased, as the retro's message says."""
    if not Retros(tx).view(row).is_cut_short:
        _reply(tx, row, SUMMARY, str(row.id), f"retro-summary:{row.id}")


TURNS: dict[Phase, tuple[Callable[[Transaction, Retro], None], Phase]] = {
    Phase.COLLECT: (reveal, Phase.GROUP),
    Phase.GROUP: (begin_vote, Phase.VOTE),
    Phase.VOTE: (count, Phase.DISCUSS),
    Phase.DISCUSS: (close, Phase.CLOSED),
}


def _is_enough(reflections: Reflections, row: Retro) -> bool:
    return reflections.anonymous_contributors(row.id) >= CONTRIBUTORS_LEAST


def _pass_over(tx: Transaction, row: Retro) -> None:
    """There is nothing to group or to vote on; where all was erased, nothing to talk about either."""
    ends = ends_of(row)
    if ends is not None:
        left = over_at_once(tx.now) if row.was_erased else without_vote(ends, tx.now)
        write_ends(row, left, Phase(row.phase))


def _reply(tx: Transaction, row: Retro, kind: str, subject: str, key: str) -> None:
    channel = teams.team_by_id(tx, row.team_id).channel
    tx.show(kind, subject, channel, key=key, thread_of=thread_key(tx, row.id))
