"""Check-ins as Slack keeps showing them."""
