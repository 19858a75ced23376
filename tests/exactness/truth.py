"""What plain PyTorch does, found with hooks and a walk of our own, away from any recorder."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.autograd.graph import Node, get_gradient_edge

from tests.exactness.bits import Bits, bits, bits_or_none
from tests.exactness.copies import tensors_in
from tests.exactness.samples import Inputs

SEED = 20_261
_CLIP = 3  # every third upstream gradient is a zero, every sixth a negative one

Edge = tuple[int, int] | None
Gradients = tuple[Tensor | None, ...]


@dataclass
class Graph:
    """Nodes numbered as a walk from the roots first meets them, with their edges in order."""

    nodes: list[Any]  # held, so that their identity lasts
    names: list[str]
    edges: list[tuple[Edge, ...]]
    roots: list[tuple[int, int]]  # per differentiable output: its node, and which output of it

    @property
    def shape(self) -> tuple[Any, ...]:
        """What is equal for graphs that are the same."""
        return self.names, self.edges, self.roots


@dataclass
class Executed:
    """A node that the engine ran, with the gradients its formula used and those it sent on."""

    node: int
    used: tuple[Bits | None, ...]
    sent: tuple[Bits | None, ...] = ()


@dataclass
class Outcome:
    """What a run left: outputs, gradients, the graph, the state of the random generators."""

    error: str = ""
    outputs: list[Bits] = field(default_factory=list)
    strides: list[tuple[int, ...]] = field(default_factory=list)
    gradients: list[Bits | None] = field(default_factory=list)
    again: list[Bits | None] | str = ""  # after a second backward, or what that raised
    inputs: list[Bits] = field(default_factory=list)
    graph: tuple[Any, ...] = ()
    random: int = 0


def seed() -> None:
    """Start every random generator anew."""
    torch.manual_seed(SEED)
    random.seed(SEED)
    np.random.seed(SEED)  # noqa: NPY002  # samples use the legacy generator


def random_state() -> int:
    """A number that differs if a random generator was used more or less often."""
    numpy_state: Any = np.random.get_state()  # noqa: NPY002  # as above
    state = torch.get_rng_state().numpy().tobytes(), random.getstate(), numpy_state[1].tobytes()
    return hash((*state, numpy_state[2]))


def differentiable(result: Any) -> list[Tensor]:
    """The outputs that a gradient can start from."""
    return [one for one in tensors_in(result) if one.requires_grad]


def upstream(outputs: list[Tensor]) -> list[Tensor]:
    """A gradient for each output, the same for the same outputs, with zeros of both signs."""
    generator = torch.Generator().manual_seed(SEED)
    found = []
    for output in outputs:
        if output.layout is not torch.strided or output.is_nested:
            found.append(output.detach().clone())
            continue
        wide = torch.complex128 if output.dtype.is_complex else torch.float64
        flat = torch.randn(output.numel(), generator=generator, dtype=wide)
        flat[::_CLIP] = 0.0
        flat[:: 2 * _CLIP] = -0.0
        found.append(flat.to(output.dtype).view(output.shape))
    return found


def clones(given: list[Tensor]) -> list[Tensor]:
    """For each run its own: a view of one may become a leaf's `.grad`, and be added to."""
    return [one.clone() for one in given]


def walk(outputs: list[Tensor]) -> Graph:
    """Every node behind the outputs."""
    edges = [get_gradient_edge(output) for output in outputs]
    nodes: list[Any] = []
    places: dict[Any, int] = {}
    stack: list[Any] = [edge.node for edge in reversed(edges)]
    while stack:
        node = stack.pop()
        if node in places:
            continue
        places[node] = len(nodes)
        nodes.append(node)
        stack.extend(to for to, _ in reversed(node.next_functions) if to is not None)
    return Graph(
        nodes,
        [name_of(node) for node in nodes],
        [
            tuple(None if to is None else (places[to], nr) for to, nr in node.next_functions)
            for node in nodes
        ],
        [(places[edge.node], edge.output_nr) for edge in edges],
    )


def name_of(node: Node) -> str:
    """The node's own name without its C++ namespace."""
    return node.name().rpartition("::")[2]


def plain(inputs: Inputs) -> tuple[Outcome, list[Tensor]]:
    """Run a sample forward and twice backward; also the upstream gradients that were used."""
    seed()
    outcome, given = Outcome(), []
    try:
        result = inputs.call()
        outputs = differentiable(result)
        given = upstream(outputs)
        if outputs:
            torch.autograd.backward(outputs, clones(given), retain_graph=True)
        outcome.graph = walk(outputs).shape
        finish(outcome, inputs, result)
        outcome.again = again(inputs, outputs, given)
    except Exception as error:  # noqa: BLE001  # samples may raise; a recording must raise the same
        outcome.error = told(error)
    return outcome, given


def again(inputs: Inputs, outputs: list[Tensor], given: list[Tensor]) -> list[Bits | None] | str:
    """Run backward once more: what the leaves then hold, or what it raises."""
    if outputs:
        try:
            torch.autograd.backward(outputs, clones(given))
        except RuntimeError as error:  # `.grad` may be a zero tensor, which cannot be added to
            return told(error)
    return [bits_or_none(leaf.grad) for leaf in inputs.leaves]


def finish(outcome: Outcome, inputs: Inputs, result: Any) -> None:
    """Take in what a run left."""
    outcome.random = random_state()
    outcome.outputs = [bits(one) for one in tensors_in(result)]
    outcome.gradients = [bits_or_none(leaf.grad) for leaf in inputs.leaves]
    outcome.strides = [
        leaf.grad.stride()
        for leaf in inputs.leaves
        if leaf.grad is not None and leaf.grad.layout is torch.strided
    ]
    outcome.inputs = [bits(one) for one in inputs.tensors]


def told(error: Exception) -> str:
    """An error as a program sees it."""
    return f"{type(error).__name__}: {error}"


def hooked(inputs: Inputs, given: list[Tensor]) -> tuple[list[Executed], list[int], Graph, Outcome]:
    """Run with hooks of our own on every node: what was executed, and what the engine foretold."""
    seed()
    executed: list[Executed] = []
    foretold: list[int] = []
    result = inputs.call()
    outputs = differentiable(result)
    graph = walk(outputs)
    places = {node: place for place, node in enumerate(graph.nodes)}
    engine: Any = torch._C

    def before(place: int, used: Gradients) -> None:
        if not executed:
            with suppress(RuntimeError):  # PyTorch cannot foretell where a root leads to a root
                foretold.extend(
                    places[node] for node in engine._current_graph_task_execution_order()
                )
        executed.append(Executed(place, tuple(bits_or_none(one) for one in used)))

    def after(place: int, sent: Gradients, _used: Gradients) -> None:
        last = executed[-1]
        assert last.node == place, "a node began before the one before it had ended"
        last.sent = tuple(bits_or_none(one) for one in sent)

    for place, node in enumerate(graph.nodes):
        hook: Callable[..., None] = partial(before, place)
        node.register_prehook(hook)
        node.register_hook(partial(after, place))
    outcome = Outcome(graph=graph.shape)
    if outputs:
        with torch.autograd.set_multithreading_enabled(False):  # else it cannot foretell
            torch.autograd.backward(outputs, clones(given))
    finish(outcome, inputs, result)
    return executed, foretold, graph, outcome
