"""Numbers as colours: the two maps, and the picture of a value too large to print."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from PySide6.QtGui import QColor, QImage

from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import mix
from graphviewer.tape.value import COMPLEX, Value

MapKind = Literal["diverging", "sequential"]
Floats = npt.NDArray[np.float64]
WRAP = 32  # a long vector is shown in rows of this many
STEPS = 256


class Field(Struct, frozen=True):
    """The kept numbers of a value in rows and columns, with the range its colours span.

    Places beyond the last number are NaN and, unlike NaN among the numbers, not `real`.
    """

    numbers: Floats
    count: int
    low: float
    high: float
    kind: MapKind


def field(value: Value, kind: MapKind) -> Field:
    """Lay a value out for a map. Complex numbers count by their absolute value."""
    raw = value.array()
    wide = np.abs(raw) if value.dtype in COMPLEX else raw
    flat = wide.astype(np.float64).ravel()
    columns = columns_of(value)
    rows = max(1, math.ceil(flat.size / columns))
    padded = np.full(rows * columns, np.nan)
    padded[: flat.size] = flat
    low, high = _range(value, flat)
    if kind == "diverging":
        reach = max(abs(low), abs(high))
        low, high = -reach, reach
    return Field(padded.reshape(rows, columns), flat.size, low, high, kind)


def columns_of(value: Value) -> int:
    """How many numbers stand in a row: of many axes the last ones together that are most nearly
    a square, so that the picture is no strip."""
    if value.complete and len(value.shape) >= 2 and value.size:
        widths = [math.prod(value.shape[at:]) for at in range(1, len(value.shape))]
        return min(reversed(widths), key=lambda wide: abs(math.log(wide * wide / value.size)))
    return max(1, min(WRAP, value.kept))


def _range(value: Value, flat: Floats) -> tuple[float, float]:
    if value.stats is not None and math.isfinite(value.stats.min):
        return value.stats.min, value.stats.max
    finite = flat[np.isfinite(flat)]
    return (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)


def place_of(value: Value, row: int, column: int) -> tuple[int, ...] | None:
    """The index in the tensor of what a field shows at a place; None beyond its end."""
    kept = row * columns_of(value) + column
    if kept >= value.kept:
        return None
    flat = kept * value.stride
    return tuple(int(part) for part in np.unravel_index(flat, value.shape)) if value.shape else ()


def picture(shown: Field, colours: Colours) -> QImage:
    """One pixel a number. NaN and infinities stand out in the colour of errors."""
    scale = table(colours, shown.kind)
    span = shown.high - shown.low
    with np.errstate(all="ignore"):
        share = (shown.numbers - shown.low) / span if span > 0 else np.zeros(shown.numbers.shape)
        if span <= 0 and shown.kind == "diverging":
            share = share + 0.5
        places = np.nan_to_num(share * (STEPS - 1), nan=0, posinf=0, neginf=0)
    pixels = scale[np.clip(np.rint(places), 0, STEPS - 1).astype(np.intp)]
    pixels[~np.isfinite(shown.numbers)] = QColor(colours.error).rgb()
    flat = pixels.reshape(-1)
    flat[shown.count :] = QColor(colours.surface).rgb()
    rows, columns = shown.numbers.shape
    data = np.ascontiguousarray(pixels, dtype=np.uint32)
    return QImage(data.tobytes(), columns, rows, columns * 4, QImage.Format.Format_RGB32).copy()


def table(colours: Colours, kind: MapKind) -> npt.NDArray[np.uint32]:
    """The colours of a map from its lowest to its highest number, as 0xffRRGGBB."""
    return _table(colours.surface, colours.value, colours.gradient, colours.text, kind)


@lru_cache(maxsize=16)
def _table(
    surface: str, value: str, gradient: str, text: str, kind: MapKind
) -> npt.NDArray[np.uint32]:
    # The middle of the diverging map is the background itself: what is nearly 0 recedes.
    stops = {
        "diverging": (mix(value, text, 0.2), value, surface, gradient, mix(gradient, text, 0.2)),
        "sequential": (surface, mix(surface, value, 0.5), value, mix(value, text, 0.6)),
    }[kind]
    places = np.linspace(0, STEPS - 1, len(stops))
    channels = [
        np.interp(np.arange(STEPS), places, [_channel(stop, shift) for stop in stops])
        for shift in (16, 8, 0)
    ]
    red, green, blue = (np.rint(channel).astype(np.uint64) for channel in channels)
    packed: npt.NDArray[np.uint32] = (red * 65536 + green * 256 + blue + 0xFF000000).astype(
        np.uint32
    )
    return packed


def _channel(name: str, shift: int) -> int:
    return (QColor(name).rgb() >> shift) & 0xFF
