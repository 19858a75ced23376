"""Parts that no wire joins: found, and set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

PAGE = 1600.0  # parts stand side by side up to this width at least, px
ASPECT = 1.8  # a page of many parts is about so much wider than high
SHARES = (0.9, 0.8, 0.7, 0.6)  # of the width for that, tried too


def components(count: int, source: Sequence[int], target: Sequence[int]) -> list[list[int]]:
    """Boxes joined by wires, each part in rising order, parts by their first box."""
    near: list[list[int]] = [[] for _ in range(count)]
    for u, v in zip(source, target, strict=True):
        near[u].append(v)
        near[v].append(u)
    seen = [False] * count
    parts: list[list[int]] = []
    for start in range(count):
        if seen[start]:
            continue
        seen[start] = True
        part = [start]
        for u in part:  # grows while it is walked
            for v in near[u]:
                if not seen[v]:
                    seen[v] = True
                    part.append(v)
        parts.append(sorted(part))
    return parts


def shelves(
    sizes: Sequence[tuple[float, float]], gap: float, page: float
) -> list[tuple[float, float]]:
    """Top-left corners of parts set side by side, in order, on shelves about `page` wide."""
    area = sum((width + gap) * (height + gap) for width, height in sizes)
    least = max([page, *(width for width, _ in sizes)])
    square = max(least, ASPECT * sqrt(area))
    # a shelf that just holds what the next would otherwise begin with can make the page smaller
    limits = dict.fromkeys(
        [square, *(square * share for share in SHARES if square * share > least)]
    )
    tried = [_shelved(sizes, gap, limit) for limit in limits]
    return min(tried, key=lambda one: max(one[1] / ASPECT, one[2]) + (one[1] + one[2]) / 5)[0]


def _shelved(
    sizes: Sequence[tuple[float, float]], gap: float, limit: float
) -> tuple[list[tuple[float, float]], float, float]:
    """Corners on shelves at most `limit` wide, and the page's width and height."""
    corners: list[tuple[float, float]] = []
    x = y = shelf = across = 0.0
    for width, height in sizes:
        if x > 0 and x + width > limit:
            x, y, shelf = 0.0, y + shelf + gap, 0.0
        corners.append((x, y))
        across = max(across, x + width)
        x += width + gap
        shelf = max(shelf, height)
    return corners, across, y + shelf
