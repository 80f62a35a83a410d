"""SQL of the plan."""
