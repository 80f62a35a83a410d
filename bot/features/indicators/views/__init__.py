"""How indicators look, and their forms."""
