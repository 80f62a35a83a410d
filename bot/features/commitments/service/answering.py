"""Giving one's word, sealed until the asking ends; it can be changed until then."""

from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotAllowed
from bot.features.commitments import rules
from bot.features.commitments.models import Commitment
from bot.features.commitments.repository import Rounds
from bot.features.commitments.service.access import electorate, held, on_record, redraw, seen
from bot.features.commitments.service.reading import own_answer
from bot.features.commitments.values.drafts import Field
from bot.features.commitments.values.rounds import OwnWord, RoundView
from bot.features.commitments.values.words import WORDS_MOST, Answer, Step
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of

NOT_COUNTED = (
    "You are a member of this team, but guests' votes aren't counted in it, so your word isn't either. Nothing was "
    "changed. A steward can change that in `/cairn team`; the thread is open to everybody."
)
NOT_CONCERNED = (
    "Only those whom the change concerns are asked here: who drives, carries or advises on the goal. Nothing was "
    "changed. The thread under the goal's card is open to everybody."
)
NOT_SAID = (
    "The team is asked anew, so what you had said isn't counted any more. Nothing was saved; press your step on the "
    "message in the channel once more."
)
TOO_LONG = "Keep it within {most} characters; a sentence or two is best."

MAY_GUESS = (
    "So few are asked here that the others may guess whose words these are. Tick below that they may be shown, or leave "
    "this empty and say it yourself."
)


def answer(tx: Transaction, round_id: UUID, step: Step) -> OwnWord:
    """Give the actor's word, in place of the one before; the chance that they said stays.

    Raises:
        NotFound: they may not see the round.
        NotAllowed: they are not among those who are asked.
        Conflict: the asking has ended.
    """
    row, asked = _open(tx, round_id)
    known = own_answer(tx, asked)
    word = Answer(step, known.chance, known.words if step.is_doubt else "") if known else Answer(step)
    return _keep(tx, row, asked, word)


def explain(
    tx: Transaction, round_id: UUID, chance: int | None, words: str, *, may_show: bool = False
) -> OwnWord:
    """Say how likely it is that the goals are reached, and, to a doubt, what would change one's mind.

    Args:
        may_show: whether the words may be read out where so few are asked that the others may guess whose they are.

    Raises:
        NotFound, NotAllowed, Conflict: as for `answer`; Conflict also when they haven't given their word.
        Invalid: the chance is none of the ones offered, the words are too many, or they may not be shown.
    """
    row, asked = _open(tx, round_id)
    known = own_answer(tx, asked)
    if known is None:
        raise Conflict(NOT_SAID)
    if chance not in rules.CHANCES:
        raise Invalid(Field.CHANCE, "Choose how likely it is; a guess is fine.")
    said = rules.cleaned_words(words) if known.step.is_doubt else ""
    if len(said) > WORDS_MOST:
        raise Invalid(Field.WORDS, TOO_LONG.format(most=WORDS_MOST))
    if said and not may_show and _is_among_few(tx, asked):
        raise Invalid(Field.WORDS, MAY_GUESS)
    return _keep(tx, row, asked, replace(known, chance=chance, words=said))


def own_word(tx: Transaction, round_id: UUID) -> OwnWord:
    """What the actor said in the asking under way.

    Raises:
        NotFound: they may not see the round.
    """
    asked = seen(tx, round_id)
    return OwnWord(asked, own_answer(tx, asked), among_few=_is_among_few(tx, asked))


def _is_among_few(tx: Transaction, asked: RoundView) -> bool:
    return rules.are_few(len(electorate(tx, asked)))


def _open(tx: Transaction, round_id: UUID) -> tuple[Commitment, RoundView]:
    """The round, held, when the actor's word counts in it now."""
    row = held(tx, seen(tx, round_id).id)
    asked = on_record(tx, round_id)
    teams.require_member(tx, asked.team_id)
    if actor_of(tx) not in electorate(tx, asked):
        raise NotAllowed(NOT_COUNTED if asked.only is None else NOT_CONCERNED)
    if not asked.takes_answers(tx.now):
        raise Conflict(rules.too_late(asked))
    return row, asked


def _keep(tx: Transaction, row: Commitment, asked: RoundView, word: Answer) -> OwnWord:
    rounds = Rounds(tx)
    rounds.put_answer(asked.id, actor_of(tx), word)
    if rules.is_complete(rounds.answers([asked.id])[asked.id], electorate(tx, asked)):
        row.completed_at = tx.now
    redraw(tx, asked)
    return OwnWord(on_record(tx, asked.id), word, among_few=_is_among_few(tx, asked))
