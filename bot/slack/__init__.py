"""Everything that knows Slack: the Bolt app, its guard, routers, blocks and the Web API."""
