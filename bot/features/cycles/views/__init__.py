"""How cycles look: on the team's card, on their own page, and in the form of their dates."""
