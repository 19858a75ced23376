"""Floor 2: from a step of the tape to words, equations and numbers."""
