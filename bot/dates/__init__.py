"""Days: as people write them, and as months, quarters and weeks end."""
