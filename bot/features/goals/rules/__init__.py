"""Pure decisions on goals and aims: their words, what may become of goals, what stands above what."""
