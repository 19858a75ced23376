"""The products along all paths add up to what PyTorch recorded, for lessons and random programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from graphviewer.graphs.data import Graph
from graphviewer.graphs.scalars import key_of, scalars_graph
from graphviewer.session.traces import Trace
from graphviewer.session.tracing import Tracer
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.fuzz.generator import program
from tests.record.oracle import recorded

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LESSONS = sorted([*EXAMPLES.glob("autograd/*.py"), *EXAMPLES.glob("mlp/*.py")])
ENTRIES = 4096  # of a recorded Jacobian, as the app asks for


def drawn(source: str, *, opened: bool = False) -> tuple[Tape, TapeIndex, Graph]:
    tape = recorded(source, jacobians=ENTRIES)
    index = TapeIndex(tape)
    keys = frozenset(key_of(op.id) for op in tape.ops) if opened else frozenset()
    return tape, index, scalars_graph(tape, index, None, keys)


def traces(tape: Tape, index: TapeIndex, graph: Graph) -> Iterator[tuple[str, int, int, Trace]]:
    """Of every element at the ends of the first runs: name, place, step, trace."""
    tracer = Tracer(tape, index, graph)
    steps = {len(tape.steps) - 1, *(index.run_end(run.id) for run in tape.runs[:3])}
    for place, vertex in enumerate(graph.vertices):
        if vertex.kind != "scalar" or graph.scalars[vertex.ref].role != "element":
            continue
        one = graph.scalars[vertex.ref]
        for step in sorted(steps):
            yield index.name(one.tensor), one.place, step, tracer.trace(place, step)


def trace_of(source: str, name: str, place: int = 0, *, opened: bool = False) -> Trace:
    """The trace of one element when the program is over."""
    tape, index, graph = drawn(source, opened=opened)
    last = len(tape.steps) - 1
    return next(
        found
        for one, at, step, found in traces(tape, index, graph)
        if (one, at, step) == (name, place, last)
    )


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_in_every_lesson_the_products_add_up_to_the_gradient(path: Path, opened: bool) -> None:
    found = Counter(
        trace.verdict for *_, trace in traces(*drawn(path.read_text("utf-8"), opened=opened))
    )
    assert not found["differs"]
    assert not found["unknown"]
    assert found["agrees"] or found["hidden"]


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_in_random_programs_they_add_up_unless_a_hook_says_otherwise(first: int) -> None:
    found: Counter[str] = Counter()
    for seed in range(first, first + 10):
        for name, place, step, trace in traces(*drawn(program(seed), opened=bool(seed % 2))):
            found[trace.verdict] += 1
            assert trace.verdict != "differs" or trace.why == "hook", (seed, name, place, step)
    assert found["agrees"] > 100


def test_two_paths_are_told_with_their_factors() -> None:
    source = """
import torch
a = torch.tensor(2., requires_grad=True)
b = a * 3
c = a + b
d = b * c
d.backward()
"""
    trace = trace_of(source, "a")
    assert trace.paths.count == 3
    products = sorted(one.product for one in trace.factors if one.product is not None)
    assert products == [6.0, 18.0, 24.0]  # b·1, b·1·3 through c, c·3
    assert trace.total == trace.gradient == 48.0
    assert trace.verdict == "agrees"


def test_a_seed_of_backward_is_a_factor() -> None:
    source = """
import torch
x = torch.tensor([1., 2.], requires_grad=True)
y = x * x
y.backward(gradient=torch.tensor([10., 100.]))
"""
    trace = trace_of(source, "x", 1)
    assert {one.product for one in trace.factors} == {200.0}
    assert trace.total == trace.gradient == 400.0


def test_of_several_runs_it_is_the_playheads() -> None:
    source = """
import torch
a = torch.tensor(2., requires_grad=True)
b = a * a
b.backward(retain_graph=True)
b.backward()
"""
    tape, index, graph = drawn(source)
    found = [trace for name, _, _, trace in traces(tape, index, graph) if name == "a"]
    assert {trace.run for trace in found} == {0, 1}
    assert {trace.gradient for trace in found} == {4.0}  # and not what .grad has grown to


def test_before_backward_the_sum_is_told_by_the_rules_and_the_gradient_is_awaited() -> None:
    source = """
