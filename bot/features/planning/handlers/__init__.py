"""The plan's doors in Slack."""
