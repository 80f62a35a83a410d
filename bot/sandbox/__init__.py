"""A local Slack: its Web API, its deliveries to one installed app, and a browser client; it knows nothing of Cairn."""
