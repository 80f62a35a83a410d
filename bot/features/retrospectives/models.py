"""Tables of retrospectives."""
