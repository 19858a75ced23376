"""Trains a model as its config says, and tells what happens while it does."""
