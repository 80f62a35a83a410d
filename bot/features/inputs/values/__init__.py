"""Input rounds and what people give to them, as the rest of the house sees it."""
