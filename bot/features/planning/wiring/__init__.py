"""The plan's place in the house."""
