"""Check-ins on the clock."""
