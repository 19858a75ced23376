"""Every sentence of an explanation, in each language."""
