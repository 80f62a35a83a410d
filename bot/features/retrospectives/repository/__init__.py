"""All SQL of retrospectives."""
