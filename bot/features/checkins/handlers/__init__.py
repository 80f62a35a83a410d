"""Check-ins' doors in Slack."""
