"""A node keeps its saved tensors until a run without retain_graph has executed it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from graphviewer.tape.freed import freed_at, freed_before, held
from graphviewer.tape.rows import Saved
from tests.tape import sample

MUL = 2  # the node of b * b, which saved b twice


@pytest.mark.parametrize("keeps", [False, True])
def test_it_is_freed_by_a_run_that_does_not_retain(keeps: bool) -> None:
    tape = sample.tape()
    tape.runs[0] = replace(tape.runs[0], retain_graph=keeps)
    assert (MUL in freed_at(tape)) == (not keeps)
    assert freed_before(tape, {MUL}, len(tape.steps)) == (set() if keeps else {MUL})


def test_it_is_freed_at_the_step_that_executed_it() -> None:
    tape = sample.tape()
    (step,) = [s.index for s in tape.steps if s.node == MUL and s.kind == "backward"]
    assert freed_at(tape)[MUL] == step
    assert freed_before(tape, {MUL}, step - 1) == set()


def test_nodes_that_saved_no_tensor_have_nothing_to_free() -> None:
    tape = sample.tape()
    empty = {node.id for node in tape.nodes if not held(tape, node)}
    assert empty
    assert not empty & set(freed_at(tape))


def test_bytes_follow_shape_and_dtype() -> None:
    tape = sample.tape()
    assert [one.bytes for one in held(tape, tape.nodes[MUL])] == [12, 12]  # three float32 each


def test_what_a_hook_packed_away_has_no_size() -> None:
    tape = sample.tape()
    packed = (Saved(name="self", fact="packed by a hook"), Saved(name="dim", fact=0))
    (one,) = held(tape, replace(tape.nodes[MUL], saved=packed))
    assert (one.name, one.bytes) == ("self", None)
