"""The table of rules, one row a grad_fn node."""
