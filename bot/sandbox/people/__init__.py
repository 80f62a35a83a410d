"""What people can do in the sandbox."""
