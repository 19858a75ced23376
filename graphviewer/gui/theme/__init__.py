"""Colours with their meaning, fonts, palettes and the style sheet."""
