"""The capabilities, one room each, on a ladder (see docs/architecture)."""
