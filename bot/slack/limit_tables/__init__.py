"""Slack's payload limits as data, and the small walkers that apply them; the door is bot.slack.limits."""
