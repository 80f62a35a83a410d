"""What people see of decisions: values to blocks, pure."""
