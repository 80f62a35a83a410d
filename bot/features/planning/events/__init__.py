"""What happens to the plan."""
