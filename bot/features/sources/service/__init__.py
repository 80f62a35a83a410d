"""Use cases of sources: connecting them, fetching what is due, and keeping their headers sealed with the newest key."""
