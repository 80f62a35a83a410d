"""Rules of the plan, pure."""
