"""What happens in check-ins."""
