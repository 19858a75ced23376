"""Floor 5: what is open and where we are in it. No Qt, no torch."""
