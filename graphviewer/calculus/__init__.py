"""Answers questions about functions and about descent with torch: values, derivatives, steps."""
