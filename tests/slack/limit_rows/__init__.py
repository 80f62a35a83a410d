"""For every rule of the payload limits, what Slack accepts and what it refuses."""
