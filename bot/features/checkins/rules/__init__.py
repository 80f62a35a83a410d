"""Rules of check-ins, pure."""
