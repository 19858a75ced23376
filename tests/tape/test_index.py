"""The tape at a playhead position."""

from __future__ import annotations

import gc
from weakref import ref

import numpy as np

from graphviewer.tape.gradients import GradState
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Binding, Change, Meta, Step
from graphviewer.tape.tape import Part, Tape
from tests.tape import sample

A, B, C, D = range(4)


def numbers(index: TapeIndex, state: GradState | None) -> list[float] | None:
    value = index.partial_sum(state) if state is not None else None
    return None if value is None else np.atleast_1d(value.array()).tolist()


def test_a_value_is_there_from_the_step_that_made_it() -> None:
    index = TapeIndex(sample.tape())
    assert index.value_at(B, 0) is None
    assert index.value_at(B, 1) == 1
    assert index.value_at(B, 7) == 1


def test_gradients_appear_as_the_run_reaches_them() -> None:
    index = TapeIndex(sample.tape())
    assert [numbers(index, index.gradient_at(D, k)) for k in (3, 4)] == [None, [1]]
    assert [numbers(index, index.gradient_at(C, k)) for k in (3, 4)] == [None, [1, 1, 1]]
    assert [numbers(index, index.gradient_at(B, k)) for k in (4, 5, 6)] == [None, [4] * 3, [4] * 3]
    assert [numbers(index, index.gradient_at(A, k)) for k in (5, 6)] == [None, [4, 4, 4]]


def test_two_uses_are_two_contributions() -> None:
    index = TapeIndex(sample.tape())
    state = index.gradient_at(B, 5)
    assert state is not None
    assert [(one.node, one.edge) for one in state.arrived] == [(2, 0), (2, 1)]
    assert state.complete
    assert not state.consumed


def test_a_leafs_grad_is_set_by_its_accumulate_step() -> None:
    index = TapeIndex(sample.tape())
    assert index.leaf_grad_at(A, 6) is None
    grad = index.leaf_grad_at(A, 7)
    assert grad is not None
    assert grad.value == 8


def test_an_update_of_grad_is_seen() -> None:
    tape = sample.tape()
    cleared = Step(index=8, kind="update", tensor=A, of_grad=True, before=8, after=None)
    tape.extend(Part(steps=(cleared,)))
    grad = TapeIndex(tape).leaf_grad_at(A, 8)
    assert grad is not None
    assert grad.value is None


def test_a_change_in_place_counts_from_its_step() -> None:
    tape = sample.tape()
    step = Step(index=8, kind="update", tensor=A, before=0, after=1)
    tape.extend(Part(steps=(step,), changes=(Change(tensor=A, step=8, value=1),)))
    index = TapeIndex(tape)
    assert (index.value_at(A, 7), index.value_at(A, 8)) == (0, 1)


def test_the_first_name_given_is_the_name() -> None:
    tape = sample.tape()
    tape.extend(Part(bindings=(Binding(tensor=B, name="again", step=7),)))
    index = TapeIndex(tape)
    assert index.name(B) == "b"
    assert index.names(B) == ("b", "again")


def test_refresh_takes_in_what_streamed_in() -> None:
    tape = Tape(meta=Meta(source=""))
    index = TapeIndex(tape)
    for part in (sample.forward_part(), sample.backward_part()):
        tape.extend(part)
        index.refresh()
    whole = TapeIndex(sample.tape())
    for tensor in (A, B, C, D):
        for step in range(8):
            assert index.gradient_at(tensor, step) == whole.gradient_at(tensor, step)


def test_who_saved_a_tensor() -> None:
    assert TapeIndex(sample.tape()).saved_by(B) == ((2, "self"), (2, "other"))


def test_tensors_that_share_a_name_are_numbered() -> None:
    tape = sample.tape()
    tape.bindings[C] = Binding(tensor=C, name="b", step=2)
    index = TapeIndex(tape)
    assert [index.name(tensor) for tensor in (A, B, C, D)] == ["a", "b₁", "b₂", "d"]


def test_an_index_that_nobody_holds_is_gone_without_a_collection() -> None:
    gc.disable()
    try:
        index = TapeIndex(sample.tape())
        index.gradient_at(A, 7)
        seen = ref(index)
        del index
        assert seen() is None
    finally:
        gc.enable()
