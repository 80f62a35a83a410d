"""The plan as Slack keeps showing it."""
