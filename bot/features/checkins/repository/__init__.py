"""SQL of check-ins."""