import torch
a = torch.tensor(3., requires_grad=True)
b = torch.tensor(4., requires_grad=True)
c = a * b
c.backward()
"""
    tape, index, graph = drawn(source)
    tracer = Tracer(tape, index, graph)
    trace = tracer.trace(0, 2)
    assert (trace.verdict, trace.total, trace.gradient) == ("waiting", 4.0, None)
    entry = next(link for link in graph.links if link.local is not None)
    before, after = tracer.slope(entry, 2), tracer.slope(entry, len(tape.steps) - 1)
    assert before is not None
    assert after is not None
    assert (before.source, after.source) == ("formula", "recorded")
    assert before.number == after.number == 4.0
    assert tracer.slope(entry, 1) is None  # c is not there yet


def test_a_hook_is_named_as_what_changed_the_gradient() -> None:
    source = """
import torch
a = torch.tensor(2., requires_grad=True)
b = a * 3
b.register_hook(lambda g: g * 10)
b.sum().backward()
"""
    trace = trace_of(source, "a")
    assert (trace.verdict, trace.why) == ("differs", "hook")
    assert (trace.total, trace.gradient) == (3.0, 30.0)


def test_what_is_drawn_whole_hides_paths() -> None:
    source = """
import torch
x = torch.tensor(2., requires_grad=True)
y = x * torch.ones(100)
loss = y.sum() + x
loss.backward()
"""
    trace = trace_of(source, "x")
    assert trace.verdict == "hidden"
    assert trace.gradient == 101.0


def test_what_wants_no_gradient_has_no_path() -> None:
    source = """
import torch
x = torch.tensor([2.])
w = torch.tensor([3.], requires_grad=True)
(x * w).sum().backward()
"""
    assert trace_of(source, "x").verdict == "none"
    assert trace_of(source, "w").verdict == "agrees"


def test_what_leads_to_the_loss_of_an_earlier_run_is_told_of_that_run() -> None:
    source = """
import torch
a = torch.tensor([2.], requires_grad=True)
b = torch.tensor([5.], requires_grad=True)
(3 * a * a).sum().backward()
(7 * b).sum().backward()
"""
    trace = trace_of(source, "a")
    assert (trace.run, trace.verdict, trace.total) == (0, "agrees", 12.0)
    assert trace.gradient == 12.0
    assert trace_of(source, "b").run == 1


def test_what_leads_to_the_loss_of_a_run_to_come_waits_for_it() -> None:
    source = """
import torch
a = torch.tensor([2.], requires_grad=True)
b = torch.tensor([5.], requires_grad=True)
one, two = 3 * a, 7 * b
one.backward()
two.backward()
"""
    tape, index, graph = drawn(source)
    step = next(step.index for step in tape.steps if step.kind == "backward") - 1
    tracer = Tracer(tape, index, graph)
    place = next(
        place
        for place, vertex in enumerate(graph.vertices)
        if vertex.kind == "scalar" and index.name(graph.scalars[vertex.ref].tensor) == "b"
    )
    trace = tracer.trace(place, step)
    assert (trace.run, trace.verdict, trace.total) == (1, "waiting", 7.0)


def test_many_paths_are_counted_and_some_listed() -> None:
    source = "import torch\nx = torch.tensor(1.0, requires_grad=True)\ny = x * 1\n"
    source += "y = y + y\n" * 12 + "y.backward()\n"
    trace = trace_of(source, "x")
    assert trace.paths.count == 2**12
    assert len(trace.factors) == 64
    assert trace.total == trace.gradient == 2.0**12


def test_not_a_number_is_a_number_that_agrees() -> None:
    source = """
import torch
x = torch.tensor([0., 4.], requires_grad=True)
y = x.sqrt() * torch.tensor([0., 1.])
y.sum().backward()
"""
    trace = trace_of(source, "x", 0)
    assert trace.gradient is not None
    assert np.isnan(trace.gradient)
    assert trace.verdict == "agrees"
