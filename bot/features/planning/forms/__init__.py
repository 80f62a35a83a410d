"""What people enter of the plan."""
