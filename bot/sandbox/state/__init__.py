"""The workspace in memory, pure and synchronous: people, places, messages, modals, and Slack's rules over them."""
