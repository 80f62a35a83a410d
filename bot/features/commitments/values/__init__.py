"""What commitments are made of."""
