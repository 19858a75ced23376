"""Data sets as NumPy arrays: found, downloaded, checked, read, or made."""
