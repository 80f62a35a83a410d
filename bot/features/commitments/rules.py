"""Pure decisions on people's words: whether they make a commitment, and what is put on the table.

The figures are P9's, after the fist of five: silence is no consent, one "no" is heard out, and so are many doubts.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from uuid import UUID

from bot.features.commitments.values.drafts import REASONS_MOST, Field, RoundDraft, VerdictDraft
from bot.features.commitments.values.rounds import Need, RoundState, RoundView
from bot.features.commitments.values.words import COUNTED_FROM, Answer, Chance, Reason, Result, Step
from bot.features.cycles.values import CycleView
from bot.features.indicators.rules.numbers import read_amount
from bot.text import clean_line, clean_text, day_in_words, has_visible, listing, plural

HEARD_LEAST = 60  # percent of those asked
DOUBTS_BELOW = 25  # percent of those who answered
LOW_BELOW, HIGH_ABOVE = 30, 90  # percent
NO_OBJECTION = "Say what speaks against it, so that whoever raised it finds it heard."
NO_REPLY = "Say what you reply to it, so that everybody knows why it was decided like this."
NO_WHY = "Say why you decide so, because everybody will ask it."
MEASURE = {
    "direction": "the direction",
    "baseline": "the baseline",
    "target": "the target",
    "unit": "the unit",
    "due_on": "the day of the target",
}  # the fields of an indicator on which a team's word rests
CHANCES = range(0, 101, 10)


def counted(answers: Mapping[str, Answer], electorate: Set[str]) -> Result:
    """What the answers of those who are counted come to, in an order that tells nothing of who said what."""
    heard = [answer for user, answer in answers.items() if user in electorate]
    return Result(
        of=len(electorate),
        counts=tuple(sum(answer.step is step for answer in heard) for step in Step),
        chances=tuple(sorted(answer.chance for answer in heard if answer.chance is not None)),
        words=tuple(sorted(answer.words for answer in heard if answer.words)),
    )


def are_few(asked: int) -> bool:
    """Whether so few are asked that each may guess what the others said, however little is shown."""
    return asked < COUNTED_FROM


def has_quorum(heard: int, of: int) -> bool:
    """Whether enough of those asked answered: 60 %, and somebody."""
    return heard > 0 and heard * 100 >= of * HEARD_LEAST


def reasons_against(result: Result) -> tuple[Reason, ...]:
    """Why the team has not committed; none when it has."""
    found = {
        Reason.TOO_FEW: not has_quorum(result.heard, result.of),
        Reason.SOMEBODY_CANNOT: result.said(Step.NO) > 0,
        Reason.MANY_DOUBTS: result.heard > 0
        and result.said(Step.DOUBTS) * 100 >= result.heard * DOUBTS_BELOW,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def reasons_told(result: Result) -> tuple[Reason, ...]:
    """The same as people may read them: where fewer than three answered, a reason of theirs tells who gave it."""
    reasons = reasons_against(result)
    if result.heard >= COUNTED_FROM or not reasons:
        return reasons
    return (Reason.TOO_FEW if Reason.TOO_FEW in reasons else Reason.NOT_TOLD,)


def was_objected(results: Sequence[Result]) -> bool:
    """Whether somebody spoke against it, as far as people may read that; where nobody did, too few answered."""
    return any(result.words or set(reasons_told(result)) - {Reason.TOO_FEW} for result in results)


def is_complete(answers: Mapping[str, Answer], electorate: Set[str]) -> bool:
    """Whether nothing is left to wait for: all who are counted answered, and said the chance."""
    said_all = {user for user, answer in answers.items() if answer.chance is not None}
    return bool(electorate) and electorate <= said_all


def chance_to_discuss(result: Result) -> Chance | None:
    """Whether the team's chance is put on the table: under 30 % it is hardly possible, over 90 % hardly ambitious."""
    if result.chance is None:
        return None
    if result.chance < LOW_BELOW:
        return Chance.LOW
    return Chance.HIGH if result.chance > HIGH_ABOVE else None


def none_to_ask(committed: int, *, is_strict: bool) -> str:
    """Why the team can't be asked: no proposed goal is left; and where the next comes from, strict teams in their phases.

    Args:
        committed: goals that it gave its word on.
    """
    more = (
        "This team proposes while it drafts or votes; a steward can move the cycle back with `/cairn cycle`."
        if is_strict
        else "`/goal propose` puts one up."
    )
    if not committed:
        return f"No proposed goal waits for this team's word. {more}"
    known = plural(committed, "goal is", "goals are")
    return f"{known} committed, and no other waits for the team's word. {more}"


