"""Teams: channels that ran `/cairn start`, and who is in them on purpose."""
