"""The Slack doors of goals, aims, adoptions and assumptions."""
