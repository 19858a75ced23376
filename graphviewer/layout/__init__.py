"""Floor 2: from a graph and sizes to positions and routes."""
