"""Ids of the buttons, menus and forms of prompts, each declared once."""

from bot.features.checkins.values.prompts import Confidence

TAPS = {confidence: f"checkins.tap.{confidence}" for confidence in Confidence}
ADD_MORE = "checkins.answer.open"
SUBMIT_ANSWER = "checkins.answer.submit"
UNFOLD = "checkins.prompt.unfold"
SNOOZE = "checkins.prompt.snooze"
SKIP = "checkins.prompt.skip"
REOPEN = "checkins.prompt.reopen"
AWAY = "checkins.away.open"
SUBMIT_AWAY = "checkins.away.submit"
NOW = "checkins.prompt.now"
TAKE_BACK = "checkins.reply.take_back"
CHOOSE_TEAM = "checkins.reply.choose_team"
RHYTHM = "checkins.rhythm"  # followed by the choice: buttons of one row need ids of their own
