"""Every lesson recorded: the lecture's facts, and PyTorch's own numbers bit for bit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, Literal

import networkx as nx
import numpy as np
import pytest
import torch

from graphviewer.explain.explain import explain
from graphviewer.files.figures import judged
from graphviewer.files.lessons import Lesson, lesson, lessons
from graphviewer.tape import law
from tests.lessons import facts
from tests.lessons.alike import alike
from tests.lessons.recording import recorded, shown, unrecorded

EVERY = pytest.mark.parametrize("one", lessons(), ids=lambda one: str(one.id))
MOST = 200  # steps explained of one tape
MOST_SHOWN = 3000  # steps of a tape that is written out whole, which takes seconds


# --- the lecture's facts


@EVERY
def test_a_recording_is_legal_and_ends_as_the_program_does(one: Lesson) -> None:
    tape = recorded(one.id).tape
    law.check_tape(tape)
    assert tape.end is not None
    assert tape.end.reason == ("failed" if one.error else "finished")


@EVERY
def test_nothing_of_a_lesson_is_left_unrecorded(one: Lesson) -> None:
    end = recorded(one.id).tape.end
    assert end is not None
    assert end.message == ""


def sampled(steps: int) -> list[int]:
    """Every step of a short tape; of a long one MOST spread evenly, its first and last included."""
    places = np.linspace(0, steps - 1, min(steps, MOST))
    return [int(place) for place in np.unique(places.round())]


@EVERY
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_step_of_a_lesson_is_explained_and_checks_out(
    one: Lesson, language: Literal["en", "ko"]
) -> None:
    tape, index = recorded(one.id).tape, recorded(one.id).index
    for step in sampled(len(tape.steps)):
        story = explain(tape, index, step, language)
        assert story.why
        assert story.formula
        assert story.check is None or story.check.verdict in ("exact", "rounding")
        plain = story.kind in ("error", "skip") or one.id in facts.NO_NUMBERS
        assert story.equations or plain


@EVERY
def test_recording_changes_nothing_that_is_printed(one: Lesson) -> None:
    if one.id not in facts.UNREPEATABLE:
        assert recorded(one.id).tape.output == unrecorded(one.id).output


@EVERY
def test_the_tapes_numbers_come_to_the_lessons_figures(one: Lesson) -> None:
    tape = recorded(one.id)
    for figure in one.figures:
        if figure.printed:
            lines = tape.tape.output.splitlines()
            assert any(facts.agrees(line, (figure.printed,)) for line in lines), figure.printed
        else:
            facts.assert_figure(figure, *tape.found(figure.name))


@EVERY
def test_the_window_ticks_every_figure(one: Lesson) -> None:
    index = recorded(one.id).index
    assert {judged(figure, index).verdict for figure in one.figures} <= {"agrees"}


@pytest.mark.parametrize(("identifier", "name"), facts.GRADIENTS)
def test_a_gradient_on_the_way(identifier: str, name: str) -> None:
    assert recorded(identifier).gradient(name) == facts.GRADIENTS[identifier, name]


@pytest.mark.parametrize(("identifier", "names"), facts.NODES.items())
def test_the_nodes_are_these_and_no_others(identifier: str, names: tuple[str, ...]) -> None:
    assert tuple(sorted(node.name for node in recorded(identifier).tape.nodes)) == names


@pytest.mark.parametrize(("identifier", "wanted"), facts.ERRORS.items())
def test_an_error_is_torchs_own_at_its_line(identifier: str, wanted: tuple[str, str, str]) -> None:
    error = recorded(identifier).tape.error
    assert error is not None
    assert error.line is not None
    assert error.type == wanted[0]
    assert wanted[1] in error.message
    assert lesson(identifier).source().splitlines()[error.line - 1] == wanted[2]


def test_gradients_accumulate_until_they_are_zeroed() -> None:
    assert recorded("1.6").grads("x") == [
        [0.0, 4.0, 8.0, 12.0],
        [1.0, 5.0, 9.0, 13.0],
        [0.0, 0.0, 0.0, 0.0],
        [1.0, 1.0, 1.0, 1.0],
    ]


def test_a_detached_value_is_a_constant() -> None:
    tape = recorded("1.8")
    u = tape.tape.tensors[tape.tensor("u")]
    assert tape.grads("x")[0] == [0.0, 1.0, 4.0, 9.0]
    assert u.node is None
    assert not u.requires_grad


def test_the_engine_walks_from_the_sum_to_the_leaf() -> None:
    tape = recorded("1.10").tape
    order = [tape.nodes[s.node].name for s in tape.steps if s.node is not None]
    assert order == [
        "SumBackward0",
        "AddBackward0",
        "MulBackward0",
        "SinBackward0",
        "AccumulateGrad",
    ]


def test_the_graph_of_a_loop_is_the_path_taken() -> None:
    names = [node.name for node in recorded("1.9").tape.nodes]
    assert sorted(names) == ["AccumulateGrad"] + ["MulBackward0"] * 4


def test_rows_of_the_jacobian_are_backward_runs_from_unit_vectors() -> None:
    weight = torch.tensor([[1.0, 2.0], [3.0, -1.0]])
    jacobian: Callable[..., Any] = torch.autograd.functional.jacobian
    wanted = jacobian(lambda x: (weight @ x) ** 2, torch.tensor([1.0, 2.0]))
    tape = recorded("1.12")
    assert isinstance(wanted, torch.Tensor)
    value = tape.index.value_at(tape.tensor("J"), tape.last)
    assert value is not None
    assert tape.tape.values[value].array().tolist() == wanted.tolist()


def test_a_second_derivative_walks_a_graph_that_backward_built() -> None:
    tape = recorded("1.13").tape
    built = {node.id for node in tape.nodes if node.run == 0}
    walked = {step.node for step in tape.steps if step.run == 1}
    assert built
    assert built & walked


def test_three_ways_of_a_layer_are_equal() -> None:
    tape = recorded("3.1")
    first, second, matrix = (
        tape.tape.values[value].array().ravel().tolist()
        for name in ("first", "second", "L")
        if (value := tape.index.value_at(tape.tensor(name), tape.last)) is not None
    )
    assert first == second == matrix == [3.25, 0.0]


def test_backpropagation_by_hand_agrees() -> None:
    x, y, lam = np.array([1.0, 2.0]), np.array([1.0]), 0.1
    w1 = np.array([[1.0, -1.0], [0.5, 1.0], [-1.0, 1.0]])
    w2 = np.array([[2.0, 1.0, -1.0]])
    z = w1 @ x
    h = np.maximum(z, 0)
    do = w2 @ h - y
    dz = (w2.T @ do) * (z > 0)
    tape = recorded("3.4")
    np.testing.assert_allclose(tape.grads("W2")[-1], np.outer(do, h) + lam * w2, rtol=1e-6)
    np.testing.assert_allclose(tape.grads("W1")[-1], np.outer(dz, x) + lam * w1, rtol=1e-6)


def test_the_gradient_of_cross_entropy_is_softmax_minus_target() -> None:
    o, y = np.array([2.0, 1.0, -1.0]), np.array([0.0, 1.0, 0.0])
    p = np.exp(o) / np.exp(o).sum()
    np.testing.assert_allclose(recorded("3.5").grads("o")[-1], p - y, rtol=1e-6)


# --- PyTorch's own numbers and graph


def heard(listed: Any) -> Any:
    """Numbers from JSON, which has words for those that are none: "NaN", "Infinity"."""
    if isinstance(listed, list):
        return [heard(one) for one in listed]
    return float(listed) if isinstance(listed, str) else listed


def same(tensor: torch.Tensor, listed: Any) -> bool:
    """Whether nested lists from JSON are a tensor's elements, bit for bit."""
    if tensor.is_meta:
        return listed is None
    if isinstance(listed, dict):  # beyond the cap: a sample
        return same(tensor.flatten()[:: listed["stride"]], listed["sample"])
    back = torch.tensor(heard(listed), dtype=tensor.dtype)
    return (
        back.shape == tensor.shape
        and back.numpy().tobytes() == tensor.detach().cpu().numpy().tobytes()
    )


