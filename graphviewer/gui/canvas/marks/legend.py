"""Which kinds of marks a graph has at any step."""

from __future__ import annotations

from collections import Counter

from graphviewer.gui.canvas.marks.book import book_of
from graphviewer.gui.canvas.marks.kinds import Kind
from graphviewer.gui.canvas.marks.numbers import not_finite
from graphviewer.gui.canvas.scene import Scene


def kinds_in(scene: Scene) -> set[Kind]:
    """Those of its cards, signs and arrows, of what it opens into as little as is drawn."""
    book = book_of(scene)
    found: set[Kind] = set(book.grounds(scene))
    for place in range(len(scene.graph.vertices)):
        found.update(mark.kind for mark in book.marks(scene, place))
    found.update("stretched" if chip.lines else "cut" for chip in book.chips(scene))
    if not_finite(scene.index).counts:
        found.add("finite")
    if _has_fan_in(scene):
        found.add("fan_in")
    return found


def _has_fan_in(scene: Scene) -> bool:
    """Whether gradients come to one port along several edges."""
    into = Counter(
        (edge.to, edge.input_nr)
        for link in scene.graph.links
        for node, place in set(link.edges)
        if (edge := scene.tape.nodes[node].edges[place]) is not None
    )
    return any(count > 1 for count in into.values())
