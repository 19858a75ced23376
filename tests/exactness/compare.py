"""A tape held against the truth: nodes, edges, order, and every gradient to the last bit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graphviewer.tape.law import TapeError, check_tape
from graphviewer.tape.rows import Node, Run, Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value
from tests.exactness.bits import Bits, same
from tests.exactness.recorded import Recorded
from tests.exactness.running import Graph, Outcome
from tests.exactness.truth import Executed, Ran

_RUN = ("backward", "accumulate")
_LEFT = ("outputs", "returned", "gradients", "strides", "inputs", "graphs", "random")


def outcomes(recorded: Outcome, plain: Outcome) -> Iterator[str]:
    """What a recorded run left otherwise than a plain one."""
    if recorded.error != plain.error:
        yield f"raised {recorded.error[:200]!r}, plain {plain.error[:200]!r}"
        return
    for name in _LEFT:
        if getattr(recorded, name) != getattr(plain, name):
            yield f"{name} differ from plain"
    if recorded.again and recorded.again != plain.again:
        yield "gradients of a second backward differ from plain"


def complete(tape: Tape) -> Iterator[str]:
    """What the tape says of itself: that it ended, that nothing is missing, that it is legal."""
    if tape.end is None:
        yield "the tape has no end"
    elif tape.end.message or tape.end.reason not in ("finished", "failed"):
        yield f"end: {tape.end.reason}: {tape.end.message[:300]}"
    try:
        check_tape(tape)
    except TapeError as error:
        yield f"not legal: {type(error).__name__}: {error}"


def runs(recorded: Recorded, truth: list[Ran]) -> Iterator[str]:
    """Where the runs on a tape differ from the truth."""
    tape = recorded.tape
    if not tape.steps and not any(ran.executed for ran in truth):
        return  # the gradient of a leaf by itself: nothing happens, nothing is on the tape
    if len(tape.runs) != len(truth):
        yield f"{len(tape.runs)} runs on the tape, not {len(truth)}"
        return
    known: set[int] = set()
    for run, ran, leaves in zip(tape.runs, truth, recorded.leaves, strict=True):
        rows, wrong = matched(tape, ran.graph, run)
        if wrong:
            yield wrong
            return
        known.update(rows.values())
        yield from _order(tape, run, rows, ran.executed)
        if run is tape.runs[-1]:
            yield from _leaves(tape, rows, leaves)
    if tape.runs:
        yield from _outputs(tape, tape.runs[0], recorded.outcome)
    yield from _strangers(tape, known)


def matched(tape: Tape, truth: Graph, run: Run) -> tuple[dict[int, int], str]:
    """The tape's node for each node of the truth, from the roots on; and what does not match."""
    roots = [(seed.node, seed.input_nr) for seed in run.seeds]
    if len(roots) != len(truth.roots):
        return {}, f"{len(roots)} roots on the tape, not {len(truth.roots)}"
    rows: dict[int, int] = {}
    back: dict[int, int] = {}
    waiting = []
    for (row, number), (place, truly) in zip(roots, truth.roots, strict=True):
        if number != truly:
            return rows, f"a root is output {number} on the tape, not {truly}"
        waiting.append((place, row))
    while waiting:
        place, row = waiting.pop()
        if rows.setdefault(place, row) != row or back.setdefault(row, place) != place:
            return rows, f"{truth.names[place]} is two on the tape, or two are one there"
        node = tape.nodes[row]
        ours = tuple(None if edge is None else edge.input_nr for edge in node.edges)
        truly_ours = tuple(None if edge is None else edge[1] for edge in truth.edges[place])
        if node.name != truth.names[place] or ours != truly_ours:
            return rows, f"{truth.names[place]} {truly_ours} is {node.name} {ours} on the tape"
        for edge, true_edge in zip(node.edges, truth.edges[place], strict=True):
            if edge is not None and true_edge is not None and true_edge[0] not in rows:
                waiting.append((true_edge[0], edge.to))
            elif edge is not None and true_edge is not None and rows[true_edge[0]] != edge.to:
                return rows, f"an edge of {node.name} leads to another node"
    return rows, ""


def _strangers(tape: Tape, known: set[int]) -> Iterator[str]:
    """Nodes beyond the walks must hang on a tensor or on a gradient made on the way."""
    reached: set[int] = set()
    stack = [row.node for row in tape.tensors if row.node is not None]
    stack += [node.id for node in tape.nodes if node.run is not None]
    while stack:
        if (number := stack.pop()) not in reached:
            reached.add(number)
            stack.extend(edge.to for edge in tape.nodes[number].edges if edge is not None)
    for node in tape.nodes:
        if node.id not in known and node.id not in reached:
            yield f"{node.name} on the tape leads from nowhere"


def _outputs(tape: Tape, run: Run, outcome: Outcome) -> Iterator[str]:
    """The numbers of the outputs that the run started from."""
    latest = {row.id: row.value for row in tape.tensors}
    for change in tape.changes:
        if change.value is not None:
            latest[change.tensor] = change.value
    for seed in run.seeds:
        if seed.tensor is None:
            yield "a root without its tensor"
        elif not any(same(_value(tape, latest[seed.tensor]), one) for one in outcome.outputs):
            yield f"output {tape.tensors[seed.tensor].name} has other numbers"


def _order(tape: Tape, run: Run, rows: dict[int, int], executed: list[Executed]) -> Iterator[str]:
    steps = [step for step in tape.steps if step.kind in _RUN and step.run == run.id]
    ran = [step.node for step in steps]
    truly = [rows[one.node] for one in executed]
    if ran != truly:
        twice = [row for row, count in Counter(ran).items() if count > 1]
        yield f"ran {_names(tape, ran)}, truly {_names(tape, truly)}, twice {twice}"
        return
    for step, one in zip(steps, executed, strict=True):
        yield from _gradients(tape, step, one)


def _gradients(tape: Tape, step: Step, truth: Executed) -> Iterator[str]:
    assert step.node is not None
    node = tape.nodes[step.node]
    yield from _unlike(tape, node, "in", step.gradients_in, truth.used)
    if step.kind == "backward":
        yield from _unlike(tape, node, "out", step.gradients_out, truth.sent)


def _leaves(tape: Tape, rows: dict[int, int], truth: dict[int, Bits | None]) -> Iterator[str]:
    """What the leaves hold after the run."""
    held = {step.node: step.after for step in tape.steps if step.kind == "accumulate"}
    for place, bits in truth.items():
        if not same(_value(tape, held.get(rows[place])), bits):
            yield f"`.grad` of leaf {tape.nodes[rows[place]].variable} differs"


def _unlike(
    tape: Tape, node: Node, way: str, ours: tuple[int | None, ...], truth: tuple[Bits | None, ...]
) -> Iterator[str]:
    if len(ours) != len(truth):
        yield f"{node.name}: {len(ours)} gradients {way}, not {len(truth)}"
        return
    for place, (ref, bits) in enumerate(zip(ours, truth, strict=True)):
        if not same(_value(tape, ref), bits):
            what = "None" if bits is None else f"{bits.dtype}{bits.shape}"
            yield f"{node.name}: gradient {way} {place} differs from {what}"


def _value(tape: Tape, ref: int | None) -> Value | None:
    return None if ref is None else tape.values[ref]


def _names(tape: Tape, rows: list[int | None] | list[int]) -> list[str]:
    return [f"{row}:{tape.nodes[row].name}" for row in rows[:12] if row is not None]
