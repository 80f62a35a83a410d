"""The Slack door of ownership."""
