"""Open a model: its tensors, and what is asked before it runs."""
