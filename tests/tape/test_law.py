"""A legal tape passes; each breach is named."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from graphviewer.tape import law
from graphviewer.tape.rows import Change, Edge, End, Meta, Node, Saved, Seed, Step
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
]


@pytest.mark.parametrize(("error", "table", "place", "change"), BREACHES)
def test_a_breach_is_named(
    error: type[law.TapeError], table: str, place: int, change: dict[str, Any]
) -> None:
    tape = sample.tape()
    rows = getattr(tape, table)
    rows[place] = msgspec.structs.replace(rows[place], **change)
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
    stats = Stats(min=0, max=1, mean=0.5, std=0.5, norm=2, zeros=3, nans=0, infs=0)
    value = Value(dtype="float32", shape=(10,), data=bytes(4 * 4), stride=3, stats=stats)
    law.check_part(Tape(meta=Meta(source="")), Part(values=(value,)))
