"""The Slack door of input rounds."""
