"""The Slack door of retrospectives."""
