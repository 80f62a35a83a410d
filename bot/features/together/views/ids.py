"""Ids of the forms of reading together."""

SUBMIT = "together.rhythm.submit"
