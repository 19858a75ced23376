"""Runs a torch program and writes down what went into every node, what came out, what was saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from msgspec import Struct

from graphviewer.explain.rules.rule import Env, sum_to
from graphviewer.explain.rules.table import rule_of
from graphviewer.tape.rows import Node, Saved


class Ran(Struct, frozen=True):
    """One execution of a node."""

    name: str
    gradients_in: tuple[Any, ...]
    gradients_out: tuple[Any, ...]
    saved: dict[str, Any]
    shapes: tuple[tuple[int, ...] | None, ...]

    def node(self) -> Node:
        """The node as a row of a tape has it: names of what it saved, and its options."""
        kept = (
            Saved(name=name, value=0)
            if isinstance(value, np.ndarray)
            else Saved(name=name, fact=value)
            for name, value in self.saved.items()
        )
        return Node(id=0, name=self.name, saved=tuple(kept))

    def env(self, edge: int) -> Env:
        """What the node's rule gets to see."""
        return Env(self.gradients_in, self.saved, self.shapes, edge)


def _plain(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.detach().cpu().numpy().copy()
    if isinstance(value, (tuple, list)):
        return tuple(_plain(one) for one in value)
    return value


def _saved(node: Any) -> dict[str, Any]:
    names = [name for name in dir(node) if name.startswith("_saved_")]
    return {name.removeprefix("_saved_"): _plain(getattr(node, name)) for name in names}


def reachable(*roots: torch.Tensor) -> list[Any]:
    """Every node below some tensors."""
    waiting: list[Any] = [root.grad_fn for root in roots]
    found: list[Any] = []
    while waiting:
        node = waiting.pop()
        if node is not None and node not in found:
            found.append(node)
            waiting.extend(following for following, _ in node.next_functions)
    return found


def pull(loss: torch.Tensor, gradient: torch.Tensor) -> None:
    """Run backward from a tensor and a gradient."""
    torch.autograd.backward([loss], [gradient])


def run(loss: torch.Tensor, backward: Callable[[], object] | None = None) -> list[Ran]:
    """Run backward from `loss` (or as told); what every node did, in the engine's order."""
    ran: list[Ran] = []
    entered: dict[Any, tuple[dict[str, Any], tuple[Any, ...]]] = {}
    handles = []
    for node in reachable(loss):
        if node.name().endswith("AccumulateGrad"):
            continue

        def before(gradients: Any, node: Any = node) -> None:
            entered[node] = (_saved(node), tuple(_plain(g) for g in gradients))

        def after(out: Any, _: Any, node: Any = node) -> None:
            saved, came = entered[node]
            shapes = tuple(
                None if below is None else tuple(below._input_metadata[place].shape)
                for below, place in node.next_functions
            )
            sent = tuple(None if g is None else _plain(g) for g in out)
            shapes = tuple(
                shape if shape is not None or g is None else g.shape
                for shape, g in zip(shapes, sent, strict=True)
            )
            ran.append(Ran(node.name(), came, sent, saved, shapes))

        handles += [node.register_prehook(before), node.register_hook(after)]
    try:
        backward() if backward is not None else pull(loss, torch.ones_like(loss))
    finally:
        for handle in handles:
            handle.remove()
    return ran


def array(tensor: torch.Tensor) -> np.ndarray[Any, Any]:
    """A tensor's numbers."""
    return np.asarray(tensor.detach().cpu().numpy())


def held(ran: list[Ran], tolerance: float = 1e-12) -> set[str]:
    """The nodes whose rules give what they sent along each of their edges; asserts it."""
    seen: set[str] = set()
    for one in ran:
        rule = rule_of(one.node())
        if rule is None or not rule.vjp:
            continue
        for edge, sent in enumerate(one.gradients_out):
            if sent is None:
                continue
            seen.add(rule.node)
            made = np.asarray(rule.vjp[rule.place(edge)](one.env(edge)))
            made = sum_to(made, sent.shape).astype(sent.dtype)
            np.testing.assert_allclose(
                made, sent, rtol=tolerance, atol=tolerance, err_msg=f"{one.name} edge {edge}"
            )
    return seen
