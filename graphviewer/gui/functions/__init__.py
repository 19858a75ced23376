"""The Functions page: what it joins, its settings and its pictures."""
