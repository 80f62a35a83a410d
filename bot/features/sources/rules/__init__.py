"""What can be said of a source without asking anybody: its path, its headers and its times."""
