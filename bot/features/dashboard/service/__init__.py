"""What a person's Home and a team's board are made of, and when they change."""
