"""Windows that ask or tell: opened, never exec()ed."""
