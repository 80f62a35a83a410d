"""Retrospectives: what worked, what didn't, what changes next (P23)."""
