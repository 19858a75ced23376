"""Draws the graph: one batch-painted widget with a camera."""
