"""The web doors: Slack's endpoint and health."""
