"""Short formulas in lines of text."""

from __future__ import annotations

import re

from graphviewer.explain.equation import Math, plain

_BRACKETS = re.compile(r"/\((∂\S+)\)$")


def written(math: Math) -> str:
    """A short formula in a line of text: `∂J/∂W1`."""
    return _BRACKETS.sub(r"/\1", plain(math))
