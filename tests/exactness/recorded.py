"""The same runs, recorded; what is left of them is looked for by reference and by garbage."""

from __future__ import annotations

import gc
import sys
import weakref
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from types import FunctionType, MethodType
from typing import Any

import torch
from torch import Tensor

from graphviewer.record.inline import recording
from graphviewer.tape.tape import Tape
from tests.exactness.bits import Bits, bits_or_none
from tests.exactness.copies import tensors_in
from tests.exactness.running import (
    Driven,
    Graph,
    Outcome,
    Upstream,
    again,
    clones,
    outcome_of,
    run,
    seed,
    told,
    walk,
)
from tests.exactness.samples import Inputs, Trial

_KINDS: dict[type, str] = {}
_RECORD = "graphviewer.record"
_OURS = "parts of the recorder"
_ALWAYS = (True,)  # also those set while tracing


@dataclass
class Recorded:
    """A recorded run: its tape, what it left, and what of it is still there although it is over."""

    tape: Tape
    outcome: Outcome
    left: list[str] = field(default_factory=list)
    # per run, by number of an AccumulateGrad: what its leaf has in its `.grad` at the end
    leaves: list[dict[int, Bits | None]] = field(default_factory=list)


class Alive:
    """Weak references to all tensors of a run and, through their metadata, to its nodes."""

    def __init__(self, inputs: Inputs, driven: Driven, graphs: list[Graph]) -> None:
        held = [*inputs.tensors, *tensors_in((driven.result, driven.returned))]
        held += [leaf.grad for leaf in inputs.leaves if leaf.grad is not None]
        self._tensors = [weakref.ref(one) for one in held]
        self._nodes: list[weakref.ref[_Mark]] = []
        for node in {node for graph in graphs for node in graph.nodes}:
            mark = node.metadata["exactness"] = _Mark()
            self._nodes.append(weakref.ref(mark))

    def counted(self) -> int:
        """How many are still alive."""
        references: list[weakref.ref[Any]] = [*self._tensors, *self._nodes]
        return sum(ref() is not None for ref in references)


class _Mark:
    """Lives as long as the node whose metadata holds it."""

    __slots__ = ("__weakref__",)


def recorded(trial: Trial, given: list[list[Tensor]], *, keep: bool) -> Recorded:
    """Record a trial. With `keep` the graph is kept and run once more with nobody recording."""
    before = _garbage()
    found, alive = _run(trial, given, keep)
    soon = alive.counted()
    more = _garbage() - before
    late = alive.counted()
    if soon or more:
        found.left.extend(_leaks(soon, late, more, _plainly(trial, given, keep)))
    return found


def _leaks(soon: int, late: int, more: Counter[str], plain: tuple[int, Counter[str]]) -> list[str]:
    """What a recorded run leaves in memory beyond what PyTorch itself then leaves there."""
    told: list[str] = []
    if not plain[0]:  # in a graph that PyTorch itself never frees, more has been looked at
        told += [f"{count} more {kind} in memory" for kind, count in (more - plain[1]).items()]
    if late > plain[0]:
        told.append(f"{late - plain[0]} tensors and nodes outlived the run for good")
    elif soon > plain[0]:
        told.append(f"{soon - plain[0]} tensors and nodes lived until the garbage collector came")
    return told


def _plainly(trial: Trial, given: list[list[Tensor]], keep: bool) -> tuple[int, Counter[str]]:
    """The same of a run that nobody records: some graphs hold themselves."""
    before = _garbage()
    alive = _unrecorded(trial, given, keep)
    soon = alive.counted()
    return soon, _garbage() - before


def _unrecorded(trial: Trial, given: list[list[Tensor]], keep: bool) -> Alive:
    inputs = trial.fresh()
    driven = Driven(None, [])
    with suppress(Exception):  # a sample that raises did so before
        driven = run(trial, inputs, _giver(given), keep=keep)
        if keep:
            again(driven, inputs, given)
    return Alive(inputs, driven, [walk(roots) for roots in driven.runs])


def _run(trial: Trial, given: list[list[Tensor]], keep: bool) -> tuple[Recorded, Alive]:
    inputs = trial.fresh()
    before, doors = _hooks(inputs.tensors), _doors()
    tape, driven, error = _record(trial, inputs, given, keep)
    found = Recorded(tape, Outcome(error=error) if error else outcome_of(driven, inputs))
    if doors != _doors():
        changed = [str(key) for key, door in _doors().items() if doors[key] != door]
        found.left.append("not put back: " + ", ".join(changed))
    if _hooks(inputs.tensors) != before or _hooks(tensors_in(driven.result)):
        found.left.append("hooks on tensors")
    graphs = [walk(roots) for roots in driven.runs]
    found.leaves = [_accumulated(graph) for graph in graphs]
    alive = Alive(inputs, driven, graphs)
    if keep and not error:
        _again(found, driven, inputs, given)
    return found, alive


