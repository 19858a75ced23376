"""Fields to type in, choose and slide, as every page has them."""
