"""Surfaces: what Slack must show, and the loop that makes it so."""
