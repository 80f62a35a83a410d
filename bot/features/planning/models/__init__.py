"""Tables of the plan."""
