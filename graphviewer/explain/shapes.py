"""The axes of a shape in words."""

from __future__ import annotations

_ARROWS = "↓→"  # of the last two


def axes(shape: tuple[int, ...]) -> tuple[str, ...]:
    """What each axis is called, which way it runs in a table, and how long it is: `dim 0 ↓ 3`.

    Of an axis that gives each slice a table of its own, from where to where: `dim 0 = 0…1`.
    """
    slices = [f"0…{length - 1}" if length > 1 else "0" for length in shape[: -len(_ARROWS)]]
    arrows = _ARROWS[-len(shape) :] if shape else ""
    return (
        *(f"dim {axis} = {span}" for axis, span in enumerate(slices)),
        *(
            f"dim {len(slices) + axis} {arrow} {length}"
            for axis, (arrow, length) in enumerate(zip(arrows, shape[-len(_ARROWS) :], strict=True))
        ),
    )
