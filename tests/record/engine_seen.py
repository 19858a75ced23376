"""What plain PyTorch's engine does, node by node, seen without a recorder."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.autograd.graph import get_gradient_edge

from tests.record.oracle import plain

Executed = tuple[str, list[Tensor | None], list[Tensor | None]]  # name, gradients in and out


class EngineSeen:
    """Runs a program; `executed` has every node that the engine executed, in order."""

    def __init__(self, source: str) -> None:
        self.executed: list[Executed] = []
        graph: Any = torch.autograd.graph
        autograd: Any = torch.autograd
        self._door = graph._engine_run_backward
        graph._engine_run_backward = autograd._engine_run_backward = self._run
        try:
            self.space, self.output, self.raised = plain(source)
        finally:
            graph._engine_run_backward = autograd._engine_run_backward = self._door

    def _run(self, outputs: Any, *args: Any, **kwargs: Any) -> Any:
        waiting = [
            one.node if hasattr(one, "node") else get_gradient_edge(one).node for one in outputs
        ]
        seen: set[Any] = set()
        handles: list[Any] = []
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                handles += self._watch(node)
                waiting += [child for child, _ in node.next_functions if child is not None]
        try:
            return self._door(outputs, *args, **kwargs)
        finally:
            for handle in handles:
                handle.remove()

    def _watch(self, node: Any) -> list[Any]:
        """After the program's own hooks, which are registered already."""
        given: list[list[Tensor | None]] = []

        def before(gradients: Any) -> None:
            given.append([_kept(one) for one in gradients])

        def after(sent: Any, _used: Any) -> None:
            self.executed.append((type(node).__name__, given.pop(), [_kept(one) for one in sent]))

        return [node.register_prehook(before), node.register_hook(after)]


def _kept(gradient: Tensor | None) -> Tensor | None:
    return None if gradient is None else gradient.detach().to_dense().clone()
