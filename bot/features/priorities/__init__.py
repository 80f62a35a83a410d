"""A team's priorities: its goals, voted on by reaction and ranked (P8)."""
