"""Teams: channels that ran `/cairn start`, who is in them on purpose, and their cycles."""
