"""A training run as data: its config, its layers, its folder, what it tells and is asked."""
