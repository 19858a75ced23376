"""Which cells of its operands made each cell of a result."""
