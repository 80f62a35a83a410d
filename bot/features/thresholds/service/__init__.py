"""What can be done about thresholds and the talks they open."""
