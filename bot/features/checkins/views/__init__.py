"""Check-ins as messages and modals."""
