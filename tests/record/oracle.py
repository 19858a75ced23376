"""What plain PyTorch says of a program, without a recorder: the truth to hold against."""

from __future__ import annotations

import contextlib
import io
import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from graphviewer.record.program import describe, run
from graphviewer.record.writer import Limits
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.law import check_part
from graphviewer.tape.rows import Node
from graphviewer.tape.tape import Part, Tape
from graphviewer.tape.value import Value

# Prints every tensor the program is left with, and its gradient, to the last bit.
FOOTER = """
for _name, _tensor in sorted(globals().items()):
    if isinstance(_tensor, torch.Tensor) and _tensor.layout is torch.strided:
        print(_name, _tensor.detach().tolist(), _tensor.dtype, _tensor._version)
        if _tensor.is_leaf and _tensor.grad is not None:
            print(_name + ".grad", _tensor.grad.tolist())
"""


def recorded(source: str, **limits: int) -> Tape:
    """The tape of a program, every Part checked against the law; nothing may go unrecorded."""
    tape = Tape(meta=describe(source, "program.py"))

    def take(part: Part) -> None:
        check_part(tape, part)
        tape.extend(part)

    run(tape.meta, take, limits=Limits(**limits), interval=0.0)
    assert tape.end is not None
    if tape.end.reason in ("finished", "failed"):
        assert tape.end.message == ""
    return tape


def plain(source: str) -> tuple[dict[str, Any], str, BaseException | None]:
    """Run a program as Python does: its names, its output, and what it raised."""
    torch.manual_seed(0)
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002  # as the recorder seeds
    space: dict[str, Any] = {"__name__": "__main__"}
    out = io.StringIO()
    raised: BaseException | None = None
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(source, "program.py", "exec", dont_inherit=True), space)
        except Exception as error:  # noqa: BLE001  # some programs are meant to fail
            raised = error
    return space, out.getvalue(), raised


def array(value: Value) -> list[Any]:
    """A value's numbers as nested lists, exactly."""
    numbers: list[Any] = value.array().tolist()
    return numbers


def same(value: Value | None, tensor: torch.Tensor | None) -> bool:
    """Whether a value and a live tensor agree to the last bit, sign of zero and NaN included.

    Of a large tensor a value has some elements; these are compared.
    """
    if value is None or tensor is None:
        return value is None and tensor is None
    dense = tensor.detach().to_dense() if tensor.layout is not torch.strided else tensor.detach()
    dense = dense if value.complete else dense.flatten()[:: value.stride]
    return repr(array(value)) == repr(dense.tolist()) and value.shape == tuple(tensor.shape)


def bound(tape: Tape, name: str) -> int:
    """The tensor row last bound to a name."""
    return [row.tensor for row in tape.bindings if row.name == name][-1]


def value_of(tape: Tape, name: str) -> Value | None:
    """What the tensor of a name holds at the end."""
    ref = TapeIndex(tape).value_at(bound(tape, name), len(tape.steps))
    return None if ref is None else tape.values[ref]


def grad_of(tape: Tape, name: str) -> Value | None:
    """The `.grad` of the tensor of a name at the end."""
    grad = TapeIndex(tape).leaf_grad_at(bound(tape, name), len(tape.steps))
    return None if grad is None or grad.value is None else tape.values[grad.value]


def gradient_of(tape: Tape, name: str, step: int | None = None) -> Value | None:
    """The gradient at the tensor of a name in the run at a position (the end by default)."""
    index = TapeIndex(tape)
    state = index.gradient_at(bound(tape, name), len(tape.steps) if step is None else step)
    return None if state is None else index.partial_sum(state)


Shape = list[tuple[str, tuple[tuple[int, int] | None, ...]]]


def walk(root: Any) -> Shape:
    """Names and edges of all nodes behind a node, numbered by an independent walk."""
    order: list[Any] = []
    place: dict[Any, int] = {}

    def visit(start: Any) -> None:
        stack: list[tuple[Any, Iterator[Any]]] = [(start, iter(start.next_functions))]
        place.setdefault(start, -1)
        while stack:
            node, children = stack[-1]
            for child, _ in children:
                if child is not None and child not in place:
                    place[child] = -1
                    stack.append((child, iter(child.next_functions)))
                    break
            else:
                stack.pop()
                place[node] = len(order)
                order.append(node)

    visit(root)
    return [
        (
            type(node).__name__,
            tuple(None if to is None else (place[to], nr) for to, nr in node.next_functions),
        )
        for node in order
    ]


def walk_tape(tape: Tape, root: int) -> Shape:
    """The same of a recorded node."""
    order: list[Node] = []
    place: dict[int, int] = {}

    def visit(number: int) -> None:
        place[number] = -1
        for edge in tape.nodes[number].edges:
            if edge is not None and edge.to not in place:
                visit(edge.to)
        place[number] = len(order)
        order.append(tape.nodes[number])

    visit(root)
    return [
        (
            node.name,
            tuple(None if e is None else (place[e.to], e.input_nr) for e in node.edges),
        )
        for node in order
    ]
