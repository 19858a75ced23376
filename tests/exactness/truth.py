"""What plain PyTorch does, found with hooks of our own, away from any recorder."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import torch
from torch import Tensor

from tests.exactness.bits import Bits, bits_or_none
from tests.exactness.running import (
    Graph,
    Outcome,
    Roots,
    again,
    clones,
    outcome_of,
    run,
    seed,
    told,
    upstream,
    walk,
)
from tests.exactness.samples import Trial

Gradients = tuple[Tensor | None, ...]


@dataclass
class Executed:
    """A node that the engine ran, with the gradients its formula used and those it sent on."""

    node: int
    used: tuple[Bits | None, ...]
    sent: tuple[Bits | None, ...] = ()


@dataclass
class Ran:
    """One run of the engine: the graph it went through, and what it executed, in order."""

    graph: Graph
    executed: list[Executed] = field(default_factory=list)
    foretold: list[int] = field(default_factory=list)  # by the engine itself, where it can


def plain(trial: Trial) -> tuple[Outcome, list[list[Tensor]]]:
    """Run a trial, and backward once more; also the upstream gradients that its runs used."""
    inputs = trial.fresh()
    given: list[list[Tensor]] = []

    def give(roots: Roots) -> list[Tensor]:
        given.append(upstream(roots))
        return clones(given[-1])

    seed()
    try:
        driven = run(trial, inputs, give, keep=True)
    except Exception as error:  # noqa: BLE001  # samples may raise; a recording must raise the same
        return Outcome(error=told(error)), given
    outcome = outcome_of(driven, inputs)
    outcome.again = again(driven, inputs, given)
    return outcome, given


def hooked(trial: Trial, given: list[list[Tensor]]) -> tuple[list[Ran], Outcome]:
    """Run a trial with hooks of our own on every node."""
    inputs = trial.fresh()
    runs: list[Ran] = []
    handles: list[Any] = []

    def give(roots: Roots) -> list[Tensor]:
        while handles:
            handles.pop().remove()
        runs.append(Ran(walk(roots)))
        handles.extend(_watched(runs[-1]))
        return clones(given[len(runs) - 1])

    seed()
    try:
        with torch.autograd.set_multithreading_enabled(False):  # else the engine cannot foretell
            driven = run(trial, inputs, give, keep=False)
    finally:
        while handles:  # a node and the hook that knows its place would hold each other for good
            handles.pop().remove()
    return runs, outcome_of(driven, inputs)


def _watched(ran: Ran) -> list[Any]:
    """Hooks on every node of a run; what takes them off."""
    places = {node: place for place, node in enumerate(ran.graph.nodes)}
    engine: Any = torch._C

    def before(place: int, used: Gradients) -> None:
        if not ran.executed:
            with suppress(RuntimeError):  # PyTorch cannot foretell where a root leads to a root
                order = engine._current_graph_task_execution_order()
                ran.foretold.extend(places[node] for node in order)
        ran.executed.append(Executed(place, tuple(bits_or_none(one) for one in used)))

    def after(place: int, sent: Gradients, _used: Gradients) -> None:
        last = ran.executed[-1]
        assert last.node == place, "a node began before the one before it had ended"
        last.sent = tuple(bits_or_none(one) for one in sent)

    handles = []
    for place, node in enumerate(ran.graph.nodes):
        handles.append(node.register_prehook(partial(before, place)))
        handles.append(node.register_hook(partial(after, place)))
    return handles
