"""Tapes of training loops written by hand: some iterations kept, the others skipped."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from graphviewer.tape.rows import (
    Binding,
    End,
    Iteration,
    Meta,
    Node,
    Op,
    Point,
    Run,
    Series,
    Step,
    StepKind,
    Tensor,
)
from graphviewer.tape.tape import Part, Tape

SETUP, BODY = 2, 8  # steps before the loop; steps of an iteration
KINDS: tuple[StepKind, ...] = ("update", *("forward",) * 4, *("accumulate",) * 3)
# What the steps name: one leaf and the op that made it.
LEAF = Tensor(
    id=0,
    name="w",
    shape=(),
    dtype="float32",
    device="cpu",
    requires_grad=True,
    is_leaf=True,
    op=0,
    step=SETUP,
)
ONES = Op(id=0, name="ones", qualified="torch.ones", step=SETUP, outputs=(0,), nodes=(0,))


def loss(number: int) -> float:
    """A falling number."""
    return 2.5 * math.exp(-number / 60) + 0.1


def _step(index: int, kind: StepKind, line: int, text: str, op: int) -> Step:
    ran = kind == "accumulate"
    return Step(
        index=index,
        kind=kind,
        line=line,
        op=op if kind == "forward" else None,
        node=0 if ran else None,
        run=0 if ran else None,
        gradients_in=(None,) if ran else (),
        tensor=0 if ran or kind == "update" else None,
        text=text,
    )


def _ran(total: int, kept: Iterable[int]) -> tuple[list[Step], list[Iteration]]:
    """The steps of a loop, a skip where iterations were not kept, and the rows of the others."""
    steps: list[Step] = []
    rows: list[Iteration] = []
    ops = 0

    def add(kind: StepKind, line: int, text: str = "") -> None:
        nonlocal ops
        steps.append(_step(len(steps), kind, line, text, 1 + ops))
        ops += kind == "forward"

    for _ in range(SETUP):
        add("print", 1, "setup\n")
    before = -1
    for number in [*sorted(kept), total]:
        if number - before > 1:
            add("skip", 4, str(number - before - 1))
            add("update", 4, "skipped")
        if number < total:
            first = len(steps)
            for place, kind in enumerate(KINDS):
                add(kind, 4 + place)
            rows.append(Iteration(number=number, first_step=first, last_step=len(steps) - 1))
        before = number
    add("print", 20, "done\n")
    return steps, rows


def loop_part(
    total: int,
    kept: Iterable[int],
    series: Mapping[str, Sequence[float]] | None = None,
    *,
    ended: bool = True,
) -> Part:
    """A loop of `total` iterations of which `kept` stand on the tape."""
    steps, rows = _ran(total, kept)
    ops = [
        Op(id=step.op, name="ones", qualified="torch.ones", step=step.index)
        for step in steps
        if step.op is not None
    ]
    values = series if series is not None else {"loss": [loss(n) for n in range(total)]}
    return Part(
        tensors=(LEAF,),
        bindings=(Binding(tensor=0, name="w", step=SETUP),),
        ops=(ONES, *ops),
        nodes=(Node(id=0, name="AccumulateGrad", op=0, step=SETUP, variable=0),),
        runs=(Run(id=0, kind="backward", line=9, seeds=(), first_step=0),),
        steps=tuple(steps),
        iterations=tuple(rows),
        series=tuple(Series(id=i, name=name, line=8) for i, name in enumerate(values)),
        points=tuple(
            Point(i, number, one[number])
            for number in range(total)
            for i, one in enumerate(values.values())
            if number < len(one)
        ),
        end=End(reason="finished") if ended else None,
    )


def loop_tape(
    total: int, kept: Iterable[int], series: Mapping[str, Sequence[float]] | None = None
) -> Tape:
    """The whole tape of such a loop."""
    tape = Tape(meta=Meta(source="for i in range(n): ..."))
    tape.extend(loop_part(total, kept, series))
    return tape
