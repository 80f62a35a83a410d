"""The installed app's side: what it is sent, and what its answers do."""
