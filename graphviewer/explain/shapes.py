"""The axes of a shape in words."""

from __future__ import annotations

_ARROWS = {1: ("→",), 2: ("↓", "→"), 3: ("▦", "↓", "→")}


def axes(shape: tuple[int, ...]) -> tuple[str, ...]:
    """What each axis is called, which way it runs in a table, and how long it is: `dim 0 ↓ 3`."""
    arrows = _ARROWS.get(len(shape), ("·",) * len(shape))
    return tuple(
        f"dim {axis} {arrow} {length}"
        for axis, (arrow, length) in enumerate(zip(arrows, shape, strict=True))
    )
