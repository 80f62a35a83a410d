"""How talks about numbers look."""
