"""Cairn: goals a team sets together, in Slack."""
