"""Indicators: how a team will know that a goal is reached, what was read so far, and how it stands (P4 to P6)."""
