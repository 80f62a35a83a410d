"""How sources look."""
