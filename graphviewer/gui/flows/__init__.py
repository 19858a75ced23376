"""What the window does when it is asked to: a file for each errand, joined by the window."""
