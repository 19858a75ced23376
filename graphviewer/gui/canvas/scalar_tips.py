"""What the pointer is told of a scalar or a sign: every digit, and where each comes from."""

from __future__ import annotations

from graphviewer.explain.numbers import full
from graphviewer.graphs.data import Scalar
from graphviewer.gui.canvas.gradline import grad_line
from graphviewer.gui.canvas.scalar_numbers import element, number_at, product_at, subscripted
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.words import word
from graphviewer.tape.adopted import row_at
from graphviewer.tape.value import Value

MOST_TOLD = 12  # local derivatives listed one by one


def tip(scene: Scene, place: int, step: int) -> list[str]:
    """The lines of a scalar's tooltip at a step."""
    one = scene.graph.scalars[scene.graph.vertices[place].ref]
    if one.role == "element":
        return _element(scene, one, step)
    assert one.op is not None
    op = scene.tape.ops[one.op]
    if one.role == "product":
        names = " · ".join(name_of(scene, *factor) for factor in one.factors)
        number = product_at(scene.tape, scene.index, one, step) if op.step <= step else None
        told = "" if number is None else f" = {number!s}"
        lines = [names + told, word("not kept", scene.language)]
    else:
        lines = [op.code or op.qualified, *(scene.tape.nodes[node].name for node in op.nodes)]
    return [*lines, *_locals(scene, place, step)]


def link_tip(scene: Scene, link: int, step: int) -> str:
    """What is told of the number on a link: what it is the derivative of, and where it is from."""
    drawn = scene.graph.links[link]
    slope = scene.tracer.slope(drawn, step)
    if slope is None or scene.link_made[link] > step:
        return ""
    above, below = (_named(scene, place) for place in (drawn.target, drawn.source))
    return f"∂{above}/∂{below} = {slope.number!s}   {word(f'from {slope.source}', scene.language)}"


def _named(scene: Scene, place: int) -> str:
    """An element's name; of a sign that of what it makes, of a product its factors."""
    one = scene.graph.scalars[scene.graph.vertices[place].ref]
    if one.role == "product":
        return f"({' · '.join(name_of(scene, *factor) for factor in one.factors)})"
    return name_of(scene, one.tensor, one.place)


def name_of(scene: Scene, tensor: int, place: int) -> str:
    """An element's name; an expression stands in brackets."""
    name = scene.index.name(tensor)
    shape = scene.tape.tensors[tensor].shape
    plain = name.replace("_", "").replace(".", "").isalnum()
    return subscripted(name if plain or not shape else f"({name})", shape, place)


def _element(scene: Scene, one: Scalar, step: int) -> list[str]:
    tape, index = scene.tape, scene.index
    dtype = row_at(tape, index, one.tensor, step).dtype
    lines = [f"{name_of(scene, one.tensor, one.place)}    {dtype}"]
    made = index.exists_at(one.tensor, step)
    number = number_at(tape, index, one.tensor, one.place, step) if made else None
    if number is not None:
        lines.append(f"{word('value', scene.language)}  {number!s}")

    def say(value: Value) -> str:
        kept = element(tape, one.tensor, value, one.place)
        return full(value) if kept is None else str(kept)

    ports = index.ports(one.tensor)
    line = grad_line(tape, index, one.tensor, ports, step, scene.language, say, few=None)
    if line.has or line.more or line.note:
        note = f"   ({line.note})" if line.note else ""
        lines.append(f"grad  {line.text}{'' if line.more else note}")
        lines += [line.more + note] if line.more else []
    return lines


def _locals(scene: Scene, place: int, step: int) -> list[str]:
    """The local derivatives by what comes to a sign, each with where its number comes from."""
    links = scene.graph.links
    into = [k for k in scene.touching[place] if links[k].target == place]
    entries = (k for k in into if (local := links[k].local) is not None and local.kind == "entry")
    lines = [told for k in entries if (told := link_tip(scene, k, step))]
    return lines if len(lines) <= MOST_TOLD else [*lines[:MOST_TOLD], "…"]
