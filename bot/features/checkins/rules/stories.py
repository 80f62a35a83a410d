"""What a search through stories compares: a pure decision on words."""

from bot.features.checkins.values.prompts import AnswerView


def searchable(answer: AnswerView) -> str:
    """What somebody wrote, as a search compares it: whatever its case and script."""
    return "\n".join([answer.words, answer.why]).casefold()
