"""The `for` and `while` loops of a program's text, and which of them a line trains in."""

from __future__ import annotations

import ast

from msgspec import Struct

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)


class Loop(Struct, frozen=True):
    """A loop by the lines of its body; a loop's number is its place in the text."""

    number: int
    line: int
    first: int
    last: int
    outer: tuple[int, ...] = ()  # the loops around it, innermost first
    direct: bool = False  # a backward call stands in its body and in no loop within


class LoopMap:
    """The loops of a program, looked up by line."""

    def __init__(self, tree: ast.AST | None = None) -> None:
        self.loops: list[Loop] = []
        self.numbers: dict[int, int] = {}  # by the id of the statement in the tree
        self._by_line: dict[int, int] = {}
        if tree is not None:
            self._gather(tree)
        for loop in self.loops:  # an inner loop comes after those around it
            for line in range(loop.first, loop.last + 1):
                self._by_line[line] = loop.number

    def training(self, line: int) -> int | None:
        """The loop whose passes are the iterations when backward is called at a line.

        The innermost around the line; but a loop around that which calls backward itself (the
        generator's turn after several of the discriminator's) counts whole.
        """
        inner = self._by_line.get(line)
        if inner is None:
            return None
        return next((n for n in reversed(self.loops[inner].outer) if self.loops[n].direct), inner)

    def chain(self, number: int) -> tuple[int, ...]:
        """A loop and those around it, innermost first."""
        return (number, *self.loops[number].outer)

    def _gather(self, tree: ast.AST) -> None:
        stack: list[tuple[ast.AST, tuple[int, ...]]] = [(tree, ())]
        while stack:
            node, outer = stack.pop()
            if isinstance(node, _LOOPS):
                number = len(self.loops)
                self.numbers[id(node)] = number
                last = node.body[-1].end_lineno or node.lineno
                direct = any(_calls_backward(one) for one in node.body)
                loop = Loop(number, node.lineno, node.body[0].lineno, last, outer, direct)
                self.loops.append(loop)
                around = (number, *outer)
                stack.extend((one, outer) for one in reversed(node.orelse))
                stack.extend((one, around) for one in reversed(node.body))
            else:
                stack.extend((one, outer) for one in reversed(list(ast.iter_child_nodes(node))))


def assigned(tree: ast.AST, loops: LoopMap) -> list[dict[str, int]]:
    """For each loop the names its text gives, with the last line where it does."""
    found: list[dict[str, int]] = [{} for _ in loops.loops]
    for node in ast.walk(tree):
        number = loops.numbers.get(id(node))
        if number is None:
            continue
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                found[number][part.id] = max(part.lineno, found[number].get(part.id, 0))
    return found


def _calls_backward(node: ast.AST) -> bool:
    """Whether `x.backward()` stands in a statement, loops and functions within left aside."""
    if isinstance(node, _LOOPS + _SCOPES):
        return False
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "backward"
    ):
        return True
    return any(_calls_backward(one) for one in ast.iter_child_nodes(node))
