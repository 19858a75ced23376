"""What a card says of its gradient at a step: the words, how many have arrived, the number's id.

A leaf's gradient is its `.grad` and nothing else: what a run has sent to it, but no AccumulateGrad
has added yet, is told apart from it. What a run that has ended never added is not kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from graphviewer.gui.canvas.texts import in_short
from graphviewer.gui.canvas.words import arrived, word
from graphviewer.tape.gradients import GradState
from graphviewer.tape.index import Port, TapeIndex
from graphviewer.tape.span import Span, nodes_of, runs_within, steps_within
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

FEW = 4  # elements of what stays beside a leaf's gradient that a card has room for
ALONE = 1  # the same of what alone will soon be that gradient: else a vector's card were twice as
# wide for the sake of one step


class GradLine(NamedTuple):
    """`text` is a number if `has`; `more` is on its way to a leaf, `note` counts what came."""

    text: str
    has: bool = False
    more: str = ""
    note: str = ""
    value: int | None = None


def grad_line(
    tape: Tape,
    index: TapeIndex,
    tensor: int | None,
    ports: Sequence[Port],
    step: int,
    language: str,
    say: Callable[[Value], str] = in_short,
    *,
    few: int | None = FEW,
) -> GradLine:
    """The gradient of a tensor as it arrives at `ports`; `tensor` None where it was never seen.

    What a leaf was sent, and no AccumulateGrad has added, is written with its numbers if it has at
    most `few`; where nothing else is added and one soon will, only a single number is.
    """
    states = ((port, index.port_at(port, step)) for port in ports)
    port, state = next(((at, one) for at, one in states if one is not None), (None, None))
    if tensor is not None and tape.tensors[tensor].is_leaf:
        return _of_leaf(tape, index, tensor, port, state, step, language, say, few)
    if state is None:
        return _of_earlier_runs(tape, index, tensor, ports, step, language, say)
    text, has = _sum(index, state, say)
    return GradLine(text, has, "", _note(state, language), state.value)


def _of_leaf(
    tape: Tape,
    index: TapeIndex,
    tensor: int,
    port: Port | None,
    state: GradState | None,
    step: int,
    language: str,
    say: Callable[[Value], str],
    few: int | None,
) -> GradLine:
    more = note = ""
    if port is not None and state is not None and not state.consumed:
        total = index.partial_sum(state)
        key = _fate(tape, index, port, state, total, step)
        if few is not None and key == "arriving" and state.expected < 2:
            few = min(few, ALONE)
        long = total is None or (few is not None and total.size > few)
        text = "" if long or total is None else (say if few is None else in_short)(total)
        more = word(key, language).format(text).replace("  ", " ").strip()
        note = _note(state, language)
    leaf = index.leaf_grad_at(tensor, step)
    if leaf is None:
        return GradLine(word(awaited(tape, index, tensor), language), more=more, note=note)
    if leaf.value is None:
        return GradLine(word("none", language), more=more, note=note)
    return GradLine(say(tape.values[leaf.value]), has=True, more=more, note=note, value=leaf.value)


def _of_earlier_runs(
    tape: Tape,
    index: TapeIndex,
    tensor: int | None,
    ports: Sequence[Port],
    step: int,
    language: str,
    say: Callable[[Value], str],
) -> GradLine:
    """What the current run has not reached: its `.grad` if it retains one, which few do."""
    kept = index.leaf_grad_at(tensor, step) if tensor is not None else None
    if kept is not None and kept.value is not None:
        return GradLine(say(tape.values[kept.value]), has=True, value=kept.value)
    gone = any(
        index.port_at(port, step, run) is not None
        for port in ports
        for run in index.runs_reaching(port)
    )
    if gone:
        return GradLine(word("gone", language))
    comes = any(index.runs_reaching(port) for port in ports)
    return GradLine(word("not yet" if comes or tape.end is None else "none", language))


def awaited(tape: Tape, index: TapeIndex, leaf: int) -> str:
    """What is said where `.grad` is not set: that it never is, once the program has ended."""
    ever = index.leaf_grad_at(leaf, len(tape.steps)) is not None
    return "not yet" if ever or tape.end is None else "none"


def _fate(
    tape: Tape, index: TapeIndex, port: Port, state: GradState, total: Value | None, step: int
) -> str:
    """What becomes of a gradient that no AccumulateGrad has taken yet."""
    over = index.run_over(state.run, step)
    # torch.autograd.grad hands the whole to the program and leaves `.grad` alone
    if tape.runs[state.run].kind == "grad":
        ref = index.returned.at(state.run, port, len(tape.steps))
        another = ref is not None and total is not None and tape.values[ref].data != total.data
        whole = state.complete and not another  # a hook will change it before it is returned
        return "returned" if over or whole else "returning"
    return "lost" if over else "arriving"


def _sum(index: TapeIndex, state: GradState, say: Callable[[Value], str]) -> tuple[str, bool]:
    total = index.partial_sum(state)
    return ("–", False) if total is None else (say(total), True)


def _note(state: GradState, language: str) -> str:
    if state.complete or state.expected < 2:
        return ""
    return arrived(len(state.arrived), state.expected, language)


def leaf_events(tape: Tape, span: Span | None = None) -> Iterator[tuple[int, int]]:
    """Leaves and the steps (of a span) at which what their cards say of the gradient may change."""
    receivers: dict[int, list[int]] = defaultdict(list)
    for node in nodes_of(tape, span):
        for edge in node.edges:
            leaf = tape.nodes[edge.to].variable if edge is not None else None
            if leaf is not None and leaf not in receivers[node.id]:
                receivers[node.id].append(leaf)
    for run in runs_within(tape, span):
        for seed in run.seeds:
            leaf = tape.nodes[seed.node].variable
            if leaf is not None:
                yield leaf, run.first_step
    for step in steps_within(tape, span):
        if step.tensor is not None and (step.kind == "accumulate" or step.of_grad):
            yield step.tensor, step.index
        elif step.kind == "backward" and step.node is not None:
            yield from ((leaf, step.index) for leaf in receivers.get(step.node, ()))
