"""Use cases of input rounds."""
