"""The same runs, recorded; what is left of them is looked for by reference and by garbage."""

from __future__ import annotations

import gc
import sys
import weakref
from collections import Counter
from dataclasses import dataclass, field
from types import FunctionType, MethodType
from typing import Any

import torch
from torch import Tensor

from graphviewer.record.inline import recording
from graphviewer.tape.tape import Tape
from tests.exactness.bits import Bits, bits_or_none
from tests.exactness.copies import tensors_in
from tests.exactness.samples import Inputs, Trial
from tests.exactness.truth import (
    Graph,
    Outcome,
    again,
    clones,
    differentiable,
    finish,
    seed,
    told,
    walk,
)

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
    leaves: dict[int, Bits | None] = field(default_factory=dict)  # by number of an AccumulateGrad


class Alive:
    """Weak references to all tensors of a run and, through their metadata, to its nodes."""

    def __init__(self, inputs: Inputs, result: Any, graph: Graph | None) -> None:
        held = [*inputs.tensors, *tensors_in(result)]
        held += [leaf.grad for leaf in inputs.leaves if leaf.grad is not None]
        self._tensors = [weakref.ref(one) for one in held]
        self._nodes: list[weakref.ref[_Mark]] = []
        for node in [] if graph is None else graph.nodes:
            mark = node.metadata["exactness"] = _Mark()
            self._nodes.append(weakref.ref(mark))

    def counted(self) -> str:
        """How many are still alive; empty if none is."""
        tensors = sum(ref() is not None for ref in self._tensors)
        nodes = sum(ref() is not None for ref in self._nodes)
        return f"{tensors} tensors and {nodes} nodes" if tensors or nodes else ""


class _Mark:
    """Lives as long as the node whose metadata holds it."""

    __slots__ = ("__weakref__",)


def recorded(trial: Trial, given: list[Tensor], *, keep: bool) -> Recorded:
    """Record a trial. With `keep` the graph is kept and run once more with nobody recording."""
    before = _garbage()
    run, alive = _run(trial, given, keep)
    if still := alive.counted():
        gc.collect()
        later = alive.counted()
        word = "for good" if later else "until the garbage collector came"
        run.left.append(f"{later or still} outlived the run {word}")
    after = _garbage()
    run.left.extend(f"{count} more {kind} in memory" for kind, count in (after - before).items())
    return run


def _run(trial: Trial, given: list[Tensor], keep: bool) -> tuple[Recorded, Alive]:
    inputs = trial.fresh()
    before, doors = _hooks(inputs.tensors), _doors()
    tape, result, error = _record(inputs, clones(given), keep)
    run = Recorded(tape, Outcome(error=error))
    graph = None
    if doors != _doors():
        changed = [str(key) for key, door in _doors().items() if doors[key] != door]
        run.left.append("not put back: " + ", ".join(changed))
    if not error:
        finish(run.outcome, inputs, result)
        graph = walk(differentiable(result))
        run.outcome.graph = graph.shape
        run.leaves = _accumulated(graph)
        if _hooks(inputs.tensors) != before or any(_hooks(tensors_in(result))):
            run.left.append("hooks on tensors")
    alive = Alive(inputs, result, graph)
    if keep and graph is not None:
        _again(run, inputs, result, given)
    return run, alive


def _accumulated(graph: Graph) -> dict[int, Bits | None]:
    """What each leaf behind the outputs has in its `.grad`."""
    return {
        place: bits_or_none(node.variable.grad)
        for place, node in enumerate(graph.nodes)
        if graph.names[place] == "AccumulateGrad"
    }


def _record(inputs: Inputs, given: list[Tensor], keep: bool) -> tuple[Tape, Any, str]:
    """In a frame of its own, so that what holds this frame holds the tensors too."""
    result: Any = None
    error = ""
    seed()
    try:
        with recording(__file__, sys._getframe()) as tape:
            result = inputs.call()
            outputs = differentiable(result)
            if outputs:
                torch.autograd.backward(outputs, given, retain_graph=keep)
    except Exception as raised:  # noqa: BLE001  # samples may raise; it is compared with plain
        error = told(raised)
    return tape, result, error


def _again(run: Recorded, inputs: Inputs, result: Any, given: list[Tensor]) -> None:
    """Run backward over the graph that was recorded: nothing of the recorder may stir."""
    gc.collect()
    ours = sorted(
        {
            f"{type(one).__name__} {getattr(one, '__qualname__', '')}".strip()
            for one in gc.get_objects()
            if _kind(one) == _OURS
        }
    )
    if ours:
        run.left.append("while the graph lives: " + ", ".join(ours[:4]))
    steps = len(run.tape.steps)
    run.outcome.again = again(inputs, differentiable(result), given)
    if len(run.tape.steps) != steps:
        run.left.append("hooks on nodes: the tape grew after its end")


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
