"""Formulas a user types, and what can be asked about them and about descent, as data. No torch."""
