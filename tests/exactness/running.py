"""How a trial is run: forward, then backward from every output, or twice through autograd.grad."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.autograd.graph import Node, get_gradient_edge

from tests.exactness.bits import Bits, bits, bits_or_none
from tests.exactness.copies import tensors_in
from tests.exactness.samples import Inputs, Trial

SEED = 20_261
_CLIP = 3  # every third upstream gradient is a zero, every sixth a negative one

Edge = tuple[int, int] | None
Roots = list[Tensor]
Upstream = Callable[[Roots], list[Tensor]]  # asked before each run, in turn


@dataclass
class Graph:
    """Nodes numbered as a walk from the roots first meets them, with their edges in order."""

    nodes: list[Any]  # held, so that their identity lasts
    names: list[str]
    edges: list[tuple[Edge, ...]]
    roots: list[tuple[int, int]]  # per root: its node, and which output of it

    @property
    def shape(self) -> tuple[Any, ...]:
        """What is equal for graphs that are the same."""
        return self.names, self.edges, self.roots


@dataclass
class Driven:
    """What a trial gave: the result, the roots of each run, and what autograd.grad returned."""

    result: Any
    runs: list[Roots]
    returned: list[Tensor | None] = field(default_factory=list)


@dataclass
class Outcome:
    """What a trial left: outputs, gradients, graphs, the state of the random generators."""

    error: str = ""
    outputs: list[Bits] = field(default_factory=list)
    returned: list[Bits | None] = field(default_factory=list)  # by torch.autograd.grad
    gradients: list[Bits | None] = field(default_factory=list)
    strides: list[tuple[int, ...]] = field(default_factory=list)  # of those gradients
    again: list[Bits | None] | str = ""  # after another backward, or what that raised
    inputs: list[Bits] = field(default_factory=list)
    graphs: list[tuple[Any, ...]] = field(default_factory=list)  # a run
    random: int = 0


def seed() -> None:
    """Start every random generator anew."""
    torch.manual_seed(SEED)
    random.seed(SEED)
    np.random.seed(SEED)  # noqa: NPY002  # samples use the legacy generator


def _random_state() -> int:
    """A number that differs if a random generator was used more or less often."""
    numpy_state: Any = np.random.get_state()  # noqa: NPY002  # as above
    state = torch.get_rng_state().numpy().tobytes(), random.getstate(), numpy_state[1].tobytes()
    return hash((*state, numpy_state[2]))


def upstream(roots: Roots) -> list[Tensor]:
    """A gradient for each root, the same for the same roots, with zeros of both signs."""
    generator = torch.Generator().manual_seed(SEED)
    found = []
    for root in roots:
        if root.layout is not torch.strided or root.is_nested:
            found.append(root.detach().clone())
            continue
        wide = torch.complex128 if root.dtype.is_complex else torch.float64
        flat = torch.randn(root.numel(), generator=generator, dtype=wide)
        flat[::_CLIP] = 0.0
        flat[:: 2 * _CLIP] = -0.0
        found.append(flat.to(root.dtype).view(root.shape))
    return found


def clones(given: list[Tensor]) -> list[Tensor]:
    """For each run its own: a view of one may become a leaf's `.grad`, and be added to."""
    return [one.clone() for one in given]


def run(trial: Trial, inputs: Inputs, given: Upstream, *, keep: bool) -> Driven:
    """Call a trial and run backward; with `keep` the graph can be gone through once more."""
    result = inputs.call()
    roots = [one for one in tensors_in(result) if one.requires_grad]
    if not roots:
        return Driven(result, [])
    if not trial.double:
        torch.autograd.backward(roots, given(roots), retain_graph=keep)
        return Driven(result, [roots])
    found = torch.autograd.grad(
        roots, inputs.leaves, given(roots), create_graph=True, allow_unused=True
    )
    second = [one for one in found if one is not None and one.requires_grad]
    if second:
        torch.autograd.backward(second, given(second), retain_graph=keep)
    return Driven(result, [roots, second] if second else [roots], list(found))


def again(driven: Driven, inputs: Inputs, given: list[list[Tensor]]) -> list[Bits | None] | str:
    """Run the last backward once more: what the leaves then hold, or what it raises."""
    if driven.runs:
        try:
            torch.autograd.backward(driven.runs[-1], clones(given[-1]))
        except RuntimeError as error:  # `.grad` may be a zero tensor, which cannot be added to
            return told(error)
    return [bits_or_none(leaf.grad) for leaf in inputs.leaves]


def outcome_of(driven: Driven, inputs: Inputs) -> Outcome:
    """What a trial that has just run left."""
    held = [leaf.grad for leaf in inputs.leaves]
    return Outcome(
        random=_random_state(),
        outputs=[bits(one) for one in tensors_in(driven.result)],
        returned=[bits_or_none(one) for one in driven.returned],
        gradients=[bits_or_none(one) for one in held],
        strides=[one.stride() for one in held if one is not None and one.layout is torch.strided],
        inputs=[bits(one) for one in inputs.tensors],
        graphs=[walk(roots).shape for roots in driven.runs],
    )


def told(error: Exception) -> str:
    """An error as a program sees it."""
    return f"{type(error).__name__}: {error}"


def walk(roots: Roots) -> Graph:
    """Every node behind the roots."""
    edges = [get_gradient_edge(root) for root in roots]
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
