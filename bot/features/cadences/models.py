"""Tables of cadences."""
