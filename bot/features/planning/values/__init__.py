"""What a plan is made of, as the rest of the house sees it."""
