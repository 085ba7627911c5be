"""Hand-ins that try to cheat, crash or stall the judge, and some that are merely clumsy."""
