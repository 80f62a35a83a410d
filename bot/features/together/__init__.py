"""Reading together: every second week of a running cycle the team looks at its primary indicators (P6)."""
