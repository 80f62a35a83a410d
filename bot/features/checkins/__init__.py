"""Check-ins: a word on each goal, asked for at people's own hour (P13, P14)."""
