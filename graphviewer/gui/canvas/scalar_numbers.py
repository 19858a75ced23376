"""The numbers of scalars at a step, and how wide they get."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import cast

import numpy as np

from graphviewer.explain.numbers import scalar as written
from graphviewer.graphs.data import Scalar, Vertex
from graphviewer.graphs.scalars import element_of
from graphviewer.gui.canvas.texts import width_of
from graphviewer.tape.index import Port, TapeIndex
from graphviewer.tape.span import Span, runs_within, steps_within
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value, encode

SPARE = "-0.000"  # room kept for the value of a product
PX = 15
MEASURED = 3000  # values measured; beyond, numbers are set smaller where they do not fit


def subscripted(name: str, shape: tuple[int, ...], place: int) -> str:
    """`W[0,1]`; of a tensor without axes its name alone."""
    if not shape:
        return name
    index = np.unravel_index(place, shape)
    return f"{name}[{','.join(str(int(one)) for one in index)}]"


def number_at(
    tape: Tape, index: TapeIndex, tensor: int, place: int, step: int
) -> np.generic | None:
    """An element of a tensor's value at a step; None before it was made, or if not recorded."""
    found = index.value_at(tensor, step)
    return None if found is None else element(tape, tensor, tape.values[found], place)


def element(tape: Tape, tensor: int, value: Value, place: int) -> np.generic | None:
    """A number of a tensor's value or gradient; None if it was not kept.

    Nor is there one where the program has since given the tensor another shape, but for axes of
    length 1: an element's name would be another's.
    """
    made, now = (
        [length for length in shape if length != 1]
        for shape in (tape.tensors[tensor].shape, value.shape)
    )
    if not value.complete or now != made:
        return None
    return cast("np.generic", value.array().ravel()[place])


def product_at(tape: Tape, index: TapeIndex, one: Scalar, step: int) -> np.generic | None:
    """The product of an opened sum's two factors, in the tensors' dtype: PyTorch keeps no such."""
    left, right = (number_at(tape, index, tensor, place, step) for tensor, place in one.factors)
    if left is None or right is None:
        return None
    with np.errstate(all="ignore"):
        product = np.multiply(left, right)
    dtype = tape.tensors[one.tensor].dtype
    rounded = Value(dtype=dtype, shape=(), data=encode(np.asarray(product), dtype))
    return cast("np.generic", rounded.array()[()])


Widest = dict[int, tuple[float, float]]  # of a tensor's values, and of its gradients


def widest_numbers(
    tape: Tape, index: TapeIndex, vertices: Sequence[Vertex], span: Span | None
) -> Iterator[Widest]:
    """How wide the numbers of small tensors get; yielded again and again while it is found out."""
    tensors = {found[0] for v in vertices if v.kind == "scalar" and (found := element_of(v.ref))}
    values: dict[tuple[int, bool], set[int]] = defaultdict(set)
    for tensor, gradient, value in islice(_numbers(tape, index, tensors, span), MEASURED):
        values[tensor, gradient].add(value)
    widest: Widest = {}
    for tensor in tensors:
        widest[tensor] = (
            _width(tape, values[tensor, False], bold=False),
            _width(tape, values[tensor, True], bold=True),
        )
        yield widest
    yield widest


def _width(tape: Tape, values: set[int], *, bold: bool) -> float:
    texts = {
        written(one)
        for value in values
        if tape.values[value].complete
        for one in tape.values[value].array().ravel()
    }
    return max((width_of(text, PX, bold) for text in texts), default=0.0)


def _numbers(
    tape: Tape, index: TapeIndex, tensors: set[int], span: Span | None
) -> Iterator[tuple[int, bool, int]]:
    """Values and gradients of some tensors: (tensor, whether it is a gradient, value id)."""
    if not tensors:  # in other views a large tape is not walked for nothing
        return
    begin = -1 if span is None else span.first
    for tensor in tensors:
        value = index.value_at(tensor, max(begin, tape.tensors[tensor].step))
        if value is not None:
            yield tensor, False, value
    for change in tape.changes:
        seen = span is None or change.step in span
        if seen and change.tensor in tensors and change.value is not None:
            yield change.tensor, False, change.value
    for step in steps_within(tape, span):
        if step.tensor is not None and step.tensor in tensors and step.after is not None:
            yield step.tensor, step.kind == "accumulate" or step.of_grad, step.after
    ports = {port: tensor for tensor in tensors for port in index.ports(tensor)}
    for port, value in _gradients(tape, span):
        if value is not None and port in ports:
            yield ports[port], True, value


def _gradients(tape: Tape, span: Span | None) -> Iterator[tuple[Port, int | None]]:
    """What arrives at ports, piece by piece and whole."""
    for run in runs_within(tape, span):
        yield from (((seed.node, seed.input_nr), seed.gradient) for seed in run.seeds)
    for step in steps_within(tape, span):
        if step.node is None:
            continue
        yield from (((step.node, nr), value) for nr, value in enumerate(step.gradients_in))
        edges = tape.nodes[step.node].edges
        for edge, value in zip(edges, step.gradients_out, strict=False):
            if edge is not None:
                yield (edge.to, edge.input_nr), value
