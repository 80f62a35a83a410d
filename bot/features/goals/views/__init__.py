"""What people see of goals: values to blocks, pure."""
