"""How large a file will be, roughly: pixels, pages, and bytes by what such files have come to."""

from __future__ import annotations

from msgspec import Struct

from graphviewer.gui.export.options import USUAL, Options
from graphviewer.gui.export.raster import most

SHARP = 2.0  # the scale of a PNG unless one is asked for


class Estimate(Struct, frozen=True):
    """`width` and `height` are pixels, 0 where there are none."""

    width: int
    height: int
    count: int  # steps in it
    seconds: float  # how long an animation runs
    bytes: int


def scale_of(options: Options, width: float, height: float) -> float:
    """The scale that is meant where none was chosen."""
    if options.scale:
        return options.scale
    if options.format in ("gif", "webp"):
        return min(1.0, USUAL / max(width, height, 1.0))
    return min(SHARP, most(width, height)) if options.format == "png" else 1.0


def estimate(options: Options, width: float, height: float, vertices: int, count: int) -> Estimate:
    """Of a graph of so many scene pixels and vertices, and so many steps."""
    scale = scale_of(options, width, height)
    across, down = round(width * scale), round(height * scale)
    area = across * down
    moving = options.format in ("gif", "webp")
    match options.format:
        case "png":
            size = 0.13 * area / max(1.0, scale)
        case "gif":  # the first picture whole, of the others what is new
            size = area * (0.15 + 0.006 * count)
        case "webp":
            size = area * (0.1 + 0.0045 * count)
        case "pdf":
            size = count * (8_000 + 750 * vertices)
        case "html":
            size = 45_000 + 3_000 * vertices + 4_000 * count
        case "svg":
            size = 15_000 + 2_500 * vertices
        case _:
            size = 1_000 + 900 * vertices
    shown = options.format in ("png", "svg", "gif", "webp")
    return Estimate(
        width=across if shown else 0,
        height=down if shown else 0,
        count=count,
        seconds=count * options.frame / 1000 if moving else 0.0,
        bytes=round(size),
    )
