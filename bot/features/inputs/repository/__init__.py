"""All SQL of input rounds."""
