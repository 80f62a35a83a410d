"""What a check-in is made of, as the rest of the house sees it."""
