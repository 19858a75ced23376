"""At every position the index says what torch held at that moment, bit for bit."""

from __future__ import annotations

import pytest

from graphviewer.files.lessons import lessons
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.record.made import program
from tests.record.oracle import recorded, same
from tests.record.programs import HEAD
from tests.record.watched import MARK, Executed, Seen, Watched, marked

_ENDS = (
    "loss.backward()\n",
    "loss.backward(retain_graph=True)\nloss.backward()\n",
    """loss.backward()
with torch.no_grad():
    v0 -= 0.1 * v0.grad
    v1.grad.zero_()
v2.grad = None
again = (v0 * v1 @ v2 + v1).tanh().sum()
again.backward()
v0.data = v0.data * 2
(v0 * v0).sum().backward()
""",
)
# 7.15: its tensors are on a device where they have no numbers. The others: looking at everything
# after each node of hundreds of passes takes minutes; for thinned ones see test_loops_thinned.py.
_ASIDE = ("7.15", "6.3", "6.5", "6.6", "6.7", "6.8", "6.9", "6.10")
_SOURCES = {f"random {seed}": HEAD + program(seed + 500) + _ENDS[seed % 3] for seed in range(60)}
_SOURCES |= {
    one.id: one.path.read_text(encoding="utf-8") for one in lessons() if one.id not in _ASIDE
}


class _Screen:
    """What the window would show of a tape."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self.index = TapeIndex(tape)

    def tensor(self, name: str, step: int) -> int | None:
        """The row of the tensor a name stood for."""
        rows = [b.tensor for b in self.tape.bindings if b.name == name and b.step <= step]
        return rows[-1] if rows else None

    def check(self, seen: Seen, step: int) -> None:
        """Values and `.grad` of everything named."""
        values = self.tape.values
        for name, tensor in seen.values.items():
            row = self.tensor(name, step)
            assert row is not None, f"{name} at {step}"
            ref = self.index.value_at(row, step)
            assert same(None if ref is None else values[ref], tensor), f"{name} at {step}"
        for name, gradient in seen.grads.items():
            row = self.tensor(name, step)
            assert row is not None
            grad = self.index.leaf_grad_at(row, step)
            shown = None if grad is None or grad.value is None else values[grad.value]
            assert same(shown, gradient), f"{name}.grad at {step}"

    def check_run(self, run: int, truth: list[Executed], watched: Watched) -> None:
        """Every step of a backward run: what ran, and what had arrived where by then."""
        steps = [
            step
            for step in self.tape.steps
            if step.run == run and step.kind in ("backward", "accumulate")
        ]
        nodes = self.tape.nodes
        assert [nodes[s.node].name for s in steps if s.node is not None] == [e.name for e in truth]
        rows: dict[int, int] = {}  # the watched run's number of a node: its row
        for step, one in zip(steps, truth, strict=True):
            assert step.node is not None
            assert rows.setdefault(one.node, step.node) == step.node
            for edge, port in zip(nodes[step.node].edges, watched.edges[one.node], strict=True):
                assert (edge is None) == (port is None)
                if edge is not None and port is not None:
                    assert rows.setdefault(port[0], edge.to) == edge.to
                    assert edge.input_nr == port[1]
            for (node, nr), total in one.arrived.items():
                state = self.index.port_at((rows[node], nr), step.index)
                shown = None if state is None else self.index.partial_sum(state)
                assert same(shown, total), f"{nodes[rows[node]].name} at {step.index}"
            self.check(one.seen, step.index)


@pytest.mark.parametrize("name", _SOURCES)
def test_every_position_shows_what_torch_held(name: str) -> None:
    source = marked(_SOURCES[name])
    tape = recorded(source)
    screen, watched = _Screen(tape), Watched(_SOURCES[name])
    marks = [step.index for step in tape.steps if step.text.startswith(MARK)]
    assert len(marks) == len(watched.statements)
    for step, seen in zip(marks, watched.statements, strict=True):
        screen.check(seen, step)
    begun = [run.id for run in tape.runs if any(step.run == run.id for step in tape.steps)]
    truths = [truth for truth in watched.runs if truth]  # a run PyTorch refused has no steps
    assert len(begun) == len(truths)
    for run, truth in zip(begun, truths, strict=True):
        screen.check_run(run, truth, watched)
