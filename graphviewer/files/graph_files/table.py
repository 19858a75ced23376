"""What the files say: a view of a tape at a step as things, and arrows between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from graphviewer.explain.numbers import short
from graphviewer.files.as_json import Json, value_as_json
from graphviewer.files.kept import kept_gradient
from graphviewer.files.position import value_of
from graphviewer.graphs.build import build
from graphviewer.graphs.data import PLAIN, Fold, Graph, Link, Neuron, Scalar, Shaping, Vertex, View
from graphviewer.tape.adopted import row_at
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value


class Thing(Struct, frozen=True, kw_only=True):
    """A vertex. Words are empty and numbers None where there is nothing to say.

    `value` and `gradient` are what it holds at the step, `happened` whether it is there by then.
    """

    id: str  # "tensor-3", "op-0", "node-5", "module-2"
    kind: str
    name: str
    about: str = ""  # the call as written; the class of a module
    tensor: int | None = None
    shape: tuple[int, ...] | None = None
    dtype: str = ""
    leaf: bool = False
    requires_grad: bool = False
    nodes: tuple[str, ...] = ()  # PyTorch's names of what made it, or of what it is
    line: int | None = None
    module: str = ""
    group: str = ""  # the boxes it stands in, outermost first: "net / net.0"
    times: int = 1
    step: int = 0
    happened: bool = True
    value: Value | None = None
    gradient: Value | None = None


class Arrow(Struct, frozen=True, kw_only=True):
    """An arrow between two things; `gradient` is what has been sent back along it by the step."""

    id: str
    source: str
    target: str
    source_port: int
    target_port: int
    tensor: int | None = None
    edges: tuple[tuple[int, int], ...] = ()  # (node, place in its next_functions)
    gradient: tuple[Value, ...] = ()


class Table(Struct, frozen=True, kw_only=True):
    """A view of a tape at a step. Arrows go as the forward pass does, in the grad_fn view too."""

    program: str
    torch: str
    view: View
    step: int
    steps: int
    things: tuple[Thing, ...]
    arrows: tuple[Arrow, ...]


def table(
    tape: Tape, view: View, step: int, span: Span | None = None, shaping: Shaping = PLAIN
) -> Table:
    """Read a view. A leaf that is drawn beside each of its uses is one thing here."""
    index = TapeIndex(tape)
    graph = build(tape, index, view, span, shaping)
    reader = _Reader(tape, index, graph, step)
    ids = [_id(vertex) for vertex in graph.vertices]
    things = {one: reader.thing(one, v) for one, v in zip(ids, graph.vertices, strict=True)}
    arrows = tuple(reader.arrow(number, link, ids) for number, link in enumerate(graph.links))
    return Table(
        program=tape.meta.filename,
        torch=tape.meta.torch,
        view=view,
        step=step,
        steps=len(tape.steps),
        things=tuple(things.values()),
        arrows=arrows,
    )


def _id(vertex: Vertex) -> str:
    return f"{vertex.kind}-{vertex.ref}"


class _Reader:
    """Reads things and arrows of a graph at a step."""

    def __init__(self, tape: Tape, index: TapeIndex, graph: Graph, step: int) -> None:
        self._tape, self._index, self._graph, self._step = tape, index, graph, step

    def thing(self, name: str, vertex: Vertex) -> Thing:
        base = Thing(
            id=name,
            kind=vertex.kind,
            name=name,
            step=vertex.step,
            happened=vertex.step <= self._step,
            group=self._group(vertex.group),
        )
        match vertex.kind:
            case "tensor":
                return self._tensor(base, vertex.ref)
            case "op":
                return self._op(base, self._tape.ops[vertex.ref])
            case "node":
                return self._node(base, vertex.ref)
            case "module" | "fold":
                return _fold(base, self._graph.folds[vertex.ref])
            case "scalar":
                return self._scalar(base, self._graph.scalars[vertex.ref])
            case "neuron":
                return self._neuron(base, self._graph.neurons[vertex.ref])

    def _group(self, place: int | None) -> str:
        names: list[str] = []
        while place is not None:
            group = self._graph.groups[place]
            names.append(group.title)
            place = group.parent
        return " / ".join(reversed(names))

    def _tensor(self, base: Thing, ref: int) -> Thing:
        tape, index, step = self._tape, self._index, self._step
        row = row_at(tape, index, ref, step)
        made = None if row.op is None else tape.ops[row.op]
        return _with(
            base,
            name=index.name(ref),
            about=row.name,
            tensor=ref,
            shape=row.shape,
            dtype=row.dtype,
            leaf=row.is_leaf,
            requires_grad=index.requires_grad_at(ref, step),
            nodes=() if row.node is None else (tape.nodes[row.node].name,),
            line=None if made is None or made.place is None else made.place.line,
            module="" if made is None else made.module,
            value=value_of(tape, index.value_at(ref, step)) if base.happened else None,
            gradient=kept_gradient(index, ref, step),
        )

    def _op(self, base: Thing, op: Op) -> Thing:
        return _with(
            base,
            name=op.name,
            about=op.code,
            nodes=tuple(self._tape.nodes[node].name for node in op.nodes),
            line=None if op.place is None else op.place.line,
            module=op.module,
        )

    def _node(self, base: Thing, ref: int) -> Thing:
        tape, index = self._tape, self._index
        node = tape.nodes[ref]
        tensor = node.variable if node.variable is not None else index.tensor_at((ref, 0))
        found = base if tensor is None else self._tensor(base, tensor)
        op = None if node.op is None else tape.ops[node.op]
        state = index.port_at((ref, 0), self._step)
        gradient = None if state is None else index.partial_sum(state)
        return _with(
            found,
            name=node.name,
            about=index.name(tensor) if tensor is not None else "" if op is None else op.code,
            nodes=(node.name,),
            gradient=found.gradient if node.variable is not None else gradient,
        )

    def _scalar(self, base: Thing, scalar: Scalar) -> Thing:
        """One element of a tensor; a sign or a product has a place but no numbers of its own."""
        row = row_at(self._tape, self._index, scalar.tensor, self._step)
        name = self._index.name(scalar.tensor)
        found = _with(base, name=f"{name}[{scalar.place}]", about=scalar.role, dtype=row.dtype)
        if scalar.role != "element":
            return found
        whole = self._tensor(base, scalar.tensor)
        return _with(
            found,
            tensor=scalar.tensor,
            shape=(),
            leaf=whole.leaf,
            requires_grad=whole.requires_grad,
            value=_element(whole.value, scalar.place),
            gradient=_element(whole.gradient, scalar.place),
        )

    def _neuron(self, base: Thing, one: Neuron) -> Thing:
        """What a neuron gives on, and the gradient of what it has summed up: its delta."""
        network = self._graph.network
        assert network is not None
        now = network.at(self._step)
        if one.layer >= len(network.widths):
            return base if now.loss is None else self._tensor(base, now.loss)
        tensor, place = network.tensor(now, one.layer), network.place(now, one.layer, one.unit)
        summed = now.layers[one.layer - 1].z if one.layer else tensor
        happened = self._index.exists_at(tensor, self._step)
        whole = self._tensor(_with(base, happened=happened), tensor)
        return _with(
            whole,
            name=f"{whole.name}[{place}]",
            shape=(),
            value=_element(whole.value, place),
            gradient=_element(kept_gradient(self._index, summed, self._step), place),
        )

    def arrow(self, number: int, link: Link, ids: Sequence[str]) -> Arrow:
        sent: list[Value] = []
        for node, place in link.edges:
            at = self._index.executed_at(node, self._step)
            out = () if at is None else self._tape.steps[at].gradients_out
            value = value_of(self._tape, out[place]) if place < len(out) else None
            if value is not None:
                sent.append(value)
        return Arrow(
            id=f"link-{number}",
            source=ids[link.source],
            target=ids[link.target],
            source_port=link.source_port,
            target_port=link.target_port,
            tensor=link.tensor,
            edges=link.edges,
            gradient=tuple(sent),
        )


def _with(thing: Thing, **changes: object) -> Thing:
    fields = {name: getattr(thing, name) for name in Thing.__struct_fields__}
    return Thing(**{**fields, **changes})


def _fold(base: Thing, fold: Fold) -> Thing:
    return _with(base, name=fold.title, about=fold.kind, times=fold.times, module=fold.key)


def _element(value: Value | None, place: int) -> Value | None:
    """One number of a value, as a scalar of its dtype; None where by then it has fewer."""
    if value is None or not value.complete or place >= value.size:
        return None
    size = len(value.data) // value.size
    return Value(dtype=value.dtype, shape=(), data=value.data[place * size : (place + 1) * size])


def words(thing: Thing) -> dict[str, str]:
    """What a thing says in a line each: its shape, value and gradient."""
    found = {
        "shape": "" if thing.shape is None else str(list(thing.shape)),
        "value": "" if thing.value is None else short(thing.value),
        "gradient": "" if thing.gradient is None else short(thing.gradient),
    }
    return {name: one for name, one in found.items() if one}


def sent(arrow: Arrow) -> str:
    """What has been sent back along an arrow, in a line."""
    return "  ".join(short(value) for value in arrow.gradient)


def numbers(values: Sequence[Value]) -> list[Json]:
    """Some values, exact."""
    return [value_as_json(value) for value in values]


def grouped(things: Sequence[Thing]) -> dict[str, list[Thing]]:
    """Things by the boxes they stand in, in the order of their first."""
    found: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        found[thing.group].append(thing)
    return found
