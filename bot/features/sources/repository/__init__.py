"""All SQL of sources."""
