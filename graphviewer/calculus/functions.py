"""Functions of x with their derivatives by autograd, and a derivative as the limit it is."""

from __future__ import annotations

import time
from collections.abc import Iterator

import torch
from torch import Tensor

from graphviewer.calculus.compiling import Compiled, compiled
from graphviewer.formulas.answers import CurveDrawn, LimitDrawn, Underway
from graphviewer.formulas.questions import Curve, Limit
from graphviewer.formulas.reading import read
from graphviewer.runs.array import array

_FIRST, _LEAST = 512, 64  # places at a time, at first and at least
_MOST = 4096  # places at a time: bounds the memory of a long formula's graph
_PATIENCE = 0.1  # seconds of work before others have a turn


def curve(question: Curve) -> Iterator[CurveDrawn | Underway]:
    """f, f', f'' at places from low to high, float64, last. Raises FormulaProblem."""
    function = compiled(read(question.formula), question.constants, ("x",))
    x = torch.linspace(question.low, question.high, question.many, dtype=torch.float64)
    rows: list[Tensor] = []
    done, each = 0, _FIRST
    until = time.perf_counter() + _PATIENCE
    while done < len(x):
        began = time.perf_counter()
        rows.append(torch.stack([*_derivatives(function, x[done : done + each], question.orders)]))
        done += rows[-1].shape[1]
        now = time.perf_counter()
        suits = round(each * _PATIENCE / max(now - began, 1e-6))
        each = max(_LEAST, min(suits, 2 * each, _MOST))
        if now > until and done < len(x):
            yield Underway(done=done, of=len(x))
            until = time.perf_counter() + _PATIENCE
    yield CurveDrawn(
        x=array(x.numpy(), "float64"), rows=array(torch.cat(rows, 1).numpy(), "float64")
    )


def _derivatives(function: Compiled, x: Tensor, orders: int) -> Iterator[Tensor]:
    """The function at x and each derivative; where one is not finite, the next ones are NaN too.

    Autograd alone would give log a derivative where it has no value.
    """
    x = x.clone().requires_grad_()
    y = function(x)
    there = torch.ones_like(x, dtype=torch.bool)
    for order in range(orders + 1):
        there = there & y.detach().isfinite()
        yield y.detach().where(there, torch.nan)
        if order < orders:
            y = slope(y, x, create_graph=order + 1 < orders)


def slope(y: Tensor, x: Tensor, *, create_graph: bool = False) -> Tensor:
    """dy/dx of each element; 0 where y does not depend on x."""
    if not y.requires_grad:
        return torch.zeros_like(x)
    (found,) = torch.autograd.grad(
        y, x, torch.ones_like(y), create_graph=create_graph, materialize_grads=True
    )
    return found


def limit(question: Limit) -> LimitDrawn:
    """Quotients of differences in the question's dtype, beside autograd's derivative.

    The derivative and the errors are float64, at the place as the dtype holds it. A quotient is
    NaN where it is not finite. Raises FormulaProblem.
    """
    function = compiled(read(question.formula), question.constants, ("x",))
    dtype = {"float32": torch.float32, "float64": torch.float64}[question.dtype]
    x = torch.tensor(question.at, dtype=dtype)
    steps = round(question.most * question.each) + 1
    h = (10.0 ** -(torch.arange(steps, dtype=torch.float64) / question.each)).to(dtype)
    after = function(x + h)
    if question.central:
        quotient = (after - function(x - h)) / (2 * h)
    else:
        quotient = (after - function(x.expand_as(h))) / h
    exact = x.double().requires_grad_()
    value = function(exact)
    derivative = slope(value, exact) if value.isfinite() else torch.tensor(torch.nan)
    found = quotient.double()
    found = found.where(found.isfinite(), torch.nan)
    return LimitDrawn(
        h=array(h.double().numpy(), "float64"),
        quotient=array(found.numpy(), "float64"),
        error=array((found - derivative).abs().numpy(), "float64"),
        slope=float(derivative),
        value=float(value.detach()),
    )
