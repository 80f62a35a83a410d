"""The coach of practice P3: one remark on a drafted goal, the most useful one, or none."""

from dataclasses import dataclass

from bot.features.goals.coaching.reading import Reading
from bot.features.goals.coaching.rules import RULES
from bot.text import clean_line, shorten

TITLE_CHARACTERS = 150
READ_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Remark:
    """What the coach says about a draft; a proposal to think, never a refusal.

    rule: a stable name, for never saying the same thing twice about a goal.
    says: a sentence or two for the person who wrote the draft.
    suggestion: a title that *Use this* puts in, with … where only the person knows; one line, at most 150 characters.
    """

    rule: str
    says: str
    suggestion: str


def coach(title: str, *, beneficiary: str, why: str = "", must_do: bool = False) -> Remark | None:
    """Return the most useful remark, or None when the draft reads like an outcome or can't be judged.

    Goals marked must-do (legal, safety) are exempt, and so is what does not read as English: the rules know only
    English words, and a wrong remark is worse than none.
    """
    reading = Reading(*(shorten(clean_line(said), READ_CHARACTERS) for said in (title, beneficiary, why)))
    if must_do or reading.is_outcome or not reading.is_english:
        return None
    for rule in RULES:
        if rule.recognises(reading):
            return Remark(rule.name, rule.says, shorten(clean_line(rule.suggests(reading)), TITLE_CHARACTERS))
    return None
