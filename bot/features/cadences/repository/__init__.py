"""All SQL of cadences, of who is subscribed, and of what is due."""
