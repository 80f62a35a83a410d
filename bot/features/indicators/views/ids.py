"""Ids of the buttons, menus and forms of indicators, each declared once."""

ADD = "indicators.form.open"  # value: the goal's id
ADD_OTHER = (
    "indicators.form.open_other"  # value: the goal's id and the sort that was suggested, a colon between
)
MORE = "indicators.form.more"
SUBMIT = "indicators.form.submit"
SUBMIT_EDIT = "indicators.edit.submit"
REMOVE = "indicators.edit.remove"
OVERVIEW = "indicators.overview.open"
CHOOSE = "indicators.overview.choose"
READ = "indicators.reading.open"
SUBMIT_READING = "indicators.reading.submit"
READINGS = "indicators.readings.open"
CORRECT = "indicators.correction.open"
SUBMIT_CORRECTION = "indicators.correction.submit"
REMOVE_READING = "indicators.correction.remove"
OPEN_PASTE = "indicators.paste.open"
SUBMIT_PASTE = "indicators.paste.submit"
EDIT, PAST, PASTE = "edit", "past", "paste"
