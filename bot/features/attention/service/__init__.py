"""Use cases of attention."""
