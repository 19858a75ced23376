"""Rows stay out of the garbage collector's sight: tapes hold hundreds of thousands of them."""

from __future__ import annotations

import gc

import pytest

from graphviewer.tape.rows import Edge, Node, Op, Step
from graphviewer.tape.value import Value


@pytest.mark.parametrize(
    "row",
    [
        Step(index=0, kind="forward", outputs=(1,)),
        Op(id=0, name="mul", qualified="torch.Tensor.mul", step=0, inputs=(0, 1)),
        Node(id=0, name="MulBackward0", edges=(Edge(1, 0), None)),
        Value(dtype="float32", shape=(1,), data=b"\0\0\0\0"),
    ],
)
def test_the_collector_does_not_go_through_rows(row: object) -> None:
    assert not gc.is_tracked(row)
