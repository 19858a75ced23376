"""Which elements of its inputs each element of an op's outputs is computed from.

From what each node does where that is known, by its name and what it saved; from the pattern of a
recorded local Jacobian where it is not.
"""

from __future__ import annotations

import math
import re

import numpy as np
import numpy.typing as npt

from graphviewer.graphs.moves import MOVES, Facts, Places, Shape, axis_of, broadcast, numbers
from graphviewer.tape.index import Port, TapeIndex
from graphviewer.tape.local import MOST_NODES, leads, recorded_matrices
from graphviewer.tape.rows import Node, Op
from graphviewer.tape.tape import Tape

Reads = npt.NDArray[np.bool_]  # a row for each element of the output, a column for each of input
_MOST_CELLS = 2**24  # of what one node reads: what stands between small tensors is not large
_VERSION = re.compile(r"Backward\d+$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Nodes that work element by element, broadcasting their inputs.
_EACH = _words(
    "Abs Acos Add Addcdiv Addcmul Asin Atan Atan2 Celu Clamp ClampMax ClampMin Cos Cosh Div Elu "
    "Erf Exp Exp2 Expm1 Fmod Gelu Hardsigmoid Hardswish Hardtanh LeakyRelu Lerp Log Log10 Log1P "
    "Log2 LogSigmoid Maximum Minimum Mish Mul Neg Pow Reciprocal Relu Remainder Rsqrt Rsub Sgn "
    "Sigmoid Sign Silu Sin Sinh Softplus Sqrt Sub Tan Tanh Where"
)
# The same for calls that no gradient goes through: they have no node to tell.
_EACH_BY_NAME = _words(
    "abs absolute add sub subtract rsub mul multiply div divide truediv true_divide neg negative "
    "pow square exp log sqrt rsqrt reciprocal sin cos tan tanh sigmoid relu clamp float double to "
    "detach eq ne lt le gt ge where logical_not logical_and logical_or sign round floor ceil "
    "maximum minimum floor_divide floordiv remainder"
)
_SAME_ORDER = _words("View UnsafeView ReshapeAlias Clone Alias Squeeze Unsqueeze ToCopy Detach")
_ALONG = frozenset(("Softmax", "LogSoftmax"))


def bare(node: Node) -> str:
    """A node's name without `Backward0`."""
    return _VERSION.sub("", node.name)


def only_moves(tape: Tape, op: Op) -> bool:
    """Whether an op computes nothing: each element of its output is one of its input."""
    nodes = tape.own_nodes(op)
    return bool(nodes) and all(bare(n) in MOVES or bare(n) in _SAME_ORDER for n in nodes)


def reads(
    tape: Tape, index: TapeIndex, op: Op, output: int, edges: tuple[Port, ...]
) -> Reads | None:
    """What an output (a place in op.outputs) reads of the input that edges lead to, or None.

    All edges together: an input that is used twice within one op.
    """
    row = tape.tensors[op.outputs[output]]
    if row.node is None:
        return None
    inside = {node.id for node in tape.own_nodes(op)}
    if row.node not in inside or len(inside) > MOST_NODES:
        return None
    known = [_through(tape, index, op, (row.node, row.output_nr), edge, inside) for edge in edges]
    if known and all(one is not None for one in known):
        return np.asarray(np.logical_or.reduce([one for one in known if one is not None]))
    size = math.prod(row.shape)
    if size == 1 and (width := _width(tape, index, edges)) is not None:
        return np.ones((1, width), np.bool_)
    found: Reads | None = None
    for run in index.runs_reaching((row.node, row.output_nr)):
        matrix = recorded_matrices(tape, index, op, (row.node, row.output_nr), edges, run)
        if matrix is None:
            continue
        pattern = np.asarray(matrix != 0)
        found = pattern if found is None else found | pattern
    return found


def reads_of_constant(tape: Tape, op: Op, output: int, place: int) -> Reads:
    """The same of an input without an edge: one that no gradient is wanted for."""
    shape = tape.tensors[op.inputs[place]].shape
    made = tape.tensors[op.outputs[output]].shape
    nodes = tape.own_nodes(op)
    each = all(bare(node) in _EACH for node in nodes) if nodes else works_by_element(op)
    if each:
        picked = broadcast(shape, made)
        if picked is not None:
            return _picking(picked, math.prod(shape))
    size, length = math.prod(made), math.prod(shape)
    if made and shape and made[0] == shape[0] and length == shape[0]:
        # one number for each row, such as the class of an example
        rows = np.repeat(np.arange(length), size // length)
        return _picking(rows, length)
    return np.ones((size, length), np.bool_)


def works_by_element(op: Op) -> bool:
    """Whether a call without nodes works element by element, by its name."""
    name = op.name.strip("_")
    return name in _EACH_BY_NAME or (name[:1] in ("r", "i") and name[1:] in _EACH_BY_NAME)


def _picking(picked: Places, width: int) -> Reads:
    """One element of the input for each of the output."""
    found = np.zeros((picked.size, width), np.bool_)
    found[np.arange(picked.size), picked.ravel()] = True
    return found


def _width(tape: Tape, index: TapeIndex, edges: tuple[Port, ...]) -> int | None:
    for node, place in edges:
        shape = _shape_below(tape, index, tape.nodes[node], place)
        if shape is not None:
            return math.prod(shape)
    return None


def _shape_below(tape: Tape, index: TapeIndex, node: Node, place: int) -> Shape | None:
    """The shape of the input that an edge leads to."""
    edge = node.edges[place]
    tensor = index.tensor_at((edge.to, edge.input_nr)) if edge is not None else None
    if tensor is not None:
        return tape.tensors[tensor].shape
    sizes = _facts(node).get("self_sym_sizes")
    if place or not isinstance(sizes, tuple):
        return None
    return sizes if all(type(one) is int and one >= 0 for one in sizes) else None


def _facts(node: Node) -> Facts:
    return {saved.name: saved.fact for saved in node.saved}


def _through(
    tape: Tape, index: TapeIndex, op: Op, port: Port, edge: Port, inside: set[int]
) -> Reads | None:
    """From an op's output through its nodes to one of their edges; None where one is not known."""
    shape = _shape_at(tape, index, port)
    if shape is None:
        return None
    if edge[0] == port[0]:
        return _of_node(tape, index, op, port, edge[1], shape)
    node = tape.nodes[port[0]]
    found: Reads | None = None
    for place, below in enumerate(node.edges):
        if below is None or not leads(tape, inside, below.to, edge[0]):
            continue
        rest = _through(tape, index, op, (below.to, below.input_nr), edge, inside)
        first = _of_node(tape, index, op, port, place, shape)
        if rest is None or first is None or first.shape[1] != rest.shape[0]:
            return None
        both = np.asarray(first.astype(np.intp) @ rest.astype(np.intp) > 0)
        found = both if found is None else found | both
    return found


def _shape_at(tape: Tape, index: TapeIndex, port: Port) -> Shape | None:
    """The shape of what a node made: of the tensor there, or as the node itself tells it."""
    tensor = index.tensor_at(port)
    if tensor is not None:
        return tape.tensors[tensor].shape
    node = tape.nodes[port[0]]
    if bare(node) in _EACH | _ALONG | {"Clone"} and node.edges[:1] != (None,):
        return _shape_below(tape, index, node, 0)
    return None


def _of_node(
    tape: Tape, index: TapeIndex, op: Op, port: Port, place: int, made: Shape
) -> Reads | None:
    """What a node's output of a shape reads of the input at one of its edges."""
    node = tape.nodes[port[0]]
    shape = _shape_below(tape, index, node, place)
    if shape is None and bare(node) in _SAME_ORDER:
        shape = made
    if shape is None or math.prod(made) * math.prod(shape) > _MOST_CELLS:
        return None
    try:
        if bare(node) in ("Cat", "Stack"):
            return _joined(tape, op, node, place, made)
        return _of_one(node, port[1], shape, made)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return None  # it did not save what PyTorch's node of that name does


def _of_one(node: Node, input_nr: int, shape: Shape, made: Shape) -> Reads | None:
    """The same of a node that reads one tensor of a shape, or broadcasts several."""
    name, numbered, facts = bare(node), numbers(shape), _facts(node)
    picked: Places | None = None
    if name in _EACH:
        picked = broadcast(shape, made)
    elif name in _SAME_ORDER:
        picked = numbered.ravel()
    elif name in MOVES:
        picked = MOVES[name](numbered, facts, input_nr, made)
    elif name in ("Sum", "Mean"):
        return _reduced(numbered, facts, made)
    elif name in _ALONG:
        return _along(numbered, axis_of(facts["dim"], len(shape)))
    if picked is None or picked.size != math.prod(made):
        return None
    return _picking(picked, math.prod(shape))


# --- nodes that read several elements


def _joined(tape: Tape, op: Op, node: Node, place: int, made: Shape) -> Reads | None:
    """One of the tensors that were put beside or on top of each other."""
    shapes = [tape.tensors[tensor].shape for tensor in op.inputs]
    if place >= len(shapes):
        return None
    axis = axis_of(_facts(node)["dim"], len(made))
    stacked = bare(node) == "Stack"
    lengths = [1 if stacked else shape[axis] if axis < len(shape) else 0 for shape in shapes]
    begin = sum(lengths[:place])
    window = np.take(numbers(made), np.arange(begin, begin + lengths[place]), axis).ravel()
    found = np.zeros((math.prod(made), math.prod(shapes[place])), np.bool_)
    if window.size != found.shape[1]:
        return None
    found[window, np.arange(window.size)] = True
    return found


def _reduced(x: Places, facts: Facts, made: Shape) -> Reads:
    """What is summed into each element: all along the reduced axes."""
    dims = facts.get("dim")
    axes = range(x.ndim) if not dims else {axis_of(one, x.ndim) for one in dims}
    kept = tuple(1 if axis in axes else length for axis, length in enumerate(x.shape))
    into = np.broadcast_to(numbers(made).reshape(kept), x.shape).ravel()
    found = np.zeros((math.prod(made), x.size), np.bool_)
    found[into, np.arange(x.size)] = True
    return found


def _along(x: Places, axis: int) -> Reads:
    """Every element of a row along an axis reads the whole row."""
    row = x.take([0], axis) if x.ndim else x
    row = np.broadcast_to(row, x.shape).ravel()
    return np.asarray(row[:, None] == row[None, :])
