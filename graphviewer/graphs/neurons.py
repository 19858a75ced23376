"""Neurons: small networks as layers of circles, a circle for each number a layer makes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from graphviewer.graphs.data import Graph, Link, Neuron, Shaping, Vertex
from graphviewer.graphs.network import Network, Pass
from graphviewer.graphs.neurons_pass import passes_in
from graphviewer.graphs.neurons_why import why_not
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op
from graphviewer.tape.span import Span, ops_of, roots_of, runs_within
from graphviewer.tape.tape import Tape

WHOLE = 16  # neurons of a layer that is drawn whole
SOME = 8  # drawn of a wider one
BITS = 20  # of a vertex's ref that number the neuron
LOSS = (1 << BITS) - 1  # the number of the loss's card


def has_neurons(tape: Tape) -> bool:
    """Whether a tape has a network to draw."""
    return why_not(tape) is None


def example_key(example: int) -> str:
    """What names the example shown in Shaping.opened."""
    return f"example:{example}"


def example_in(shaping: Shaping) -> int:
    """The example that a shaping asks for, counted from 0."""
    chosen = [one for one in shaping.opened or () if one.startswith("example:")]
    return int(chosen[0].partition(":")[2]) if chosen else 0


def neuron_ref(tensor: int, unit: int) -> int:
    """The ref of a neuron's vertex: its layer's activations in the first pass, and its number."""
    return tensor << BITS | unit


def tensor_of(ref: int) -> int:
    """The tensor that a neuron's vertex belongs to."""
    return ref >> BITS


def tensor_at(graph: Graph | None, ref: int, step: int) -> int:
    """The same in the pass that is under way at a step, where the graph is at hand."""
    one = graph.neurons.get(ref) if graph is not None else None
    if one is None or graph is None or graph.network is None:
        return tensor_of(ref)
    now = graph.network.at(step)
    if one.layer < len(graph.network.widths):
        return graph.network.tensor(now, one.layer)
    return now.loss if now.loss is not None else tensor_of(ref)


def neurons_graph(
    tape: Tape, index: TapeIndex, span: Span | None = None, shaping: Shaping | None = None
) -> Graph:
    """The deepest network there is, or an empty graph.

    `Graph.places` count vertices across and ranks down. Links join the neurons that are drawn.
    """
    network = _network(tape, index, span, example_in(shaping) if shaping is not None else 0)
    if network is None:
        return Graph("neurons", (), ())
    layers = range(len(network.widths))
    network = replace(network, shown=tuple(_shown(tape, network, k) for k in layers))
    one = network.passes[0]
    rows = [[(network.tensor(one, k), unit) for unit in network.shown[k]] for k in layers]
    loss = next((each.loss for each in network.passes if each.loss is not None), None)
    if loss is not None:
        rows.append([(loss, LOSS)])
    vertices: list[Vertex] = []
    neurons: dict[int, Neuron] = {}
    places: list[tuple[float, float]] = []
    for layer, row in enumerate(rows):
        width = network.widths[layer] if layer in layers else 1
        for (tensor, unit), across in zip(row, _across(len(row), width), strict=True):
            ref = neuron_ref(tensor, unit)
            neurons[ref] = Neuron(layer, unit)
            vertices.append(Vertex("neuron", ref, 0, tape.tensors[tensor].step))
            places.append((across, float(layer)))
    return Graph(
        "neurons", tuple(vertices), tuple(_links(one, [len(row) for row in rows])),
        places=tuple(places), neurons=neurons, network=network,
    )  # fmt: skip


def _links(one: Pass, counts: Sequence[int]) -> Iterator[Link]:
    """From every neuron drawn to every one of the next layer, and from the last to the loss."""
    begin = 0
    for layer, (count, following) in enumerate(pairwise(counts)):
        weight = one.layers[layer].weight if layer < len(one.layers) else None
        for target in range(begin + count, begin + count + following):
            yield from (Link(begin + port, target, 0, port, weight) for port in range(count))
        begin += count


