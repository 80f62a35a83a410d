"""What people see of ownership."""
