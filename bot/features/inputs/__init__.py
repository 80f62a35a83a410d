"""Input rounds: before voting, perspectives, constraints and hopes are asked for, and each gets an answer (P1)."""
