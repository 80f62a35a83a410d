"""The tick, and the arithmetic of people's time."""
