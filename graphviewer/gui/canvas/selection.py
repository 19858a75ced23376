"""Between what the session selects and what the canvas draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graphviewer.graphs.data import Graph, Vertex
from graphviewer.graphs.neurons import tensor_of
from graphviewer.graphs.unused import unused_modules
from graphviewer.gui.canvas import fold_cards
from graphviewer.gui.canvas.faces import Face
from graphviewer.gui.canvas.grids import in_line
from graphviewer.gui.canvas.neuron_words import network_counts
from graphviewer.gui.canvas.planned import Plan
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.words import (
    counts,
    folded_counts,
    module_counts,
    node_counts,
    place_in_loop,
    scalar_counts,
    unused_told,
    word,
)
from graphviewer.session.iterations import shown
from graphviewer.session.scopes import Scope
from graphviewer.session.session import Item, whole


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
        case "scalar":
            return places_of(scene, whole(scene.tape, item))
        case "tensor":
            keys = [("node", node) for node, _ in scene.index.ports(item.id)]
        case "op":
            keys = [("node", node) for node in scene.tape.ops[item.id].nodes]
        case "node":
            node = scene.tape.nodes[item.id]
            keys = [("op", node.op)] if node.op is not None else []
            if node.variable is not None:
                keys = [("tensor", node.variable)]
        case "neuron":
            tensor = tensor_of(item.id)
            return places_of(scene, Item("tensor", tensor))
        case "line":
            ops = [op for op in scene.tape.ops if op.place is not None and op.place.line == item.id]
            keys = [("op", op.id) for op in ops]
            if scene.view == "grad_fn":
                keys = [("node", node) for op in ops for node in op.nodes]
        case _:  # what only one view has
            return []
    return [place for key in keys for place in scene.places.get(key, ())]


SPOKEN = 3  # things that are told one by one; of more it is only said that there are


def all_spoken(scene: Scene, places: list[int], face: Callable[[int], Face]) -> str:
    """Some vertices in words, for a screen reader; cards of one tensor are told once."""
    told: dict[Item, str] = {}
    for place in places:
        item = item_of(scene, place)
        if item not in told:
            if len(told) == SPOKEN:
                return ". ".join((*told.values(), "…"))
            told[item] = spoken(scene, place, face(place))
    return ". ".join(told.values())


_KINDS = {"op": "operation"}  # the others are words of the canvas as they are


def spoken(scene: Scene, place: int, face: Face) -> str:
    """A vertex in words, for a screen reader."""
    plan, language = scene.plans[place], scene.language
    kind = _KINDS.get(plan.vertex.kind, plan.vertex.kind)
    meta = (face.meta or plan.meta) if kind != "neuron" else ""  # a neuron's is in its title
    parts = [f"{word(kind, language)} {face.title or plan.title}", plan.name, meta]
    parts += plan.notes if plan.vertex.kind in ("module", "fold") else ()
    if face.value:
        parts.append(f"{word('value', language)} {in_line(face.value)}")
    if face.grad:
        parts.append(f"{_gradient(plan, language)} {in_line(face.grad)}")
    return ", ".join(part for part in [*parts, face.more, face.note] if part)


def _gradient(plan: Plan, language: str) -> str:
    """What a vertex's second number is."""
    if plan.vertex.kind in ("module", "fold"):
        return word("grad norm", language)
    delta = plan.vertex.kind == "neuron" and plan.rim != "loss"
    return "δ" if delta else word("grad", language)


def counterpart(old: Scene, item: Item | None, new: Scene) -> Item | None:
    """What stands in one iteration for an item of another; None where nothing does."""
    if item is None or item.kind == "line" or places_of(new, item):
        return None
    places = places_of(old, item)
    if not places:
        return None
    place = places[0]
    if new.is_like(old):
        return item_of(new, place)
    plan = old.plans[place]
    same = [k for k, one in enumerate(old.plans) if _alike(one, plan)]
    others = [k for k, one in enumerate(new.plans) if _alike(one, plan)]
    nth = same.index(place)
    return item_of(new, others[nth]) if nth < len(others) else None


def _alike(one: Plan, other: Plan) -> bool:
    return (one.vertex.kind, one.title) == (other.vertex.kind, other.title)


def _told(graph: Graph) -> Iterator[Vertex]:
    """What is drawn, and what is in straight chains."""
    for vertex in graph.vertices:
        if vertex.kind == "fold":
            yield from graph.folds[vertex.ref].members
        else:
            yield vertex


def caption(scene: Scene, scope: Scope | None = None) -> str:
    """What the scene holds, in a line; of a scope without its leaves, for there is less room."""
    kinds = [(vertex.kind, vertex.ref) for vertex in _told(scene.graph)]
    folds = [fold for fold in scene.graph.folds if fold.times > 1 and fold.members]
    if folds:
        most = max(folds, key=lambda one: len(one.members))
        each = fold_cards.told(most, scene.language)
        said = folded_counts(most.times, each, len(folds) - 1, scene.language)
    elif scene.view == "grad_fn":
        said = node_counts(len(set(kinds)), len(scene.graph.links), scene.language)
    elif scene.view == "neurons":
        said = network_counts(scene.graph.network, scene.language)
    elif scene.view == "modules":
        calls = [scene.graph.folds[ref].key for kind, ref in kinds if kind == "module"]
        calls += [box.key for box in scene.graph.groups]
        modules = {call.rpartition("#")[0] for call in calls}
        signs = sum(kind == "op" for kind, _ in kinds)
        said = module_counts(len(modules), len(calls), signs, scene.language)
    elif scene.view == "scalars":
        elements = sum(one.op is None for one in scene.graph.scalars.values())
        signs = len(scene.graph.scalars) - elements + sum(kind == "op" for kind, _ in kinds)
        said = scalar_counts(elements, signs, scene.language)
    else:
        cards = {ref for kind, ref in kinds if kind == "tensor"}
        signs = sum(kind == "op" for kind, _ in kinds)
        wanted = {plan.vertex.ref for plan in scene.plans if plan.wants}
        wanted |= {ref for ref in cards if scene.tape.tensors[ref].requires_grad}
        leaves = {ref for ref in cards & wanted if scene.tape.tensors[ref].is_leaf}
        told = len(leaves) if scope is None else None
        said = counts(len(cards), signs, told, scene.language)
    if scope is None:
        return " · ".join([said, *_unused(scene)])
    where = place_in_loop(scope.kind, shown(scope.number), scope.total, scene.language)
    return f"{where}: {said.replace(' · ', ', ')}"


def _unused(scene: Scene) -> Iterator[str]:
    """How many modules are left out that nothing used; of a program that runs nobody knows yet."""
    if scene.view in ("expression", "modules") and scene.tape.end is not None:
        found = unused_modules(scene.tape, scene.index).values()
        count = sum(not any(("tensor", one) in scene.places for one in kept) for kept in found)
        if count:
            yield unused_told(count, scene.language)
