"""What the pointer is told: names, shapes and every digit."""

from __future__ import annotations

from collections.abc import Sequence

from graphviewer.explain.numbers import full
from graphviewer.graphs.tied import path_of
from graphviewer.gui.canvas import fold_cards, module_cards, neuron_tips, scalar_tips
from graphviewer.gui.canvas.gradline import grad_line
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.texts import shape
from graphviewer.gui.canvas.words import word
from graphviewer.session.session import Item
from graphviewer.tape.adopted import row_at
from graphviewer.tape.index import Port
from graphviewer.tape.value import Value

LIMIT = 60  # elements beyond which a tooltip shows only the ends of each axis
LINES = 24


def tip(scene: Scene, place: int, step: int) -> str:
    """The tooltip of a vertex at a step, as plain text."""
    vertex = scene.graph.vertices[place]
    match vertex.kind:
        case "tensor":
            lines = _tensor(scene, vertex.ref, step)
        case "op":
            lines = _op(scene, vertex.ref)
        case "node":
            lines = _node(scene, vertex.ref, step)
        case "scalar":
            lines = scalar_tips.tip(scene, place, step)
        case "neuron":
            lines = neuron_tips.tip(scene, place, step)
        case "fold":
            fold, plan = scene.graph.folds[vertex.ref], scene.plans[place]
            lines = fold_cards.tip(scene.tape, scene.graph, fold, plan, scene.language)
        case "module":
            fold, plan = scene.graph.folds[vertex.ref], scene.plans[place]
            lines = module_cards.tip(scene.tape, scene.index, fold, plan, step, scene.language)
    flat = "\n".join(lines).split("\n")
    return "\n".join([*flat[:LINES], "…"] if len(flat) > LINES else flat)


def title_tip(scene: Scene, item: Item) -> str:
    """The tooltip of a frame's title: all of its name, and how it is closed."""
    lines = [word("to close", scene.language)]
    if item.kind == "module":
        fold = scene.graph.folds[item.id]
        lines.insert(0, f"{path_of(fold)}    {fold.kind}")
    return "\n".join(lines)


def _tensor(scene: Scene, tensor: int, step: int) -> list[str]:
    index, values = scene.index, scene.tape.values
    row = row_at(scene.tape, index, tensor, step)
    names = ", ".join(index.names(tensor)) or row.name
    lines = [f"{names}    {row.dtype} {shape(row.shape)}    {row.device}"]
    value = index.value_at(tensor, step) if index.exists_at(tensor, step) else None
    if value is not None:
        lines.append(f"{word('value', scene.language)}  {full(values[value], limit=LIMIT)}")
    return [*lines, *_grad(scene, tensor, index.ports(tensor), step)]


def _grad(scene: Scene, tensor: int | None, ports: Sequence[Port], step: int) -> list[str]:
    """What the card says of the gradient, with every digit; nothing before there is any."""
    line = grad_line(
        scene.tape, scene.index, tensor, ports, step, scene.language, _digits, few=None
    )
    if not (line.has or line.more or line.note):
        return []
    note = f"   ({line.note})" if line.note else ""
    if line.more:
        return [f"grad  {line.text}", line.more + note]
    return [f"grad  {line.text}{note}"]


def _digits(value: Value) -> str:
    return full(value, limit=LIMIT)


def _op(scene: Scene, number: int) -> list[str]:
    op = scene.tape.ops[number]
    lines = [op.code or op.qualified]
    if op.place is not None:
        lines[0] += f"    :{op.place.line}"
    lines += [scene.tape.nodes[node].name for node in op.nodes]
    return lines


def _node(scene: Scene, number: int, step: int) -> list[str]:
    node = scene.tape.nodes[number]
    lines = [node.name]
    tensor = scene.index.tensor_at((number, 0))
    if tensor is not None:
        lines[0] += f"    {scene.index.name(tensor)}"
    for port in range(min(node.outputs, 4)):
        lines += _grad(scene, node.variable, ((number, port),), step)
    if node.saved:
        lines.append("saved  " + ", ".join(saved.name for saved in node.saved))
    return lines
