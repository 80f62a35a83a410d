"""Check-ins on somebody's Home: the same taps as in their messages, or when the next one comes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from bot.features.checkins.rules.prompts import fell
from bot.features.checkins.values.prompts import Confidence, LastWord, PromptView
from bot.features.checkins.views import prompts_ids as ids
from bot.features.checkins.views.prompts_shown import GoalRow, ShownPrompt
from bot.features.checkins.views.prompts_words import SIGN, WORD, given, last_word
from bot.slack import kit
from bot.slack.kit import Element, Markup, markup
from bot.slack.sections import Part

NOT_ASKED = "No check-in waits for you here; one of your own is always welcome."
RESTING = "Your check-ins rest for now, and one of your own is welcome whenever you like."
OUTSIDE = "The next check-ins fall outside your days and hours, so none reaches you by itself."
QUOTED = 200  # characters of people's own words


def asked_part(shown: ShownPrompt, team_id: UUID) -> Part:
    """A check-in that can be answered here; its taps stand with the goals."""
    rows = [row for row in shown.rows if row.goal.team_id == team_id]
    words = kit.button("Add words", ids.ADD_MORE, f"{shown.prompt.id}::{team_id}")
    return Part(blocks=(kit.section(_asked(shown, rows, team_id), accessory=words),))


def waiting_part(next_at: datetime | None, *, is_asked: bool, rests: bool) -> Part:
    """When the next one comes or why none does, and a way not to wait for it.

    Args:
        is_asked: whether the team asks the reader at all.
        rests: whether they want none by themselves for now.
    """
    said = markup("{words}", words=NOT_ASKED)
    if next_at is not None:
        said = markup("Your next check-in: {when}", when=kit.moment(next_at))
    elif is_asked:
        said = markup("{words}", words=RESTING if rests else OUTSIDE)
    return Part(blocks=(kit.section(said, accessory=kit.button("Check in now", ids.NOW)),))


def goal_part(prompt: PromptView, row: GoalRow) -> Part:
    """One goal of the reader's while they are asked about it: what was said of it, and the taps."""
    said = given(row.answer, QUOTED, drives=True) if row.answer else last_word(row.last)
    return Part(lines=(said,), buttons=(*(_tap(prompt, row, one) for one in Confidence), _more(prompt, row)))


def said_part(said: LastWord) -> Part:
    """One goal of the reader's at other times."""
    return Part(lines=(last_word(said),))


def _asked(shown: ShownPrompt, rows: Sequence[GoalRow], team_id: UUID) -> Markup:
    words = [answer for answer in shown.words if answer.team_id == team_id]
    if all(row.answer for row in rows) if rows else words:
        return markup("*Thank you, that's your check-in.* You can still change it.")
    if rows:
        return markup("*How are your goals doing?* One tap each is enough.")
    return markup("*How is it going?* {question}", question=shown.questions.get(team_id, ""))


def _tap(prompt: PromptView, row: GoalRow, confidence: Confidence) -> Element:
    label = f"{SIGN[confidence]} {WORD[confidence].capitalize()}"
    is_chosen = row.answer is not None and row.answer.confidence is confidence
    value = f"{prompt.id}:{row.goal.id}:{confidence}"
    return kit.button(label, ids.TAPS[confidence], value, primary=is_chosen)


def _more(prompt: PromptView, row: GoalRow) -> Element:
    answer = row.answer
    wants_why = answer is not None and fell(answer.before, answer.confidence) and not answer.why
    return kit.button("Say why" if wants_why else "Add more", ids.ADD_MORE, f"{prompt.id}:{row.goal.id}")
