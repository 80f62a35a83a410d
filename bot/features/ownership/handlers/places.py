"""Where in a list a button leads, as its value says."""

LONGEST = 6  # digits


def place_of(value: str) -> tuple[str, int]:
    """What comes before the last colon, and the place after it; the first place when there is none."""
    what, _, first = value.rpartition(":")
    return what or value, int(first) if first.isdecimal() and len(first) <= LONGEST else 0
