"""Check-ins' place in the house."""
