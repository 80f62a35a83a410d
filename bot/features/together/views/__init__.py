"""What reading together looks like."""
