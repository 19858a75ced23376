"""Which run a position belongs to, where runs of several threads take turns."""

from __future__ import annotations

from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Meta, Node, Run, Seed, Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

ORDER = (0, 1, 0, 0, 1)  # the run of each step


def two_runs() -> Tape:
    """Two runs over nodes in a row, begun one step apart."""
    tape = Tape(meta=Meta(source=""))
    tape.values.append(Value(dtype="float32", shape=(), data=b"\0\0\0\0"))
    tape.nodes.extend(Node(id=number, name="Node") for number in range(3))
    for run in (0, 1):
        tape.runs.append(
            Run(id=run, kind="grad", line=1, seeds=(Seed(node=0, gradient=0),), first_step=run)
        )
    ran = [0, 0]
    for index, run in enumerate(ORDER):
        tape.steps.append(
            Step(index=index, kind="backward", node=ran[run], run=run, gradients_in=(0,))
        )
        ran[run] += 1
    return tape


def test_a_position_belongs_to_the_run_that_executed_last() -> None:
    index = TapeIndex(two_runs())
    assert [index.run_at(step) for step in range(-1, 5)] == [None, *ORDER]


def test_a_run_goes_on_where_it_was() -> None:
    index = TapeIndex(two_runs())
    state = index.port_at((2, 0), 3)
    assert state is not None
    assert (state.run, state.consumed) == (0, True)
    assert index.port_at((2, 0), 4) is None