def belongings(tape: Tape, graph: Graph, vertex: Vertex) -> Iterator[tuple[str, int]]:
    """The tensors and ops of all passes that a neuron stands for: those of its layer."""
    network, layer = graph.network, graph.neurons[vertex.ref].layer
    for one in network.passes if network is not None else ():
        if layer == 0:
            yield "tensor", one.layers[0].x
        elif layer > len(one.layers):
            if one.loss is not None:
                yield from _made(tape, one.loss)
        else:
            of = one.layers[layer - 1]
            kept = [of.weight] if of.bias is None else [of.weight, of.bias]
            yield from (("tensor", tensor) for tensor in kept)
            tensors = (*tape.ops[of.op].outputs[:1], of.z, of.a)
            for tensor in dict.fromkeys(tensors):
                yield from _made(tape, tensor)


def _made(tape: Tape, tensor: int) -> Iterator[tuple[str, int]]:
    yield "tensor", tensor
    op = tape.tensors[tensor].op
    if op is not None:
        yield "op", op


def _across(count: int, width: int) -> list[float]:
    """Where a layer's neurons stand from its middle; before the last is room for those left out."""
    found = [float(k) for k in range(count)]
    if count < width:
        found[-1] += 1
    middle = found[-1] / 2
    return [one - middle for one in found]


# --- which network


def _network(tape: Tape, index: TapeIndex, span: Span | None, example: int) -> Network | None:
    """The network with the most layers; of several the one most often gone through."""
    ops: Sequence[Op] = tape.ops if span is None else ops_of(tape, span)
    alike: dict[tuple[object, ...], list[Pass]] = {}
    for one in passes_in(tape, ops):
        widths = _widths(tape, one)
        biased = tuple(layer.bias is not None for layer in one.layers)
        alike.setdefault((widths, biased, one.columns), []).append(one)
    if not alike:
        return None
    chosen = max(alike.values(), key=lambda passes: (len(passes[0].layers), len(passes)))
    run_ids = {run.id for run in runs_within(tape, span)}
    passes = [replace(one, loss=_loss(tape, index, one, run_ids)) for one in chosen]
    return Network(_widths(tape, chosen[0]), tuple(passes), example=example)


def _widths(tape: Tape, one: Pass) -> tuple[int, ...]:
    tensors = (one.layers[0].x, *(layer.z for layer in one.layers))
    return tuple(math.prod(tape.tensors[tensor].shape) // one.examples for tensor in tensors)


def _loss(tape: Tape, index: TapeIndex, one: Pass, runs: Iterable[int]) -> int | None:
    """The root of the first backward run that came to the output, unless it is the output."""
    last = one.layers[-1]
    for port in index.ports(last.z):
        for run in index.runs_reaching(port):
            roots = roots_of(tape, tape.runs[run]) if run in runs else ()
            for seed in roots:
                root = seed.tensor
                if root is None:
                    root = index.tensor_at((seed.node, seed.input_nr))
                if root is not None and root not in (last.z, last.a):
                    return root
    return None


# --- which neurons of a wide layer


def _shown(tape: Tape, network: Network, layer: int) -> tuple[int, ...]:
    """All of a layer up to 16, else eight: the first seven and the last.

    Where only some elements of its weights were kept, neurons whose weights were, evenly spread.
    """
    width = network.widths[layer]
    if width <= WHOLE:
        return tuple(range(width))
    stride = _stride(tape, network, layer)
    able = range(0, width, stride)
    if stride == 1 or len(able) < SOME:
        return (*range(SOME - 1), width - 1)
    return tuple(able[round(k * (len(able) - 1) / (SOME - 1))] for k in range(SOME))


def _stride(tape: Tape, network: Network, layer: int) -> int:
    """How far apart the neurons of a layer are of which every weight was kept, from the first."""
    one = network.passes[0]
    found = 1
    if layer < len(one.layers):  # weights out of it: every row has those of this layer side by side
        after = one.layers[layer]
        found = math.lcm(
            found, _along(tape, after.weight, network.widths[layer], inner=not after.turned)
        )
    if layer:
        into = one.layers[layer - 1]
        found = math.lcm(found, _along(tape, into.weight, network.widths[layer], inner=into.turned))
        found = math.lcm(found, _along(tape, into.a, network.widths[layer], inner=not one.columns))
    return found


def _along(tape: Tape, tensor: int, width: int, *, inner: bool) -> int:
    value = tape.tensors[tensor].value
    stride = tape.values[value].stride if value is not None else 1
    return stride if inner and width % stride == 0 else 1
