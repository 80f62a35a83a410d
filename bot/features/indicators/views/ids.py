"""Ids of the buttons, menus and forms of indicators, each declared once."""

ADD = "indicators.form.open"
