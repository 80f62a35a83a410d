"""Cycles: a team's time boxes, the phases each goes through, and what a strict team holds itself to."""
