"""Offering something to a colleague, who accepts or declines (P10)."""
