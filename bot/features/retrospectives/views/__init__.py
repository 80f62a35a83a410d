"""Retrospectives as Slack shows them."""
