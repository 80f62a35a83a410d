"""Tables of check-ins."""
