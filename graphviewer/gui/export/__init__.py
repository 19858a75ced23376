"""A tape's graph as files: pictures, pages, animations, a page to step through, other programs."""
