"""What can be exported now: how large it is, which step is shown, and which are offered."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSizeF


class Subject(NamedTuple):
    """The graph on screen: `size` in scene pixels, `steps` those that a range begins with."""

    size: QSizeF
    vertices: int
    step: int
    steps: range
    total: int  # steps of the whole tape
