"""Generic ballots by reaction: facts in, one vote a person, a tally and a rank out; knows no goal."""
