"""Where the graph was cut on purpose: detach, .data, no_grad, inference_mode."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache

from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op
from graphviewer.tape.tape import Tape

DETACHING = {"detach": "detach", "detach_": "detach_", "data": ".data"}
SWITCHES = ("inference_mode", "no_grad", "set_grad_enabled", "enable_grad")


def cut_by(tape: Tape, index: TapeIndex, op: Op) -> str:
    """What keeps gradients from flowing through an op that was given some to flow: its word.

    Empty where they flow, where no input wants one, and where the result has no derivative.
    """
    if not any(index.requires_grad_at(tensor, op.step) for tensor in op.inputs):
        return ""
    if op.name in DETACHING:
        return DETACHING[op.name]
    return "" if op.grad_enabled else switched_off(tape, op)


def switched_off(tape: Tape, op: Op) -> str:
    """Which block an op without grad mode stands in, as the program spells it; else `no_grad`."""
    if op.place is None:
        return "no_grad"
    inner = [
        (last - first, name)
        for first, last, name in _blocks(tape.meta.source)
        if first <= op.place.line <= last
    ]
    name = min(inner, default=(0, "no_grad"))[1]
    return "no_grad" if name == "enable_grad" else name


@lru_cache(maxsize=16)
def _blocks(source: str) -> tuple[tuple[int, int, str], ...]:
    """First line, last line and switch of every `with` and every decorated function."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return ()
    return tuple(_found(tree))


def _found(tree: ast.AST) -> Iterator[tuple[int, int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.With):
            switches = [item.context_expr for item in node.items]
        elif isinstance(node, ast.FunctionDef):
            switches = node.decorator_list
        else:
            continue
        for switch in switches:
            called = switch.func if isinstance(switch, ast.Call) else switch
            name = getattr(called, "attr", getattr(called, "id", ""))
            if name in SWITCHES:
                yield node.lineno, node.end_lineno or node.lineno, name
