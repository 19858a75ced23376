"""Marks that teach: small signs on cards, signs and arrows, each true to the tape at a step."""
