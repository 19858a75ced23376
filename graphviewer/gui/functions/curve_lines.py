"""The lines of a curve in pixels: cut where it leaves the paper, with the points it needs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graphviewer.session.functions_sampling import Numbers

EVERY = 4
BENT = 0.1 * 8 / EVERY**2  # pixels a point is off the middle of its neighbours


def thinned(y: Numbers) -> npt.NDArray[np.bool_]:
    """Which points of a curve to draw where the pixels are not moved by as much as a tenth.

    Of points in a row that hardly bend one in `EVERY` is left: dashes over all of them take long.
    """
    keep = np.ones(len(y), dtype=np.bool_)
    keep[1:-1] = np.abs(np.diff(y, 2)) > BENT
    keep[::EVERY] = True
    return keep


def pieces(x: Numbers, y: Numbers, top: float, bottom: float) -> list[tuple[Numbers, Numbers]]:
    """The lines to draw of a curve in pixels, each cut off where it leaves the paper.

    What leaves it at one edge and comes back at the other, as 1/x at its pole, is not joined.
    """
    inside = np.isfinite(y) & (y >= top) & (y <= bottom)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(np.int8)))
    found = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        across, down = [x[start:end]], [y[start:end]]
        if start and np.isfinite(y[start - 1]):
            place = _crossing(x, y, start, start - 1, top, bottom)
            across.insert(0, place[:1])
            down.insert(0, place[1:])
        if end < len(y) and np.isfinite(y[end]):
            place = _crossing(x, y, end - 1, end, top, bottom)
            across.append(place[:1])
            down.append(place[1:])
        found.append((np.concatenate(across), np.concatenate(down)))
    return found


def _crossing(
    x: Numbers, y: Numbers, inside: int, outside: int, top: float, bottom: float
) -> Numbers:
    """Where the line between two points of a curve leaves the paper."""
    edge = top if y[outside] < top else bottom
    share = (edge - y[inside]) / (y[outside] - y[inside])
    return np.array([x[inside] + share * (x[outside] - x[inside]), edge])
