"""A plane of x and y to draw on: paper that is moved and zoomed in both directions."""
