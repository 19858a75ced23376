"""A program run under plain PyTorch, looked at after each statement and each node the engine runs.

Nothing of the recorder is used: hooks of PyTorch's own say what a node was given and what it sent.
"""

from __future__ import annotations

import ast
import contextlib
import io
import random
from typing import Any
from unittest import mock

import numpy as np
import torch
from torch import Tensor

MARK = "#mark"
Port = tuple[int, int]


def marked(source: str) -> str:
    """The program with a print after each of its statements, to find their ends on a tape."""
    body: list[ast.stmt] = []
    for place, statement in enumerate(ast.parse(source).body):
        body += [statement, *ast.parse(f"print('{MARK} {place}')").body]
    return ast.unparse(ast.Module(body, [])) + "\n"


class Seen:
    """What the program's names held at a moment: numbers, and `.grad` where a leaf may have one."""

    def __init__(self, names: dict[str, Any]) -> None:
        tensors = {name: one for name, one in names.items() if isinstance(one, Tensor)}
        self.values = {name: one.detach().clone() for name, one in tensors.items()}
        self.grads = {
            name: None if one.grad is None else one.grad.detach().clone()
            for name, one in tensors.items()
            if one.is_leaf and one.requires_grad
        }


class Executed:
    """One node the engine ran, and what had arrived everywhere once it had."""

    def __init__(self, node: int, name: str, arrived: dict[Port, Tensor], seen: Seen) -> None:
        self.node = node
        self.name = name
        self.arrived = arrived
        self.seen = seen


class Watched:
    """The run of a program."""

    def __init__(self, source: str) -> None:
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.statements: list[Seen] = []
        self.runs: list[list[Executed]] = []
        self.edges: dict[int, list[Port | None]] = {}
        self._nodes: dict[Any, int] = {}  # kept alive, so that each keeps its identity
        self._backward: Any = Tensor.backward
        self._grad: Any = torch.autograd.grad
        torch.manual_seed(0)
        random.seed(0)
        np.random.seed(0)  # noqa: NPY002  # as the recorder seeds
        with (
            contextlib.redirect_stdout(io.StringIO()),
            mock.patch.object(Tensor, "backward", self._door(self._backward)),
            mock.patch.object(torch.autograd, "grad", self._door(self._grad)),
            contextlib.suppress(RuntimeError),  # some lessons are meant to fail
        ):
            for statement in ast.parse(source).body:
                exec(compile(ast.Module([statement], []), "program.py", "exec"), self.names)
                self.statements.append(Seen(self.names))

    def _door(self, real: Any) -> Any:
        def run(root: Tensor, *args: Any, **kwargs: Any) -> Any:
            self.runs.append([])
            arrived: dict[Port, Tensor] = {}
            handles = [
                node.register_hook(self._hook(number, type(node).__name__, arrived))
                for node, number in self._reachable(root.grad_fn).items()
            ]
            try:
                return real(root, *args, **kwargs)
            finally:
                for handle in handles:
                    handle.remove()

        return run

    def _reachable(self, root: Any) -> dict[Any, int]:
        found: dict[Any, int] = {}
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if node is None or node in found:
                continue
            found[node] = self._nodes.setdefault(node, len(self._nodes))
            waiting += [to for to, _ in node.next_functions]
        for node, number in found.items():
            self.edges[number] = [
                None if to is None else (self._nodes[to], nr) for to, nr in node.next_functions
            ]
        return found

    def _hook(self, number: int, name: str, arrived: dict[Port, Tensor]) -> Any:
        def ran(sent: tuple[Tensor | None, ...], _used: tuple[Tensor | None, ...]) -> None:
            with torch.no_grad():
                for port, gradient in zip(self.edges[number], sent, strict=False):
                    if port is not None and gradient is not None:
                        before = arrived.get(port)
                        now = gradient.detach().clone()
                        arrived[port] = now if before is None else before + now
            self.runs[-1].append(Executed(number, name, dict(arrived), Seen(self.names)))

        return ran
