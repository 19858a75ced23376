"""A lesson run with nothing of ours in it, and what PyTorch itself says of it.

The program is executed one top-level statement at a time. After each, every tensor it has named is
asked to retain its gradient, and `next_functions` is walked from every tensor named, from what
every function of PyTorch gives and from every root that a backward run starts at. Nodes are kept
alive, so that each keeps its identity.
"""

from __future__ import annotations

import ast
import contextlib
import io
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import networkx as nx
import torch
from torch.overrides import TorchFunctionMode


class Walking(TorchFunctionMode):
    """Calls `seen` with every tensor that a function of PyTorch gives."""

    def __init__(self, seen: Callable[[torch.Tensor], None]) -> None:
        super().__init__()
        self._seen = seen

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        given = func(*args, **(kwargs or {}))
        for one in given if isinstance(given, (tuple, list)) else (given,):
            if isinstance(one, torch.Tensor):
                with torch._C.DisableTorchFunction():
                    self._seen(one)
        return given


class Unrecorded:
    """The names, nodes, output and error that a program leaves under plain PyTorch."""

    def __init__(self, source: str) -> None:
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.nodes: dict[Any, int] = {}  # node -> number, in the order found
        self.error: BaseException | None = None
        self._backward: Any = torch.Tensor.backward  # PyTorch leaves it untyped
        self._grad = torch.autograd.grad
        output = io.StringIO()
        torch.manual_seed(0)
        with (
            contextlib.redirect_stdout(output),
            mock.patch.object(torch.Tensor, "backward", self._on_backward()),
            mock.patch.object(torch.autograd, "grad", self._on_grad),
            Walking(self._on_seen),
        ):
            self._execute(source)
        self.output = output.getvalue()

    def tensors(self) -> dict[str, torch.Tensor]:
        """The tensors that names of the program hold at its end."""
        return {
            name: value for name, value in self.names.items() if isinstance(value, torch.Tensor)
        }

    def graph(self) -> nx.MultiDiGraph:
        """Every node by name and every edge by its place and the input it goes to."""
        graph = nx.MultiDiGraph()
        for node, number in self.nodes.items():
            graph.add_node(number, name=type(node).__name__)
            for place, (to, input_nr) in enumerate(node.next_functions):
                if to is not None:
                    graph.add_edge(number, self.nodes[to], at=(place, input_nr))
        return graph

    # --- running

    def _execute(self, source: str) -> None:
        for statement in ast.parse(source).body:
            code = compile(ast.Module([statement], []), "<lesson>", "exec")
            try:
                exec(code, self.names)
            except RuntimeError as error:
                self.error = error
                return
            for tensor in self._held():
                if tensor.requires_grad and not tensor.is_leaf:
                    tensor.retain_grad()
                self._walk(tensor.grad_fn)

    def _held(self) -> Iterator[torch.Tensor]:
        for value in self.names.values():
            yield from (
                one
                for one in (value if isinstance(value, list) else [value])
                if isinstance(one, torch.Tensor)
            )

    def _on_seen(self, tensor: torch.Tensor) -> None:
        self._walk(tensor.grad_fn)

    def _walk(self, start: Any) -> None:
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if node is not None and node not in self.nodes:
                self.nodes[node] = len(self.nodes)
                waiting += [to for to, _ in node.next_functions]

    def _on_backward(self) -> Any:
        def backward(tensor: torch.Tensor, *args: Any, **kwargs: Any) -> None:
            self._start(tensor)
            self._backward(tensor, *args, **kwargs)

        return backward

    def _on_grad(self, outputs: torch.Tensor, *args: Any, **kwargs: Any) -> Any:
        self._start(outputs)
        return self._grad(outputs, *args, **kwargs)

    def _start(self, roots: torch.Tensor | tuple[torch.Tensor, ...]) -> None:
        """A run begins."""
        for root in roots if isinstance(roots, tuple) else (roots,):
            self._walk(root.grad_fn)
