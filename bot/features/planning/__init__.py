"""Planning: actions with an owner and a due date."""
