"""Socket Mode: connections that the app opens, and over which it is told everything."""
