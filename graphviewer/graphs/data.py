"""A view of a tape as vertices and links: what a layout places and a canvas draws.

Links run the way the forward pass does, from inputs to the loss. Vertices and links hold no cycles,
so the garbage collector need not go through hundreds of thousands of them (`gc=False`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from graphviewer.graphs.network import Network

View = Literal["expression", "grad_fn", "modules", "scalars", "neurons"]
VertexKind = Literal["tensor", "op", "node", "module", "scalar", "neuron", "fold"]
MAX_USES_OF_ONE_CARD = (
    3  # a leaf used more often is drawn beside each use, as a reference to the one tensor
)


class Vertex(Struct, frozen=True, gc=False):
    """A thing to draw: tensor, op or node `ref` of the tape, or row `ref` of what the view has.

    `copy` numbers the cards of a leaf used often. `group` is the innermost box it stands in, a
    place in Graph.groups.
    """

    kind: VertexKind
    ref: int
    copy: int = 0
    step: int = 0  # the step that made it
    group: int | None = None


class Local(Struct, frozen=True, gc=False):
    """The derivative along a link between scalars.

    entry: what an op's output owes to one of its inputs, through the link's `edges`: of the
    Jacobian of the output at `port` (node, output number) the row and column. term: exactly 1, a
    sum's derivative by one of its terms. result: the sign and its number are the same.
    """

    kind: Literal["entry", "term", "result"]
    port: tuple[int, int]
    row: int = 0
    column: int = 0


class Link(Struct, frozen=True, gc=False):
    """An arrow from vertex `source` to vertex `target` (places in Graph.vertices).

    `source_port` and `target_port` order arrows at either end. `tensor` is what travels forward,
    if the program saw it. `edges` are the (node, edge place) pairs whose gradients travel back.
    `local`, between scalars, is the derivative along it; None where none is followed.
    """

    source: int
    target: int
    source_port: int
    target_port: int
    tensor: int | None = None
    edges: tuple[tuple[int, int], ...] = ()
    local: Local | None = None


class Group(Struct, frozen=True):
    """A box round vertices and other boxes: an opened module, an opened op.

    `key` names it in Shaping.opened; `parent` is the box it stands in, a place before its own.
    """

    key: str
    title: str
    kind: str = ""  # the class of a module, in small below the title
    parent: int | None = None


class Fold(Struct, frozen=True):
    """What a vertex of kind "fold" or "module" stands for, `ref` being its place in Graph.folds.

    `key` names it in Shaping.opened: of what repeats, its first repetition. `times` is how often
    its structure repeats, 1 for a chain; `starts` are the places among its members where each
    repetition begins, `first` is the number of the first one here (from 0) and `of` how many there
    are in all. What is listed without members is open, or is one call of a module that is.
    """

    key: str
    title: str
    members: tuple[Vertex, ...]
    times: int = 1
    kind: str = ""  # the class of a module
    starts: tuple[int, ...] = ()
    first: int = 0
    of: int = 1


class Scalar(Struct, frozen=True):
    """What a vertex of kind "scalar" is, `ref` being its key in Graph.scalars.

    element: the number at `place` (flattened) of `tensor`. Of an op that made it, between its
    inputs and it: sign, the whole operation; sum, its addition where the op is opened; product, one
    of the terms, which is no tensor of PyTorch's: `factors` are the elements multiplied.
    """

    role: Literal["element", "sign", "sum", "product"]
    tensor: int
    place: int
    op: int | None = None
    factors: tuple[tuple[int, int], ...] = ()  # (tensor, place)


class Neuron(Struct, frozen=True):
    """What a vertex of kind "neuron" is, `ref` being its key in Graph.neurons.

    Number `unit` of a layer, 0 being the network's input; beyond the last layer it is the loss.
    """

    layer: int
    unit: int


class Graph(Struct, frozen=True):
    """Vertices in the order they were made, and links in the order of their targets' inputs.

    `places`, where a view knows them, are how far across the middle its vertices stand and how many
    ranks down, counted in vertices: nothing is laid out then.
    """

    view: View
    vertices: tuple[Vertex, ...]
    links: tuple[Link, ...]
    groups: tuple[Group, ...] = ()
    folds: tuple[Fold, ...] = ()
    scalars: Mapping[int, Scalar] = {}
    places: tuple[tuple[float, float], ...] | None = None
    neurons: Mapping[int, Neuron] = {}
    network: Network | None = None  # what the neurons are of


Toward = Literal["ancestors", "descendants", "both"]


class Focus(Struct, frozen=True):
    """A vertex with all that leads to it, all that follows from it, or both.

    `others` are what else the vertex stands for, if it is a fold.
    """

    kind: VertexKind
    ref: int
    toward: Toward = "both"
    others: frozenset[tuple[VertexKind, int]] = frozenset()


class Shaping(Struct, frozen=True):
    """What of a view is shown, and how closely. The same tape and shaping give the same graph."""

    opened: frozenset[str] | None = None  # keys of groups and folds; None: what suits the size
    hidden: frozenset[tuple[VertexKind, int]] = frozenset()
    focus: Focus | None = None
    chains: bool = False  # straight chains are one vertex
    repeats: bool = False  # repeated structure is one vertex, "x12"


PLAIN = Shaping()
