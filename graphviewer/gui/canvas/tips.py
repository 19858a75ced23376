"""What the pointer is told: names, shapes and every digit."""

from __future__ import annotations

from graphviewer.explain.numbers import full
from graphviewer.gui.canvas.plan import shape
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.words import arrived, word

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
    flat = "\n".join(lines).split("\n")
    return "\n".join([*flat[:LINES], "…"] if len(flat) > LINES else flat)


def _tensor(scene: Scene, tensor: int, step: int) -> list[str]:
    row, index, values = scene.tape.tensors[tensor], scene.index, scene.tape.values
    names = ", ".join(index.names(tensor)) or row.name
    lines = [f"{names}    {row.dtype} {shape(row.shape)}    {row.device}"]
    value = index.value_at(tensor, step) if index.exists_at(tensor, step) else None
    if value is not None:
        lines.append(f"{word('value', scene.language)}  {full(values[value], limit=LIMIT)}")
    leaf = index.leaf_grad_at(tensor, step)
    if row.is_leaf and leaf is not None:
        text = full(values[leaf.value], limit=LIMIT) if leaf.value is not None else "None"
        return [*lines, f"grad  {text}"]
    for port in index.ports(tensor)[:1]:
        lines += _port(scene, port, step)
    return lines


def _port(scene: Scene, port: tuple[int, int], step: int) -> list[str]:
    state = scene.index.port_at(port, step)
    if state is None:
        return []
    total = scene.index.partial_sum(state)
    text = full(total, limit=LIMIT) if total is not None else "–"
    note = ""
    if not state.complete and state.expected > 1:
        note = f"   ({arrived(len(state.arrived), state.expected, scene.language)})"
    return [f"grad  {text}{note}"]


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
        lines += _port(scene, (number, port), step)
    if node.saved:
        lines.append("saved  " + ", ".join(saved.name for saved in node.saved))
    return lines
