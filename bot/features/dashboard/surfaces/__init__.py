"""Home, and the board on a team's card, drawn with what the other rooms add."""
