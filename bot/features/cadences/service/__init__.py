"""What is done with cadences, by people and by the clock."""
