"""Pure decisions on cycles: dates of a plan, what they bring, what belongs to a phase."""
