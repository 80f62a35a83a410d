"""Check-ins on somebody's Home: the same taps as in their messages, or when the next one comes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from bot.features.checkins.rules.prompts import fell
from bot.features.checkins.values.prompts import Confidence, LastWord, PromptView
from bot.features.checkins.views import prompts_ids as ids
from bot.features.checkins.views.prompts import GoalRow, ShownPrompt
from bot.features.checkins.views.prompts_words import SIGN, WORD, given, last_word
from bot.slack import kit
from bot.slack.kit import Element, Markup, markup
from bot.slack.sections import Part

QUOTED = 200  # characters of people's own words


def asked_part(shown: ShownPrompt, team_id: UUID) -> Part:
    """A check-in that can be answered here; its taps stand with the goals."""
    rows = [row for row in shown.rows if row.goal.team_id == team_id]
    words = kit.button("Add words", ids.ADD_MORE, str(shown.prompt.id))
    return Part(blocks=(kit.section(_asked(shown, rows), accessory=words),))


def waiting_part(next_due: datetime | None) -> Part:
    """When the next one comes, and a way not to wait for it."""
    said = markup("Nobody asks you here; a check-in of your own is welcome at any time.")
    if next_due is not None:
        said = markup("Your next check-in: {when}", when=kit.moment(next_due))
    return Part(blocks=(kit.section(said, accessory=kit.button("Check in now", ids.NOW)),))


def goal_part(prompt: PromptView, row: GoalRow) -> Part:
    """One goal of the reader's while they are asked about it: what was said of it, and the taps."""
    said = given(row.answer, QUOTED) if row.answer else last_word(row.last)
    return Part(lines=(said,), buttons=(*(_tap(prompt, row, one) for one in Confidence), _more(prompt, row)))


def said_part(said: LastWord) -> Part:
    """One goal of the reader's at other times."""
    return Part(lines=(last_word(said),))


def _asked(shown: ShownPrompt, rows: Sequence[GoalRow]) -> Markup:
    if all(row.answer for row in rows) if rows else shown.words:
        return markup("*Thank you, that's your check-in.* You can still change it.")
    if rows:
        return markup("*How are your goals doing?* One tap each is enough.")
    return markup("*How is it going?* {question}", question=shown.question)


def _tap(prompt: PromptView, row: GoalRow, confidence: Confidence) -> Element:
    label = f"{SIGN[confidence]} {WORD[confidence].capitalize()}"
    is_chosen = row.answer is not None and row.answer.confidence is confidence
    value = f"{prompt.id}:{row.goal.id}:{confidence}"
    return kit.button(label, ids.TAPS[confidence], value, primary=is_chosen)


def _more(prompt: PromptView, row: GoalRow) -> Element:
    answer = row.answer
    wants_why = answer is not None and fell(answer.before, answer.confidence) and not answer.why
    return kit.button("Say why" if wants_why else "Add more", ids.ADD_MORE, f"{prompt.id}:{row.goal.id}")
