"""What the Train page is asked to do: a file for each errand, joined by the side and the room."""
