"""A legal tape passes; each breach is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from graphviewer.record.program import describe, run
from graphviewer.tape import law
from graphviewer.tape.forms import Forms
from graphviewer.tape.rows import (
    Change,
    Edge,
    End,
    Meta,
    Node,
    Place,
    Point,
    Saved,
    Seed,
    Series,
    Step,
)
from graphviewer.tape.tape import Part, Tape
from graphviewer.tape.value import Stats, Value
from tests.tape import sample


def test_a_recorded_tape_is_legal() -> None:
    law.check_tape(sample.tape())


def test_parts_are_legal_in_their_order() -> None:
    tape = Tape(meta=Meta(source=""))
    for part in (sample.forward_part(), sample.backward_part()):
        law.check_part(tape, part)
        tape.extend(part)


def test_a_part_out_of_turn_is_refused() -> None:
    with pytest.raises(law.OutOfOrder, match="step 4 stands at place 0"):
        law.check_part(Tape(meta=Meta(source="")), sample.backward_part())


STATS = Stats(min=0, max=1, mean=0.5, std=0.5, norm=2, zeros=3, nans=0, infs=0)
BREACHES: list[tuple[type[law.TapeError], str, int, dict[str, Any]]] = [
    (law.UnknownReference, "tensors", 1, {"value": 99}),
    (law.UnknownReference, "tensors", 1, {"op": -1}),
    (law.UnknownReference, "ops", 2, {"inputs": (1, 77)}),
    (law.UnknownReference, "nodes", 2, {"saved": (Saved(name="self", tensor=9),)}),
    (law.UnknownReference, "nodes", 2, {"edges": (Edge(55, 0),)}),
    (law.UnknownReference, "steps", 5, {"gradients_out": (6, 1000)}),
    (law.UnknownReference, "bindings", 0, {"tensor": 4}),
    (law.UnknownReference, "runs", 0, {"seeds": (Seed(node=4),)}),
    (law.OutOfOrder, "tensors", 1, {"id": 3}),
    (law.OutOfOrder, "steps", 2, {"index": 1}),
    (law.OutOfOrder, "runs", 0, {"first_step": -2}),
    (law.BadEdge, "nodes", 2, {"edges": (Edge(0, 1),)}),
    (law.BadEdge, "nodes", 1, {"edges": (Edge(3, 0),)}),
    (law.BadEdge, "tensors", 3, {"output_nr": 1}),
    (law.BadEdge, "runs", 0, {"seeds": (Seed(node=3, input_nr=2),)}),
    (law.BadCall, "ops", 0, {"within": ("net.0#2",)}),
    (law.BadCall, "ops", 0, {"within": ("net#0:Net",)}),
    (law.BadCall, "ops", 0, {"key": "1;2"}),
    (law.BadCall, "ops", 2, {"key": "T,T,T"}),
    (law.BadValue, "tensors", 0, {"strides": (1, 1)}),
    (law.BadValue, "tensors", 0, {"strides": (-1,)}),
    (law.BadValue, "tensors", 0, {"offset": 2**62}),
    (law.BadStep, "steps", 0, {"op": None}),
    (law.BadStep, "steps", 5, {"run": None}),
    (law.BadStep, "steps", 7, {"tensor": None}),
    (law.BadStep, "steps", 5, {"gradients_in": ()}),
    (law.BadStep, "steps", 5, {"gradients_out": (6,)}),
    (law.BadValue, "values", 0, {"dtype": "float31"}),
    (law.BadValue, "values", 0, {"shape": (4,)}),
    (law.BadValue, "values", 0, {"shape": (-3,)}),
    (law.BadValue, "values", 0, {"stride": 0}),
    (law.BadValue, "values", 0, {"stride": 2, "data": b"12345678"}),
    (law.BadValue, "values", 0, {"stats": replace(STATS, zeros=4)}),
    (law.BadValue, "values", 0, {"stats": replace(STATS, nans=-1)}),
    (law.BadValue, "values", 0, {"stats": replace(STATS, min=2.0)}),
    (law.BadValue, "tensors", 0, {"shape": (3, 1)}),
    (law.BadValue, "tensors", 0, {"shape": (-3,), "value": None}),
    (law.BadValue, "tensors", 0, {"dtype": "int32"}),
    (law.OutOfOrder, "tensors", 2, {"step": 5}),
    (law.OutOfOrder, "tensors", 2, {"grad_of": 2}),
    (law.UnknownReference, "tensors", 2, {"op": 1}),
    (law.OutOfOrder, "ops", 1, {"step": 3}),
    (law.OutOfOrder, "nodes", 3, {"step": 1}),
    (law.BadPlace, "ops", 0, {"place": Place(2, 4, -(2**63), 9)}),
    (law.BadPlace, "ops", 0, {"place": Place(2, 4, 2, 3)}),
    (law.BadPlace, "ops", 0, {"place": Place(2, -1, 2, 3)}),
    (law.BadPlace, "steps", 0, {"line": 2**31}),
    (law.BadPlace, "runs", 0, {"line": -1}),
    (law.BadStep, "steps", 1, {"op": 0}),
    (law.BadStep, "steps", 1, {"inputs": (1,)}),
    (law.BadStep, "steps", 2, {"outputs": (1,)}),
    (law.BadStep, "steps", 7, {"tensor": 1}),
    (law.BadStep, "steps", 7, {"gradients_in": (8, 8)}),
    (law.BadStep, "steps", 7, {"kind": "skip", "text": "many"}),
    (law.OutOfOrder, "runs", 0, {"first_step": 6}),
    (law.BadValue, "runs", 0, {"seeds": (Seed(node=3, gradient=5),)}),
    (law.BadValue, "steps", 5, {"gradients_in": (4,)}),
    (law.BadValue, "steps", 5, {"gradients_out": (6, 4)}),
    (law.BadValue, "steps", 7, {"gradients_in": (4,)}),
    (law.BadValue, "steps", 7, {"after": 4}),
]


@pytest.mark.parametrize(("error", "table", "place", "change"), BREACHES)
def test_a_breach_is_named(
    error: type[law.TapeError], table: str, place: int, change: dict[str, Any]
) -> None:
    tape = sample.tape()
    rows = getattr(tape, table)
    rows[place] = replace(rows[place], **change)
    with pytest.raises(error):
        law.check_tape(tape)


def test_nothing_follows_the_end() -> None:
    tape = sample.tape()
    tape.extend(Part(end=End(reason="finished")))
    with pytest.raises(law.Ended):
        law.check_part(tape, Part(steps=(Step(index=8, kind="print", text="late"),)))


def test_a_change_needs_its_tensor() -> None:
    tape = sample.tape()
    with pytest.raises(law.UnknownReference, match="a change names tensor 12"):
        law.check_part(tape, Part(changes=(Change(tensor=12, step=7),)))


def test_a_circle_within_one_part_is_found() -> None:
    nodes = (Node(id=0, name="A", edges=(Edge(1, 0),)), Node(id=1, name="B", edges=(Edge(0, 0),)))
    steps = (Step(index=0, kind="print"),)
    with pytest.raises(law.BadEdge, match="circle"):
        law.check_part(Tape(meta=Meta(source="")), Part(nodes=nodes, steps=steps))


def test_a_sample_with_statistics_is_legal() -> None:
    value = Value(dtype="float32", shape=(10,), data=bytes(4 * 4), stride=3, stats=STATS)
    law.check_part(Tape(meta=Meta(source="")), Part(values=(value,)))


def test_what_is_executed_was_made_before() -> None:
    tape = sample.tape()
    tape.nodes[3] = replace(tape.nodes[3], step=5)
    with pytest.raises(law.OutOfOrder, match="step 4 executes node 3, which is made at step 5"):
        law.check_tape(tape)


def test_rows_go_on_where_the_tape_stopped() -> None:
    tape = sample.tape()
    late = replace(tape.tensors[0], id=4, op=None, object=4, step=2)
    with pytest.raises(law.OutOfOrder, match="tensors are out of order: 2 comes after 3"):
        law.check_part(tape, Part(tensors=(late,)))


def test_a_gradient_may_have_the_shape_that_its_tensor_has_got_since() -> None:
    tape = sample.tape()
    longer = len(tape.values)
    tape.values.append(sample.vector(1, 2, 3, 4))
    tape.steps[7] = replace(tape.steps[7], before=None, after=longer)
    with pytest.raises(law.BadValue, match=r"step 7 has a gradient of shape \(4,\) for tensor 0"):
        law.check_tape(tape)
    tape.changes.append(Change(tensor=0, step=3, value=longer))
    law.check_tape(tape)


def test_points_go_on_where_those_of_their_series_stopped() -> None:
    tape = Tape(meta=Meta(source=""))
    tape.extend(
        Part(
            series=(Series(id=0, name="a"), Series(id=1, name="b")),
            points=(Point(0, 0, 1.0), Point(0, 5, 1.0), Point(1, 2, 1.0)),
        )
    )
    law.check_part(tape, Part(points=(Point(1, 3, 1.0), Point(0, 5, 2.0))))
    with pytest.raises(law.OutOfOrder, match="4 comes after 5"):
        law.check_part(tape, Part(points=(Point(0, 4, 1.0),)))


def test_a_part_of_a_long_tape_is_checked_by_what_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shapes change in every pass; what each part asks for is found without going far back."""
    looked, real = [0], Forms._shapes

    def counting(forms: Forms) -> Iterator[tuple[int, tuple[int, ...]]]:
        for one in real(forms):
            looked[-1] += 1
            yield one

    monkeypatch.setattr(Forms, "_shapes", counting)
    source = """
import torch
for i in range(100):
    x = torch.zeros(2, 3, requires_grad=True)
    x.data = torch.zeros(3, 2)
    (x * 2).sum().backward()
"""
    tape = Tape(meta=describe(source, "program.py"))

    def take(part: Part) -> None:
        looked.append(0)
        law.check_part(tape, part)
        tape.extend(part)

    run(tape.meta, take, interval=0.0)
    assert len(tape.steps) == 800
    assert 0 < max(looked) < 40
