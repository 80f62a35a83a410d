"""All SQL of goals, aims, adoptions and what is said of assumptions."""
