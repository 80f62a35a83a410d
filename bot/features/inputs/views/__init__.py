"""What people see of input rounds."""
