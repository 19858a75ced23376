"""How far things go to stand in one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QRectF

Side = Literal["left", "centre", "right", "top", "middle", "bottom"]
SIDES: tuple[Side, ...] = ("left", "centre", "right", "top", "middle", "bottom")


def aligned(rects: Mapping[str, QRectF], side: Side) -> dict[str, tuple[float, float]]:
    """How far each is to go, in the pixels of the rectangles: the first stays."""
    first = next(iter(rects.values()))
    found: dict[str, tuple[float, float]] = {}
    for key, rect in rects.items():
        match side:
            case "left":
                found[key] = (first.left() - rect.left(), 0.0)
            case "centre":
                found[key] = (first.center().x() - rect.center().x(), 0.0)
            case "right":
                found[key] = (first.right() - rect.right(), 0.0)
            case "top":
                found[key] = (0.0, first.top() - rect.top())
            case "middle":
                found[key] = (0.0, first.center().y() - rect.center().y())
            case "bottom":
                found[key] = (0.0, first.bottom() - rect.bottom())
    return found