def cycle_over(cycle: CycleView) -> str:
    """Why nothing can be committed to now, and when it can again."""
    coming = cycle.ahead
    if coming is None or coming.on is None:
        return "The team's cycle is over. Once a steward begins the next with `/cairn cycle`, it can commit to goals."
    day = day_in_words(coming.on, year_of=cycle.ends_on)
    return f"The team's cycle is over. The next one begins by itself {day}, and then it can commit to goals."


def too_late(asked: RoundView) -> str:
    """Why a word can't be given any more, and what became of those that were."""
    match asked.state:
        case RoundState.TAKEN_BACK:
            return "This question was taken back, so nobody's answer was kept. Nothing was changed."
        case RoundState.LAPSED:
            return "The cycle ended before this was settled, so no answer to it counts any more. Nothing was changed."
        case RoundState.OPEN:
            return (
                "The time to answer is over, so nothing was changed. What was said before is being counted."
            )
        case _:
            return (
                "The time to answer is over, so nothing was changed. What was said before was counted; its message in "
                "the channel shows what it came to."
            )


def also_changed(known: str, number: int) -> str:
    """The goals of a set that changed after people had answered, by number, with this one among them."""
    numbers = known.split(", ") if known else []
    return ", ".join(dict.fromkeys([*numbers, f"#{number}"]))


def measure_change(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """What of an indicator's measure changed, in words; empty where what was committed to is measured as before.

    Args:
        before: what differs, by the draft's fields; `after` likewise.
    """
    told = [
        f"{name} from {_said(before.get(field))} to {_said(after[field])}"
        for field, name in MEASURE.items()
        if field in after
    ]
    return listing(told)


def cleaned_words(words: str) -> str:
    """What somebody wrote, without what nobody sees; nothing visible at all is empty."""
    cleaned = clean_text(words)
    return cleaned if has_visible(cleaned) else ""


def cleaned(draft: RoundDraft, goal_ids: tuple[UUID, ...]) -> RoundDraft:
    """The draft without what nobody sees, and with its goals in this order."""
    return replace(
        draft, goal_ids=goal_ids, people=_cleaned_need(draft.people), budget=_cleaned_need(draft.budget)
    )


def needs_of(draft: RoundDraft) -> dict[Field, str]:
    """What the set takes and what there is, by the form's field."""
    return {
        Field.PEOPLE_NEEDED: draft.people.needed,
        Field.PEOPLE_AVAILABLE: draft.people.available,
        Field.BUDGET_NEEDED: draft.budget.needed,
        Field.BUDGET_AVAILABLE: draft.budget.available,
    }


def is_short(need: Need) -> bool:
    """Whether more is needed than there is, where both are amounts of the same."""
    needed = read_amount(need.needed)
    available = needed and read_amount(need.available, near=needed.value)
    if needed is None or available is None:
        return False
    are_of_one = not needed.unit or not available.unit or needed.unit.casefold() == available.unit.casefold()
    return are_of_one and needed.value > available.value


def cleaned_verdict(draft: VerdictDraft) -> VerdictDraft:
    """A steward's draft without what nobody sees."""
    return replace(draft, objection=cleaned_words(draft.objection), reply=cleaned_words(draft.reply))


def problems_of(draft: VerdictDraft, *, objected: bool) -> dict[Field, str]:
    """What has to change in a cleaned draft before it is on record: a sentence by field.

    Args:
        objected: somebody spoke against it, so there is an objection to write down and to reply to.
    """
    said = {Field.OBJECTION: draft.objection, Field.REPLY: draft.reply}
    needed = {Field.OBJECTION: NO_OBJECTION, Field.REPLY: NO_REPLY} if objected else {Field.REPLY: NO_WHY}
    missing = {field: sentence for field, sentence in needed.items() if not said[field]}
    too_long = {
        field: f"Keep it within {REASONS_MOST:,} characters; this has {len(words):,}."
        for field, words in said.items()
        if len(words) > REASONS_MOST
    }
    return missing | too_long


def _said(value: object) -> str:
    if isinstance(value, date):
        return day_in_words(value)
    return "none" if value is None or value == "" else str(value).replace("_", " ")


def _cleaned_need(need: Need) -> Need:
    return Need(_line(need.needed), _line(need.available))


def _line(words: str) -> str:
    line = clean_line(words)
    return line if has_visible(line) else ""
