"""Commitments: a team gives its word on a set of goals, by a sealed fist of five (P9)."""
