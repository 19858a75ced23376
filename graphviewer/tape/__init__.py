"""Floor 1: the tape, plain data with a written law, and what it says at a playhead position."""
