"""What is done about reading together: when it recurs, and the readings themselves."""
