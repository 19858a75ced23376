"""Matrix products as what they are: sums of products of two elements."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from graphviewer.graphs.reads import Reads
from graphviewer.tape.rows import Op
from graphviewer.tape.tape import Tape

Places = npt.NDArray[np.intp]
_PLAIN = frozenset(("matmul", "mm", "mv", "dot", "vdot", "bmm"))
_ADDED = frozenset(("addmm", "addmv", "baddbmm", "addbmm"))


class Products(Struct, frozen=True, eq=False):
    """An op whose output's elements are sums of products.

    `left`, `right` and `bias` are places in op.inputs. Row j of `lefts` and `rights` has the
    elements multiplied for element j of the output, `biases` what is added to it.
    """

    left: int
    right: int
    lefts: Places
    rights: Places
    bias: int | None = None
    biases: Places | None = None

    def reads(self, place: int, width: int) -> Reads:
        """What the output reads of the input at a place, which has `width` elements."""
        found = np.zeros((len(self.lefts), width), np.bool_)
        rows = np.arange(len(self.lefts))
        for at, columns in ((self.left, self.lefts), (self.right, self.rights)):
            if at == place:
                found[rows[:, None], columns] = True
        if place == self.bias and self.biases is not None:
            found[rows, self.biases] = True
        return found


def products(tape: Tape, op: Op) -> Products | None:
    """The terms of a matrix product; None for any other op."""
    name, inputs = op.name.strip("_"), op.inputs
    if name in _PLAIN and len(inputs) == len(("left", "right")):
        return _make(tape, op, 0, 1, None)
    if name == "linear" and len(inputs) > 1:
        return _make(tape, op, 0, 1, 2 if len(inputs) > len(("x", "W")) else None, turned=True)
    if name in _ADDED and name != "addbmm" and len(inputs) == len(("bias", "left", "right")):
        facts = [s.fact for n in tape.own_nodes(op) for s in n.saved if s.name in _SCALES]
        if all(fact == 1 for fact in facts) and not any("=" in one for one in op.constants):
            return _make(tape, op, 1, 2, 0)
    return None


_SCALES = ("alpha", "beta")


def _make(
    tape: Tape, op: Op, left: int, right: int, bias: int | None, *, turned: bool = False
) -> Products | None:
    shapes = [tape.tensors[tensor].shape for tensor in op.inputs]
    a = np.arange(math.prod(shapes[left])).reshape(shapes[left])
    b = np.arange(math.prod(shapes[right])).reshape(shapes[right])
    made = tape.tensors[op.outputs[0]].shape
    rows = a[None, :] if a.ndim == 1 else a
    columns = b.T if turned else b
    columns = columns[:, None] if columns.ndim == 1 else columns
    if not a.ndim or not b.ndim or rows.shape[-1] != columns.shape[-2]:
        return None
    # [..., i, j, k] of both
    lefts, rights = np.broadcast_arrays(
        rows[..., :, None, :], np.swapaxes(columns, -1, -2)[..., None, :, :]
    )
    count = math.prod(made)
    if lefts.size != count * lefts.shape[-1]:
        return None
    biases = None
    if bias is not None:
        numbered = np.arange(math.prod(shapes[bias])).reshape(shapes[bias])
        biases = np.broadcast_to(numbered, made).ravel()
    shape = (count, lefts.shape[-1])
    return Products(left, right, lefts.reshape(shape), rights.reshape(shape), bias, biases)
