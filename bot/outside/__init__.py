"""What Cairn fetches from elsewhere on behalf of people, and the secrets it keeps for that."""
