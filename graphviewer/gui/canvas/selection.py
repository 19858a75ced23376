"""Between what the session selects and what the canvas draws."""

from __future__ import annotations

from graphviewer.gui.canvas.grids import in_line
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.state import Face
from graphviewer.gui.canvas.words import counts, node_counts, word
from graphviewer.session.session import Item


def item_of(scene: Scene, place: int) -> Item:
    """The item a vertex stands for."""
    vertex = scene.graph.vertices[place]
    return Item(vertex.kind, vertex.ref)


def places_of(scene: Scene, item: Item | None) -> list[int]:
    """Where an item is drawn: all cards of a tensor, the nodes of an op, the signs of a line."""
    if item is None:
        return []
    found = list(scene.places.get((item.kind, item.id), ())) if item.kind != "line" else []
    return found or _related(scene, item)


def _related(scene: Scene, item: Item) -> list[int]:
    """An item of the other view, by what stands for it in this one."""
    match item.kind:
        case "tensor":
            keys = [("node", node) for node, _ in scene.index.ports(item.id)]
        case "op":
            keys = [("node", node) for node in scene.tape.ops[item.id].nodes]
        case "node":
            node = scene.tape.nodes[item.id]
            keys = [("op", node.op)] if node.op is not None else []
            if node.variable is not None:
                keys = [("tensor", node.variable)]
        case "line":
            ops = [op for op in scene.tape.ops if op.place is not None and op.place.line == item.id]
            keys = [("op", op.id) for op in ops]
            if scene.view == "grad_fn":
                keys = [("node", node) for op in ops for node in op.nodes]
    return [place for key in keys for place in scene.places.get(key, ())]


def spoken(scene: Scene, place: int, face: Face) -> str:
    """A vertex in words, for a screen reader."""
    plan, language = scene.plans[place], scene.language
    kind = {"tensor": "tensor", "op": "operation", "node": "node"}[plan.vertex.kind]
    parts = [f"{word(kind, language)} {plan.title}", plan.name, plan.meta]
    if face.value:
        parts.append(f"{word('value', language)} {in_line(face.value)}")
    if face.grad:
        parts.append(f"{word('grad', language)} {in_line(face.grad)}")
    return ", ".join(part for part in [*parts, face.more, face.note] if part)


def caption(scene: Scene) -> str:
    """What the scene holds, in a line."""
    kinds = [(vertex.kind, vertex.ref) for vertex in scene.graph.vertices]
    if scene.view == "grad_fn":
        return node_counts(len(set(kinds)), len(scene.graph.links), scene.language)
    cards = {ref for kind, ref in kinds if kind == "tensor"}
    signs = sum(kind == "op" for kind, _ in kinds)
    wanted = {plan.vertex.ref for plan in scene.plans if plan.wants}
    leaves = {ref for ref in cards & wanted if scene.tape.tensors[ref].is_leaf}
    return counts(len(cards), signs, len(leaves), scene.language)
