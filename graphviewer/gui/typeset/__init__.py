"""Sets equations: boxes of mathematics to painter paths."""
