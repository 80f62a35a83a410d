"""How commitments look."""
