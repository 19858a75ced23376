"""What changes while stepping: the words on a card, what has happened, what the step is about."""

from __future__ import annotations

from collections.abc import Callable

from graphviewer.gui.canvas import fold_cards, module_cards, neuron_cards, scalar_cards
from graphviewer.gui.canvas.faces import NOTHING, Face, Light, Lit
from graphviewer.gui.canvas.gradline import FEW, GradLine, grad_line
from graphviewer.gui.canvas.grids import grid
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.texts import in_short
from graphviewer.gui.canvas.words import kind_of, word
from graphviewer.tape.adopted import row_at
from graphviewer.tape.rows import Step
from graphviewer.tape.value import Value


def lit_at(scene: Scene, step: int) -> Lit:
    """What lights up at a step."""
    if not 0 <= step < len(scene.tape.steps):
        return NOTHING
    row = scene.tape.steps[step]
    match row.kind:
        case "forward":
            return _forward(scene, row)
        case "backward":
            return _backward(scene, row)
        case "accumulate" | "update":
            return _arrival(scene, row)
        case _:
            return NOTHING


def around(scene: Scene, lit: Lit) -> set[int]:
    """What a step is about with the inputs and outputs of its signs or nodes."""
    found = set(lit.vertices)
    for place in lit.vertices:
        if scene.graph.vertices[place].kind != "tensor":
            for link in scene.touching.get(place, ()):
                found |= {scene.graph.links[link].source, scene.graph.links[link].target}
    return found


def _places(scene: Scene, tensors: list[int]) -> set[int]:
    """Cards of tensors; in the grad_fn view the nodes they come from."""
    found: set[int] = set()
    for tensor in tensors:
        found.update(scene.places.get(("tensor", tensor), ()))
        if scene.view == "grad_fn":
            for node, _ in scene.index.ports(tensor):
                found.update(scene.places.get(("node", node), ()))
    return found


def _forward(scene: Scene, row: Step) -> Lit:
    vertices = _places(scene, list(row.outputs))
    links: set[int] = set()
    moving = {*row.inputs, *row.outputs}
    for sign in scene.places.get(("op", row.op if row.op is not None else -1), ()):
        vertices.add(sign)
        links.update(k for k in scene.touching[sign] if scene.graph.links[k].tensor in moving)
    return Lit(frozenset(vertices), frozenset(links), "value")


def _backward(scene: Scene, row: Step) -> Lit:
    node = scene.tape.nodes[row.node if row.node is not None else 0]
    vertices = set(scene.places.get(("node", node.id), ()))
    if node.op is not None:
        vertices.update(scene.places.get(("op", node.op), ()))
    sent = {
        place
        for place, gradient in enumerate(row.gradients_out)
        if gradient is not None and node.edges[place] is not None
    }
    goals = [
        tensor
        for place in sent
        if (edge := node.edges[place]) is not None
        and (tensor := scene.index.tensor_at((edge.to, edge.input_nr))) is not None
    ]
    vertices |= _places(scene, goals) if scene.view != "grad_fn" else set()
    run = row.run if row.run is not None else None
    at = scene.flows(run) == row.index
    links = {int(k) for k in at.nonzero()[0]}
    return Lit(frozenset(vertices), frozenset(links), "gradient")


def _arrival(scene: Scene, row: Step) -> Lit:
    vertices = _places(scene, [row.tensor] if row.tensor is not None else [])
    vertices |= set(scene.places.get(("node", row.node if row.node is not None else -1), ()))
    gradient = row.kind == "accumulate" or row.of_grad
    return Lit(frozenset(vertices), frozenset(), "gradient" if gradient else "value")


def face_at(scene: Scene, place: int, step: int, lit: Lit) -> Face:
    """The face of a vertex at a step."""
    vertex = scene.graph.vertices[place]
    faint = vertex.step > step
    light: Light = lit.light if place in lit.vertices else ""
    match vertex.kind:
        case "tensor":
            return _card(scene, place, step, faint, light)
        case "op":
            nodes = scene.tape.own_nodes(scene.tape.ops[vertex.ref])
            ran = any(scene.index.executed_at(node.id, step) is not None for node in nodes)
            return Face(faint, light, ran=ran)
        case "node":
            return _node(scene, place, step, faint, light)
        case "fold":
            fold = scene.graph.folds[vertex.ref]
            about = (scene.tape, scene.index, scene.graph, fold, step, faint, light)
            wants = scene.plans[place].wants
            return fold_cards.face(*about, scene.language, wants=wants)
        case "module":
            fold = scene.graph.folds[vertex.ref]
            return module_cards.face(
                scene.tape, scene.index, fold, step, faint, light, scene.language
            )
        case "neuron":
            return neuron_cards.face(scene.tape, scene.index, scene.graph, vertex, step, light)
        case "scalar":
            one, plan = scene.graph.scalars[vertex.ref], scene.plans[place]
            return scalar_cards.face(scene.tape, scene.index, one, plan, step, faint, light)


def _card(scene: Scene, place: int, step: int, faint: bool, light: Light) -> Face:
    tensor, language = scene.graph.vertices[place].ref, scene.language
    values = scene.tape.values
    say, few = _said(scene, place)
    value = None if faint else scene.index.value_at(tensor, step)
    text = word("not yet", language) if faint else "–"
    if value is not None:
        text = say(values[value])
    face = Face(faint, light, text, value_id=value, meta=_meta(scene, place, tensor, step))
    if not scene.plans[place].wants:
        return face
    ports = scene.index.ports(tensor)
    line = grad_line(scene.tape, scene.index, tensor, ports, step, language, say, few=few)
    return _faced(face, line)


def _said(scene: Scene, place: int) -> tuple[Callable[[Value], str], int]:
    """How a card's numbers are written, and how many on their way it has room for."""
    return (grid, 0) if scene.plans[place].lines > 1 else (in_short, FEW)


def _meta(scene: Scene, place: int, tensor: int, step: int) -> str:
    """What the plan says a tensor is, as it is at a step: `net.double()`, `t_()` come later."""
    tape, index = scene.tape, scene.index
    if not index.relations.changes(tensor):
        return ""
    last = len(tape.steps) if scene.span is None else scene.span.last
    rows = (row_at(tape, index, tensor, at) for at in (last, step))
    end, now = (kind_of(row.dtype, row.shape, scene.language) for row in rows)
    return "" if end == now else scene.plans[place].meta.replace(end, now)


def _faced(face: Face, line: GradLine) -> Face:
    return face._replace(
        grad=line.text, has_grad=line.has, more=line.more, note=line.note, grad_id=line.value
    )


def _node(scene: Scene, place: int, step: int, faint: bool, light: Light) -> Face:
    node = scene.tape.nodes[scene.graph.vertices[place].ref]
    ran = scene.index.executed_at(node.id, step) is not None
    ports, (say, few) = ((node.id, 0),), _said(scene, place)
    about = scene.tape, scene.index, node.variable, ports, step, scene.language
    line = grad_line(*about, say, few=few)
    return _faced(Face(faint, light, ran=ran), line)
