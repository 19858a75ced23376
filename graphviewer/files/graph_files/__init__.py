"""A view of a tape for other programs: DOT, GraphML and JSON. docs/export.md describes them."""
