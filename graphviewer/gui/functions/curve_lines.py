"""The lines of a curve in pixels: cut where it leaves the paper, with the points it needs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graphviewer.session.functions_sampling import Numbers

EVERY = 4
JUMP, STEEPER = 4.0, 8.0  # pixels between two points, and times as much as beside them
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

    What leaves it at one edge and comes back at the other, as 1/x at its pole, is not joined, nor
    is a jump: ReLU's slope is 0 and then 1, and nothing between.
    """
    inside = np.isfinite(y) & (y >= top) & (y <= bottom)
    apart = jumps(y)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(np.int8)))
    found: list[tuple[Numbers, Numbers]] = []
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
        whole, heights = np.concatenate(across), np.concatenate(down)
        cuts = np.flatnonzero(apart[start : end - 1]) + 1 + (len(across[0]) == 1 < len(across))
        found += zip(np.split(whole, cuts), np.split(heights, cuts), strict=True)
    return found


def jumps(y: Numbers) -> npt.NDArray[np.bool_]:
    """Between which points a curve in pixels jumps: it rises by far more than before and after.

    A jump may stop halfway at one point, as the slope of |x| does at 0.
    """
    with np.errstate(invalid="ignore"):
        rise = np.nan_to_num(np.abs(np.diff(y)), nan=0.0, posinf=0.0)
    around = np.pad(rise, 2)
    before = np.minimum(around[:-4], around[1:-3])
    after = np.minimum(around[3:-1], around[4:])
    found: npt.NDArray[np.bool_] = (rise > JUMP) & (rise > STEEPER * np.maximum(before, after))
    return found


def _crossing(
    x: Numbers, y: Numbers, inside: int, outside: int, top: float, bottom: float
) -> Numbers:
    """Where the line between two points of a curve leaves the paper."""
    edge = top if y[outside] < top else bottom
    share = (edge - y[inside]) / (y[outside] - y[inside])
    return np.array([x[inside] + share * (x[outside] - x[inside]), edge])
