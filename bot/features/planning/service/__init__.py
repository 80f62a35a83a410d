"""Use cases of the plan: actions, initiatives, milestones, dependencies."""
