"""Pure decisions on numbers: reading them, how far they have come, and how a goal stands."""
