"""Retrospectives, reflections, groups and dots, as doors and other rooms see them (P23)."""
