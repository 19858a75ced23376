"""A formula's tree as a function of tensors, put together once and called often."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch
from torch import Tensor

from graphviewer.calculus.operations import OPERATIONS, Operation, Value
from graphviewer.formulas.problem import FormulaProblem
from graphviewer.formulas.tree import Apply, Formula, Name, Node, Number

Places = tuple[Tensor, ...]  # the numbers of each variable
Compiled = Callable[..., Tensor]
_Part = Callable[[Places], Value]


def compiled(
    formula: Formula, constants: Mapping[str, float], variables: tuple[str, ...]
) -> Compiled:
    """The formula as a function of a tensor for each variable, all of one shape and dtype.

    A constant that has no number raises FormulaProblem. What does not depend on a variable is
    calculated once, in float64. Of `where` only the chosen side is evaluated at each place, so
    that what the other has there (NaN, or a slope that is infinite) reaches no derivative.
    """
    known = {name: float(value) for name, value in constants.items() if name not in variables}
    part = _part(formula.root, known, variables)
    if isinstance(part, float):
        fixed = part
        return lambda *at: torch.full_like(at[0], fixed)
    built = part
    return lambda *at: _tensor(built(at), at[0])


def _tensor(value: Value, like: Tensor) -> Tensor:
    return value if isinstance(value, Tensor) else torch.full_like(like, value)


def _part(node: Node, constants: Mapping[str, float], variables: tuple[str, ...]) -> _Part | float:
    """A function of the places, or a number where it is the same everywhere."""
    match node:
        case Number(value=value):
            return value
        case Name(name=name, at=at):
            if name in variables:
                index = variables.index(name)
                return lambda places: places[index]
            if name not in constants:
                raise FormulaProblem("unknown", at, name=name)
            return constants[name]
        case Apply(op=op, args=args):
            parts = [_part(one, constants, variables) for one in args]
            return _where(*parts) if op == "where" else _applied(OPERATIONS[op], parts)


def _applied(operation: Operation, parts: list[_Part | float]) -> _Part | float:
    live = [one for one in parts if not isinstance(one, float)]
    if not live:
        return _folded(operation, [one for one in parts if isinstance(one, float)])
    if len(parts) == 1:
        return _of_one(operation, live[0])
    if len(parts) == 2 and isinstance(parts[0], float):
        return _after(operation, parts[0], live[0])
    if len(parts) == 2 and isinstance(parts[1], float):
        return _before(operation, live[0], parts[1])
    if len(parts) == 2:
        return _of_two(operation, *live)
    return lambda at: operation(*(_of(one, at) for one in parts))


# The operations of one and two numbers are most of a formula: they take the shortest way.


def _of_one(operation: Operation, a: _Part) -> _Part:
    return lambda at: operation(a(at))


def _after(operation: Operation, a: float, b: _Part) -> _Part:
    return lambda at: operation(a, b(at))


def _before(operation: Operation, a: _Part, b: float) -> _Part:
    return lambda at: operation(a(at), b)


def _of_two(operation: Operation, a: _Part, b: _Part) -> _Part:
    return lambda at: operation(a(at), b(at))


def _folded(operation: Operation, numbers: list[float]) -> float:
    first = torch.tensor(numbers[0], dtype=torch.float64)
    return float(operation(first, *numbers[1:]))


def _where(
    condition: _Part | float, then: _Part | float, otherwise: _Part | float
) -> _Part | float:
    if isinstance(condition, float):
        return then if condition else otherwise
    chosen = condition

    def of_places(at: Places) -> Value:
        truth = _tensor(chosen(at), at[0]) != 0
        if truth.ndim == 0:
            return _tensor(_of(then if truth else otherwise, at), at[0])
        out = torch.empty_like(at[0])
        for side, mask in ((then, truth), (otherwise, ~truth)):
            there = tuple(one[mask] for one in at)
            out = out.masked_scatter(mask, _tensor(_of(side, there), there[0]))
        return out

    return of_places


def _of(part: _Part | float, at: Places) -> Value:
    return part if isinstance(part, float) else part(at)
