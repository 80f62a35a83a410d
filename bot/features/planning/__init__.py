"""Planning: initiatives, milestones and dependencies of a plan; actions with an owner and a due date."""
