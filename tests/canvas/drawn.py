"""An oracle for what is drawn: arrows as points, shapes as distances, apart from how it is made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF

from graphviewer.gui.canvas.arrows import Arrow
from graphviewer.gui.canvas.planned import NOTE
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.texts import width_of

Floats = npt.NDArray[np.float64]
STEP = 2.0  # px between two points of an arrow
WITHIN, TOUCHING = 2.5, 4.0  # an arrow may be so deep in a shape, and in one it starts or ends at
COMMUTATIVE = ("+", "×", "AddBackward0", "MulBackward0")


def points(arrow: Arrow) -> Floats:
    """Points along an arrow, its tip the last."""
    line = [(p.x(), p.y()) for part in arrow.line.toSubpathPolygons() for p in part.toList()]
    corners = np.array([*line, arrow.tip])
    found = [corners[:1]]
    for a, b in pairwise(corners):
        count = max(1, int(np.hypot(*(b - a)) / STEP))
        found.append(a + (b - a) * (np.arange(1, count + 1) / count)[:, None])
    return np.concatenate(found)


def arrows(scene: Scene) -> Iterator[tuple[int, Floats]]:
    """Each arrow that is drawn, with its link."""
    for link, (there, back) in enumerate(scene.lines):
        yield link, points(back)
        if there is not back:
            yield link, points(there)


def depth(scene: Scene, place: int, at: Floats) -> Floats:
    """How far inside a vertex's shape points are, negative outside of it."""
    rect, rounded = scene.ends[place].rect, scene.plans[place].round
    radius = min(rect.width(), rect.height()) / 2 if rounded else 0.0
    centre = np.array([rect.center().x(), rect.center().y()])
    half = np.array([rect.width() / 2 - radius, rect.height() / 2 - radius])
    beyond = np.abs(at - centre) - half
    outside = np.hypot(*np.maximum(beyond, 0.0).T)
    inside: Floats = radius - outside - np.minimum(0.0, beyond.max(axis=1))
    return inside


def crossed(scene: Scene) -> list[tuple[int, int]]:
    """Pairs of a link and a vertex its arrows run through, their own ends included."""
    found: set[tuple[int, int]] = set()
    rects = [end.rect for end in scene.ends]
    left, top, right, low = (
        np.array([(r.left(), r.top(), r.right(), r.bottom()) for r in rects]).reshape(-1, 4).T
    )
    for link, at in arrows(scene):
        x0, y0 = at.min(axis=0)
        x1, y1 = at.max(axis=0)
        near = (left < x1) & (right > x0) & (top < y1) & (low > y0)
        for place in np.flatnonzero(near).tolist():
            ends = scene.graph.links[link].source, scene.graph.links[link].target
            if depth(scene, place, at).max() > (TOUCHING if place in ends else WITHIN):
                found.add((link, place))
    return sorted(found)


def names(scene: Scene) -> dict[int, QRectF]:
    """Where the name of each sign is written."""
    found: dict[int, QRectF] = {}
    for place, plan in enumerate(scene.plans):
        lines = [text for text in (*plan.notes, plan.name) if text]
        if not plan.round or not lines:
            continue
        wide = max(width_of(text, NOTE, bold=True) for text in lines)
        sign = scene.ends[place].rect
        if plan.under:
            found[place] = QRectF(sign.left() + 22, sign.bottom() + 10, wide, 17.0 * len(lines) - 3)
        else:
            high = 17.0 * len(lines)
            y = sign.center().y() - high / 2
            found[place] = QRectF(sign.right() + 20, y + 10, wide, high - 6)
    return found


def written_over(scene: Scene) -> list[tuple[int, int]]:
    """Pairs of a link and a sign whose name its arrows run through."""
    where = names(scene)
    found: set[tuple[int, int]] = set()
    for link, at in arrows(scene):
        for place, rect in where.items():
            inside = (
                (at[:, 0] > rect.left()) & (at[:, 0] < rect.right())
                & (at[:, 1] > rect.top()) & (at[:, 1] < rect.bottom())
            )  # fmt: skip
            if inside.any():
                found.add((link, place))
    return sorted(found)


def bad_labels(scene: Scene) -> list[str]:
    """Labels that overlap each other, a vertex, or a sign's name."""
    found: list[str] = []
    where = names(scene)
    for number, label in enumerate(scene.labels):
        found += [
            f"{label.links} on {other.links}"
            for other in scene.labels[:number]
            if label.rect.intersects(other.rect)
        ]
        for place in range(len(scene.plans)):
            if label.rect.intersects(scene.ends[place].rect):
                found.append(f"{label.links} on vertex {place}")
            if place in where and label.rect.intersects(where[place]):
                found.append(f"{label.links} on the name of {place}")
    return found


def overlapping(scene: Scene) -> list[tuple[int, int]]:
    """Pairs of vertices, with what stands beside them, that overlap."""
    return [
        (place, other)
        for place in range(len(scene.plans))
        for other in range(place)
        if scene.rect(place).intersects(scene.rect(other))
    ]


def out_of_order(scene: Scene) -> list[tuple[int, int]]:
    """Pairs of links that come to one vertex in another order than its inputs stand in."""
    into: dict[int, list[tuple[int, float, int]]] = {}
    across = scene.direction == "right"
    for place, link in enumerate(scene.graph.links):
        there, back = scene.lines[place]
        if scene.plans[link.target].title in COMMUTATIVE:
            continue
        end = back.tail if there is back else there.tip
        into.setdefault(link.target, []).append((link.target_port, end[1 if across else 0], place))
    return [
        (a[2], b[2])
        for ends in into.values()
        for a in ends
        for b in ends
        if a[0] < b[0] and a[1] > b[1] + 0.01
    ]
