"""All SQL of ballots and facts; Core throughout, because every reaction comes through here."""
