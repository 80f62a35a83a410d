"""Ownership: who drives which goal (P10)."""
