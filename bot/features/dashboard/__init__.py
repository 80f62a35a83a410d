"""The dashboard: what concerns a person, in Slack's Home tab (P15)."""
