"""Cadences: what recurs for a team, and whom it is due for when."""
