"""Use cases of retrospectives: opening, collecting, moving on, grouping, dots, reading."""
