"""Decisions: what was decided, by whom and why, kept where the team can find it (P17)."""
