"""Thresholds: when a number crosses one, the team talks about it together, and nobody is blamed (P6)."""
