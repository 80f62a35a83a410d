"""What people enter in check-ins."""
