"""Files of models, read without torch and without running anything in them."""