@EVERY
def test_values_and_gradients_are_torchs_bit_for_bit(one: Lesson) -> None:
    tape = recorded(one.id)
    whole = len(tape.tape.steps) <= MOST_SHOWN
    rows = {row["id"]: row for row in shown(one.id)["tensors"]} if whole else {}
    for name, tensor in unrecorded(one.id).tensors().items():
        row = rows[tape.tensor(name)] if whole else tape.row(name)
        assert same(tensor, row["value"]), name
        if tensor.grad is not None:
            assert same(tensor.grad, row["grad"]), name


@EVERY
def test_nodes_and_edges_are_those_of_an_independent_walk(one: Lesson) -> None:
    if any(step.kind == "skip" for step in recorded(one.id).tape.steps):
        kept = Counter(node.name for node in recorded(one.id).tape.nodes)
        assert kept <= Counter(type(node).__name__ for node in unrecorded(one.id).nodes)
        return  # the graphs of iterations that were not kept are not on the tape
    ours = nx.MultiDiGraph()
    for node in shown(one.id)["nodes"]:
        ours.add_node(node["id"], name=node["name"])
        for place, edge in enumerate(node["edges"]):
            if edge is not None:
                ours.add_edge(node["id"], edge["to"], at=(place, edge["input_nr"]))
    theirs = unrecorded(one.id).graph()
    assert sorted(n for _, n in ours.nodes(data="name")) == sorted(
        n for _, n in theirs.nodes(data="name")
    )
    assert alike(ours, theirs)