def _record(
    trial: Trial, inputs: Inputs, given: list[list[Tensor]], keep: bool
) -> tuple[Tape, Driven, str]:
    """In a frame of its own, so that what holds this frame holds the tensors too."""
    driven, give = Driven(None, []), _giver(given)
    error = ""
    seed()
    try:
        with recording(__file__, sys._getframe()) as tape:
            driven = run(trial, inputs, give, keep=keep)
    except Exception as raised:  # noqa: BLE001  # samples may raise; it is compared with plain
        error = told(raised)
    return tape, driven, error


def _giver(given: list[list[Tensor]]) -> Upstream:
    """Hands out copies of upstream gradients, made before they are asked for."""
    ready = iter([clones(one) for one in given])
    return lambda _roots: next(ready)


def _accumulated(graph: Graph) -> dict[int, Bits | None]:
    """What each leaf behind the roots has in its `.grad`."""
    return {
        place: bits_or_none(node.variable.grad)
        for place, node in enumerate(graph.nodes)
        if graph.names[place] == "AccumulateGrad"
    }


def _again(found: Recorded, driven: Driven, inputs: Inputs, given: list[list[Tensor]]) -> None:
    """Run backward over the graph that was recorded: nothing of the recorder may stir."""
    gc.collect()
    ours = sorted({_told(one) for one in gc.get_objects() if _kind(one) == _OURS})
    if ours:
        found.left.append("while the graph lives: " + ", ".join(ours[:4]))
    steps = len(found.tape.steps)
    found.outcome.again = again(driven, inputs, given)
    if len(found.tape.steps) != steps:
        found.left.append("hooks on nodes: the tape grew after its end")


def _told(one: object) -> str:
    return f"{type(one).__name__} {getattr(one, '__qualname__', '')}".strip()


def _garbage() -> Counter[str]:
    """How many tensors, nodes and parts of the recorder there are; all but what was frozen."""
    gc.collect()
    return Counter(kind for one in gc.get_objects() if (kind := _kind(one)))


def _kind(one: object) -> str:
    found = _kind_of(type(one))
    if found == "function":
        home = getattr(one, "__module__", None)
        return _OURS if isinstance(home, str) and home.startswith(_RECORD) else ""
    return found


def _kind_of(kind: type) -> str:
    found = _KINDS.get(kind)
    if found is None:
        found = _KINDS[kind] = _sorted(kind)
    return found


def _sorted(kind: type) -> str:
    if issubclass(kind, Tensor):
        return "tensors"
    if "next_functions" in dir(kind):
        return "nodes"
    if str(kind.__module__).startswith(_RECORD):
        return _OURS
    return "function" if issubclass(kind, (FunctionType, MethodType)) else ""


def _hooks(tensors: list[Tensor]) -> list[Any]:
    """What is hooked to tensors: nothing, for any of these."""
    return [
        hook
        for one in tensors
        for hook in (one._backward_hooks, one._post_accumulate_grad_hooks)
        if hook
    ]


def _doors() -> dict[str, Any]:
    """What a recorder stands in for, and modes it enters: the same before and after."""
    graph: Any = torch.autograd.graph
    autograd: Any = torch.autograd
    modules: Any = torch.nn.modules.module
    optimizers: Any = sys.modules["torch.optim.optimizer"]
    watched = {
        f"{home.__name__}.{name}": len(hooks)
        for home in (modules, optimizers)
        for name, hooks in vars(home).items()
        if name.startswith("_global_") and isinstance(hooks, dict)
    }
    return watched | {
        "graph._engine_run_backward": graph._engine_run_backward,
        "autograd._engine_run_backward": autograd._engine_run_backward,
        "Function.apply": autograd.Function.__dict__.get("apply"),
        "compile": torch.compile,
        "function modes": torch._C._len_torch_function_stack(),
        "dispatch modes": torch._C._len_torch_dispatch_stack(),
        "grad mode": torch.is_grad_enabled(),
        "trace": (sys.gettrace(), sys.getprofile()),
        "saved tensor hooks": torch._C._autograd._top_saved_tensors_default_hooks(*_ALWAYS),
        "anomaly": torch.is_anomaly_enabled(),
        "Tensor": {name: id(one) for name, one in vars(Tensor).items()},
        "torch": {name: id(one) for name, one in vars(torch).items() if callable(one)},
    }
