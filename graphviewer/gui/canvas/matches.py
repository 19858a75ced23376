"""What of one scene stands for what of another: the same thing, or what it is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graphviewer.graphs.data import Vertex
from graphviewer.gui.canvas.scene import Scene

Key = tuple[str, int]


class Matches:
    """From places in one scene to places in another of the same tape."""

    def __init__(self, scene: Scene, other: Scene, places: Iterable[int]) -> None:
        """Only for some `places` of the scene: those that are seen."""
        self.same: dict[int, int] = {}  # the same card of the same thing
        self.akin: dict[int, int] = {}  # an op and its nodes, a module and its content
        wanted = list(places)
        own = _keys_by_place(scene, set(wanted))
        for place in wanted:
            vertex = scene.graph.vertices[place]
            found = _card(other, vertex)
            if found is not None:
                self.same[place] = found
                continue
            keys = (*own[place], *_related(scene, vertex))
            akin = next((other.places[key] for key in keys if other.places.get(key)), None)
            if akin:
                self.akin[place] = akin[min(vertex.copy, len(akin) - 1)]


def _card(scene: Scene, vertex: Vertex) -> int | None:
    """Where a scene draws the same card."""
    for place in scene.places.get((vertex.kind, vertex.ref), ()):
        one = scene.graph.vertices[place]
        if (one.kind, one.ref, one.copy) == (vertex.kind, vertex.ref, vertex.copy):
            return place
    return None


def _keys_by_place(scene: Scene, places: set[int]) -> dict[int, list[Key]]:
    """All that is drawn at some places, as the scene lists it."""
    found: dict[int, list[Key]] = defaultdict(list)
    for key, at in scene.places.items():
        for place in at:
            if place in places:
                found[place].append(key)
    return found


def _related(scene: Scene, vertex: Vertex) -> Iterator[Key]:
    """What the other views draw for a vertex."""
    tape, index = scene.tape, scene.index
    match vertex.kind:
        case "op":
            yield from (("node", node) for node in tape.ops[vertex.ref].nodes)
            yield from (("tensor", tensor) for tensor in tape.ops[vertex.ref].outputs)
        case "node":
            node = tape.nodes[vertex.ref]
            if node.variable is not None:
                yield "tensor", node.variable
            if node.op is not None:
                yield "op", node.op
        case "tensor":
            row = tape.tensors[vertex.ref]
            yield from (("node", node) for node, _ in index.ports(vertex.ref))
            if row.op is not None:
                yield "op", row.op
        case _:
            return
