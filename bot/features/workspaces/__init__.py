"""Where Cairn is installed, who is there, and what happened."""
