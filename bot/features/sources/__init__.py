"""Sources: addresses that indicators' readings are pulled from by the clock."""
