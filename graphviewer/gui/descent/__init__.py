"""The Descent page: what it joins, its settings and its pictures."""
