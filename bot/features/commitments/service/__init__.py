"""Use cases of commitments."""
