"""Local Jacobians: chained over a graph they give the whole one; taking them changes nothing."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (torch's own convention)

from graphviewer.explain.rules.table import RULES
from graphviewer.record.jacobians import MOST_ROWS, attach
from graphviewer.record.live import Live
from graphviewer.record.places import Places
from graphviewer.record.program import describe, finish
from graphviewer.record.recorder import Recorder
from graphviewer.record.writer import Limits, Writer
from graphviewer.tape.law import check_tape
from graphviewer.tape.rows import Jacobian, Step
from graphviewer.tape.tape import Tape
from tests.explain.test_layer_rules import CASES, call
from tests.explain.test_rules import BINARY, MANY, UNARY, leaf, signed_leaf
from tests.record.made import program
from tests.record.oracle import recorded
from tests.record.programs import HEAD, PROGRAMS

Matrix = npt.NDArray[np.float64]
MOST = 1 << 18
HIDDEN = {"CopySlices"}  # what is inside cannot be seen, and may be the program's own
ELSEWHERE = {"CudnnBatchNormBackward0", "MkldnnRnnLayerBackward0"}  # on a GPU, in float32 only


def pulled(out: torch.Tensor, gradient: torch.Tensor) -> Tape:
    """The tape of a backward run from a tensor, with its Jacobians."""
    tape = Tape(meta=describe("", "none.py", seed=None))
    limits = Limits(jacobians=MOST)
    recorder = Recorder(Writer(tape.extend, limits, math.inf), Places("", "none.py"), MOST)
    live = Live(recorder, limits.lines)
    attach(recorder, limits)
    with live.watching():
        torch.autograd.backward([out], [gradient], retain_graph=True)
    finish(recorder, None)
    assert not recorder.failures
    check_tape(tape)
    return tape


def measured(tape: Tape) -> dict[int, list[Jacobian]]:
    """The Jacobians of each step."""
    found: dict[int, list[Jacobian]] = {}
    for one in tape.jacobians:
        found.setdefault(one.step, []).append(one)
    return found


def matrix(tape: Tape, value: int) -> Matrix:
    return np.asarray(tape.values[value].array(), np.float64)


def chained(tape: Tape, size: int) -> dict[int, Matrix]:
    """By AccumulateGrad node: the Jacobian of the root, as the product of the local ones."""
    seed = tape.runs[0].seeds[0]
    at: dict[tuple[int, int], Matrix] = {(seed.node, seed.input_nr): np.eye(size)}
    steps = measured(tape)
    for step in tape.steps:
        if step.kind != "backward" or step.node is None:
            continue
        edges = tape.nodes[step.node].edges
        for one in steps[step.index]:
            edge = edges[one.edge]
            assert edge is not None
            part = at[step.node, one.input_nr] @ matrix(tape, one.value)
            port = (edge.to, edge.input_nr)
            at[port] = at[port] + part if port in at else part
    return {node: whole for (node, _), whole in at.items() if tape.nodes[node].variable is not None}


def unmeasured(tape: Tape) -> set[str]:
    """Kinds of nodes that sent a gradient for which there is no Jacobian."""
    steps = measured(tape)

    def lacks(step: Step) -> bool:
        assert step.node is not None
        have = {one.edge for one in steps.get(step.index, ())}
        edges = tape.nodes[step.node].edges
        sent = {e for e, ref in enumerate(step.gradients_out) if ref is not None and edges[e]}
        return not sent <= have

    return {
        tape.nodes[step.node].name.rpartition("::")[2]
        for step in tape.steps
        if step.kind == "backward" and step.node is not None and lacks(step)
    }


def whole(out: torch.Tensor) -> list[Matrix]:
    """The Jacobian of a tensor by each leaf of its graph, from the engine, row by row."""
    leaves = list(_leaves(out).values())
    rows = [
        torch.autograd.grad(out, leaves, unit.view(out.shape), retain_graph=True, allow_unused=True)
        for unit in torch.eye(out.numel(), dtype=out.dtype)
    ]
    return [
        np.stack(
            [np.zeros(one.numel()) if g is None else g.reshape(-1).double().numpy() for g in c]
        )
        for one, c in zip(leaves, zip(*rows, strict=True), strict=True)
    ]


def _leaves(out: torch.Tensor) -> dict[int, torch.Tensor]:
    found: dict[int, torch.Tensor] = {}
    stack = [out.grad_fn]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        variable = getattr(node, "variable", None)
        if isinstance(variable, torch.Tensor):
            found[id(variable)] = variable
        stack += [child for child, _ in node.next_functions]
    return found


def kind_at(tape: Tape, step: int) -> str:
    """The kind of node a step ran."""
    node = tape.steps[step].node
    assert node is not None
    return tape.nodes[node].name.rpartition("::")[2]


SEEN: set[str] = set()


def hold(make: Callable[[], torch.Tensor]) -> None:
    """The local Jacobians of a graph multiply to the whole Jacobian."""
    out = make()
    if not out.requires_grad:
        return
    tape = pulled(out, torch.ones_like(out))
    missing = unmeasured(tape)
    assert missing <= HIDDEN
    SEEN.update(kind_at(tape, one.step) for one in tape.jacobians)
    if missing:
        return
    truth = sorted(whole(out), key=_order)
    made = sorted(chained(tape, out.numel()).values(), key=_order)
    assert len(truth) == len(made)
    for one, other in zip(made, truth, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-6, atol=1e-9)


def _order(one: Matrix) -> tuple[tuple[int, ...], tuple[float, ...]]:
    return one.shape, tuple(np.round(one.ravel(), 6))


@pytest.mark.parametrize("name", UNARY)
def test_local_jacobians_of_one_operand_chain_to_the_whole(name: str) -> None:
    shape = (5, 2) if name == "t" else (3, 4)
    hold(lambda: UNARY[name](signed_leaf(*shape)))


@pytest.mark.parametrize("name", BINARY)
def test_local_jacobians_of_stretched_operands_chain_to_the_whole(name: str) -> None:
    hold(lambda: BINARY[name](leaf(2, 1, 3), leaf(4, 1, seed=1)))


@pytest.mark.parametrize("name", MANY)
def test_local_jacobians_of_matrices_and_losses_chain_to_the_whole(name: str) -> None:
    hold(MANY[name])


LAYERS = {
    **{name: make for name, make in CASES.items() if 0 < make(torch.float64).numel() <= MOST_ROWS},
    "nearest in space": call(lambda x: F.interpolate(x, scale_factor=2), 1, 1, 2, 2, 2),
    "reflect in space": call(lambda x: F.pad(x, (1,) * 6, "reflect"), 1, 1, 2, 2, 2),
    "replicate in space": call(lambda x: F.pad(x, (1,) * 6, "replicate"), 1, 1, 2, 2, 2),
}


@pytest.mark.parametrize("name", LAYERS)
def test_local_jacobians_of_layers_chain_to_the_whole(name: str) -> None:
    hold(lambda: LAYERS[name](torch.float64))


def test_every_kind_of_node_with_a_rule_was_measured() -> None:
    assert set(RULES) - SEEN == HIDDEN | ELSEWHERE


@pytest.mark.parametrize("seed", range(20))
def test_gradients_are_the_same_bits_with_and_without(seed: int) -> None:
    source = HEAD + program(seed) + "loss.backward()\n"
    plain, with_them = recorded(source), recorded(source, jacobians=4096)
    assert not plain.jacobians
    assert with_them.jacobians
    assert _sent(plain) == _sent(with_them)


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_program_runs_the_same_with_them(name: str) -> None:
    source = HEAD + PROGRAMS[name]
    plain, with_them = recorded(source), recorded(source, jacobians=4096)
    assert _sent(plain) == _sent(with_them)
    assert plain.output == with_them.output


def _sent(tape: Tape) -> list[tuple[str, list[bytes | None]]]:
    """Every step with its numbers to the last bit."""
    return [
        (
            step.kind,
            [
                None if ref is None else tape.values[ref].data
                for ref in (*step.gradients_in, *step.gradients_out, step.before, step.after)
            ],
        )
        for step in tape.steps
    ]
