"""How Home and the board look."""
