"""The plan as messages and modals."""
